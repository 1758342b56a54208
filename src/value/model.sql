-- Types cx_purchase_model and cx_spend_model

@type
name       cx_purchase_model
called     model
length     144
storage    plain
is         a model of how often customers buy, and whether they have left: BG/NBD, MBG/NBD or Pareto/NBD, fitted or given
equal      same model
json       model, status, limits, customers, log_likelihood, parameters
@end

@type
name       cx_spend_model
called     model
length     144
storage    plain
is         a model of how much customers spend: gamma-gamma, fitted or given
equal      same model
json       model, status, limits, customers, log_likelihood, parameters
@end

@table model type
cx_purchase_model
cx_spend_model
@end
