-- Type cx_cohort_revenue

@type
name       cx_cohort_revenue
called     state
length     VARIABLE
storage    extended
is         what the customers of each cohort brought, at every age; () when no customers; a state over customers: stored, added with +, subtracted with -, aggregated with rollup()
equal      same period, same counts and same sums
sum        the customers of both states; NULL when one is NULL; different periods are an error
difference the customers of the first state without those of the second; counts may become negative
json       period, outside, cohorts
@end
