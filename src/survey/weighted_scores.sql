-- Type cx_weighted_scores

@type
name       cx_weighted_scores
called     state
length     376
storage    plain
is         how much weight each score of a whole-number scale of at most 11 points was given, with the number of responses and what their errors need; () when no rows; stored, added with +, aggregated with rollup()
equal      same scale, responses, sums of weights and of their squares, to the last bit
sum        the answers of both states; NULL when one is NULL; different scales are an error
json       low, high, responses, effective_responses, weights
@end
