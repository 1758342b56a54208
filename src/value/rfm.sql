-- Type cx_rfm

@type
name       cx_rfm
called     state
length     VARIABLE
storage    extended
is         what the days of one customer brought, and until when the customer was observed; () without a row; a state over rows: any split of them is united by + and rollup()
equal      same days with the same sums
sum        the rows of both; NULL when one is NULL; different observed_until are an error
json       first, observed_until, days
@end
