-- Type cx_lifecycle

@type
name       cx_lifecycle
called     state
length     VARIABLE
storage    extended
is         how many customers were new, reactivated and churned in each period, with or without a grace; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same period, grace and flows
sum        the flows of both states; NULL when one is NULL; different periods or graces are an error
difference the flows of the first state without those of the second; counts may become negative
json       period, grace, flows (period, new, reactivated, churned)
@end
