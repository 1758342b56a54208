-- Type cx_retention

@type
name       cx_retention
called     state
length     VARIABLE
storage    extended
is         how the customers of each cohort came back, at every age and in every mode; () when no customers; stored, added with +, subtracted with -, aggregated with rollup()
equal      same cohorts and same counts
sum        the customers of both states; NULL when one is NULL; different periods are an error
difference the customers of the first state without those of the second; counts may become negative
json       period, recurring, cohorts
@end
