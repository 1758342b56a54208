-- Type cx_sbg

@type
name       cx_sbg
called     model
length     64
storage    plain
is         fitted shifted-beta-geometric model of churn: status, gamma, delta, their covariances, log-likelihood and number of customers
equal      same status and same figures
json       status, gamma, delta, log_likelihood, customers
@end

-- Type cx_bdw

@type
name       cx_bdw
called     model
length     96
storage    plain
is         fitted beta-discrete-Weibull model of churn: status, gamma, delta, c, their covariances, log-likelihood and number of customers
equal      same status and same figures
json       status, gamma, delta, c, log_likelihood, customers
@end
