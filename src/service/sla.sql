-- Type cx_sla

@type
name       cx_sla
called     state
length     40
storage    plain
is         how many tickets were resolved within their target, breached it, or are open within it, and as of when; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same counts, open as of the same time
sum        the tickets of both states; NULL when one is NULL; tickets open as of different times are an error
difference the tickets of the first state without those of the second; counts may become negative
json       met, breached, open, as_of
@end
