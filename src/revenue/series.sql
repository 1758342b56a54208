-- Type cx_revenue_series

@type
name       cx_revenue_series
called     state
length     VARIABLE
storage    extended
is         how recurring revenue moved, period by period: customers and exact sums that are new, reactivated, expansion, contraction, churned; () when no movements; stored, added with +, subtracted with -, aggregated with rollup()
equal      same counts and sums
sum        the movements of both series, of different customers; NULL when one is NULL; different periods are an error
difference the movements of the first series without those of the second; counts and sums may become negative; different periods are an error
json       period, and for each with movements its first day, customers and amounts
@end
