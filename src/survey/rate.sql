-- Type cx_rate

@type
name       cx_rate
called     state
length     24
storage    plain
is         how often a condition was asked for and how often it held; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same counts
sum        the trials of both states; NULL when one is NULL
difference the trials of the first state without those of the second; counts may become negative
json       trials, successes
@end
