-- Type cx_statuses

@type
name       cx_statuses
called     state
length     VARIABLE
storage    extended
is         the history of a ticket: at which instants it came into which status; () when no rows; stored, added with +, aggregated with rollup(); at most 8388608 events
equal      same events
sum        the events of both states, those that both have once; NULL when one is NULL
json       events (at, seq, status)
@end
