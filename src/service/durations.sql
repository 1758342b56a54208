-- Type cx_durations

@type
name       cx_durations
called     state
length     VARIABLE
storage    extended
is         how many durations fell into each of the buckets that lie at most 1/128 apart, and their exact sums; () when no rows; a state over rows: stored, added with +, taken away with -, aggregated with rollup()
equal      same counts and same sums
sum        the durations of both states; NULL when one is NULL
difference the durations of the first state without those of the second; what the first does not have is then a correction, to be added to a state that has it; NULL when one is NULL
json       count, seconds, buckets (least, most, count, seconds)
@end
