-- Type cx_spend

@type
name       cx_spend
called     state
length     VARIABLE
storage    extended
is         what the days of one customer brought, for cohorts of a period; () without a row; a state over rows: any split of them is united by + and rollup()
equal      same period and same days with the same sums
sum        the rows of both; NULL when one is NULL; different periods are an error
json       period, first, days
@end
