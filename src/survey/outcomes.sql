-- Type cx_outcomes

@type
name       cx_outcomes
called     state
length     192
storage    plain
is         how often each score of a whole-number scale of at most 11 points was given, and how often an outcome followed; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same scale and same counts
sum        the answers of both states; NULL when one is NULL; different scales are an error
difference the answers of the first state without those of the second; counts may become negative
json       low, high, counts, outcomes
@end
