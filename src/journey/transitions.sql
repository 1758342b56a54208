-- Type cx_transitions

@type
name       cx_transitions
called     state
length     VARIABLE
storage    extended
is         what customers did next: how often, how many of them, and after how long; () when no rows; stored, added with +, aggregated with rollup(), over different customers; at most 1048576 different pairs of steps
equal      same transitions, customers and times
sum        the transitions of both states, whose customers are different ones; NULL when one is NULL
difference the first state without the customers of the second, who are among its own; an error when they are not; NULL when one is NULL
json       within and depth where they are given, and of each pair of steps the transitions, customers and durations
@end
