-- Type cx_backlog

@type
name       cx_backlog
called     state
length     VARIABLE
storage    extended
is         how many tickets were opened and resolved in each period; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same period and same counts
sum        the tickets of both states; NULL when one is NULL; different periods are an error
difference the tickets of the first state without those of the second; counts may become negative
json       period, flows (period, opened, resolved)
@end
