-- Type cx_brackets

@type
name       cx_brackets
called     state
length     VARIABLE
storage    extended
is         how many customers of each cohort came back within brackets of ages; over customers; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same period, brackets, cohorts and counts
sum        the customers of both states; NULL when one is NULL; different periods or brackets are an error
difference the customers of the first state without those of the second; counts may become negative
json       period, first_ages, cohorts (cohort, customers, retained by bracket)
@end
