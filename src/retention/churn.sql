-- Type cx_churn

@type
name       cx_churn
called     state
length     24
storage    plain
is         how many customers were active before a period, and how many of them no more after it; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same counts
sum        the customers of both states; NULL when one is NULL
difference the customers of the first state without those of the second; counts may become negative
json       before, lost
@end
