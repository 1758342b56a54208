-- Type cx_sample

@type
name       cx_sample
called     sample
length     1312
storage    plain
is         how much weight each score of a scale was given by clusters (customers, households,
	branches) that were drawn from one stratum or from several,
	and what the errors of such a sample need; () when no rows; stored, added with +, aggregated with rollup()
equal      same scale, design and sums, to the last bit
sum        of two samples of one stratum more clusters of it,
	of two samples of several more strata; NULL when one is NULL; one of each,
	weighted with unweighted or different scales are an error
json       strata, lonely_strata, clusters, low, high, responses, weights
@end
