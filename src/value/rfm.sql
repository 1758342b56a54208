-- Type cx_rfm

@type
name       cx_rfm
called     state
length     VARIABLE
storage    extended
is         the days on which a customer bought, the amount of the first and of all, and until when he was observed; () without a purchase; stored, united with +, aggregated with rollup()
equal      same purchases
sum        the purchases of both, those of one day as one; NULL when one is NULL; different observed_until are an error
json       first, observed_until, first_amount, total, days
@end
