-- Type cx_activity

@type
name       cx_activity
called     state
length     VARIABLE
storage    extended
is         the periods in which a customer was active, or windows since the customer''s start; () when never; stored, united with +, aggregated with rollup()
equal      same periods
sum        active where either is; NULL when one is NULL; different periods are an error
json       period, active
@end
