-- Type cx_funnel

@type
name       cx_funnel
called     state
length     VARIABLE
storage    extended
is         how many customers reached each step of a funnel, how many of them are settled as of a time, and how long the steps took; over customers; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()
equal      same funnel, as_of and counts
sum        the customers of both states, who are different ones; NULL when one is NULL; another funnel or as_of is an error
difference the customers of the first state without those of the second, who must be among them
json       kind of times, steps, within and mode of the funnel, as_of, and for each step customers, settled ones and their times
@end
