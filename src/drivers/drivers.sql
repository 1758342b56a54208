-- Type cx_drivers

@type
name       cx_drivers
called     state
length     VARIABLE
storage    extended
is         what an overall score and its drivers, up to 50, and any two of them, sum up to, with how many responses there were and how many rows were left out for a NULL; () when no rows; a state over rows: stored, added with +, aggregated with rollup()
equal      same drivers, responses, rows left out and sums, to the last bit
sum        the responses of both states; NULL when one is NULL; another number of drivers is an error
json       drivers, responses, rows_left_out, weight, overall, means
@end
