-- Type cx_revenue

@type
name       cx_revenue
called     state
length     248
storage    plain
is         recurring revenue before, and how it moved: customers and exact sums that are new, reactivated, expansion, contraction, churned; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same counts and sums
sum        the customers of both states; NULL when one is NULL
difference the customers of the first state without those of the second; counts and sums may become negative
json       customers and amount before and of each movement
@end
