-- Type cx_survival

@type
name       cx_survival
called     state
length     VARIABLE
storage    extended
is         how many customers churned, were censored and entered late, at each distinct time; () when no rows; stored, added with +, aggregated with rollup(); at most 16777216 different times
equal      same times and same counts
sum        the customers of both states; NULL when one is NULL
json       churned, censored, times (time, churned, censored, entered)
@end
