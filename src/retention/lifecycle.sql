-- Type cx_lifecycle

@type
name       cx_lifecycle
called     state
length     VARIABLE
storage    extended
is         how many customers were new, reactivated and churned in each period; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same period and same flows
sum        the flows of both states; NULL when one is NULL; different periods are an error
difference the flows of the first state without those of the second; counts may become negative
json       period, flows (period, new, reactivated, churned)
@end
