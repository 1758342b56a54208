-- Type cx_stickiness

@type
name       cx_stickiness
called     state
length     VARIABLE
storage    extended
is         how many customers were active in how many periods of a range of days; over customers; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same range and counts
sum        the customers of both states; NULL when one is NULL; different periods or ranges are an error
difference the customers of the first state without those of the second; counts may become negative
json       period, from_day, to_day, customers
@end
