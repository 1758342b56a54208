-- Type cx_paired

@type
name       cx_paired
called     state
length     variable
storage    extended
is         what the same customers answered before and after, and how the two go together; () when no rows; stored, added with +, aggregated with rollup(); at most 4440 bytes
equal      same scale and sums, to the last bit
sum        the customers of both states, who are different ones; NULL when one is NULL; weighted with unweighted or different scales are an error
json       customers, low, high, before and after: responses, weights
@end
