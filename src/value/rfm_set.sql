-- Type cx_rfm_set

@type
name       cx_rfm_set
called     set
length     VARIABLE
storage    extended
is         frequency, recency, age and mean amount of many customers, to be read with rfm_table(); () without any; a state over customers: it cannot be united with another
equal      same customers
json       observed_until, customers
@end
