# cx_metrics: builds with PGXS, so PG_CONFIG=/path/to/pg_config chooses the server.
#
#   make && make install          build and install
#   make installcheck             regression tests against a running server
#   test/run                      every test, on a private server
EXTENSION = cx_metrics
topdir := $(patsubst %/,%,$(dir $(firstword $(MAKEFILE_LIST))))
# The control file is the one place that names the version.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(topdir)/cx_metrics.control)

MODULE_big = cx_metrics
# No wildcards: they are empty in a VPATH build, which is how packages are made.
OBJS = \
	src/module.o \
	src/base/aggregate.o \
	src/base/state_text.o \
	src/base/state_wire.o \
	src/base/result.o \
	src/base/enum.o \
	src/base/customers.o \
	src/base/dense_customers.o \
	src/base/huge_pages.o \
	src/base/period.o \
	src/base/zone.o \
	src/base/calendar.o \
	src/base/period_start.o \
	src/base/period_text.o \
	src/base/money.o \
	src/math/fixed_point.o \
	src/math/normal.o \
	src/math/student_t.o \
	src/math/intervals.o \
	src/math/chi_square.o \
	src/math/radix_sort.o \
	src/math/kaplan_meier.o \
	src/math/logrank.o \
	src/math/newton.o \
	src/math/gamma_difference.o \
	src/math/beta_weibull.o \
	src/math/special.o \
	src/math/legendre.o \
	src/math/fit.o \
	src/math/present_value.o \
	src/math/bgnbd.o \
	src/math/bgnbd_future.o \
	src/math/pareto_nbd.o \
	src/math/gamma_gamma.o \
	src/math/estimates.o \
	src/survey/scale.o \
	src/survey/scores.o \
	src/survey/scores_agg.o \
	src/survey/weighted_scores.o \
	src/survey/weighted_scores_agg.o \
	src/survey/tally.o \
	src/survey/counts.o \
	src/survey/nps.o \
	src/survey/csat.o \
	src/survey/ces.o \
	src/retention/churn.o \
	src/retention/churn_agg.o \
	src/retention/churn_rates.o \
	src/retention/flags.o \
	src/retention/spell.o \
	src/retention/lifecycle.o \
	src/retention/lifecycle_io.o \
	src/retention/lifecycle_table.o \
	src/retention/subscription_agg.o \
	src/retention/activity.o \
	src/retention/activity_agg.o \
	src/retention/activity_read.o \
	src/retention/retention.o \
	src/retention/retention_build.o \
	src/retention/retention_agg.o \
	src/retention/retention_table.o \
	src/retention/retention_pass.o \
	src/retention/retention_pass_merge.o \
	src/retention/retention_pass_state.o \
	src/retention/lifecycle_agg.o \
	src/retention/survival.o \
	src/retention/survival_build.o \
	src/retention/survival_agg.o \
	src/retention/survival_curve.o \
	src/retention/logrank.o \
	src/retention/churn_model.o \
	src/retention/churn_fit.o \
	src/revenue/flows.o \
	src/revenue/revenue.o \
	src/revenue/revenue_agg.o \
	src/revenue/rates.o \
	src/revenue/movements.o \
	src/revenue/series.o \
	src/revenue/series_sum.o \
	src/revenue/series_table.o \
	src/revenue/spells.o \
	src/revenue/spells_sort.o \
	src/revenue/spells_sweep.o \
	src/value/rfm.o \
	src/value/rfm_agg.o \
	src/value/rfm_set.o \
	src/value/rfm_pass.o \
	src/value/rfm_pass_merge.o \
	src/value/model.o \
	src/value/model_fit.o \
	src/value/summary.o \
	src/value/predict.o \
	src/value/formulas.o

# What this version adds to the one before: also the update script that leads here.
PREVIOUS = 0.3.0
NEW_FRAGMENTS = src/retention/retention_pass_integers.sql

# The install script is these fragments, in this order.
SQL_FRAGMENTS = \
	src/install.sql \
	src/survey/scores.sql \
	src/survey/scores_agg.sql \
	src/survey/weighted_scores.sql \
	src/survey/weighted_scores_agg.sql \
	src/survey/counts.sql \
	src/survey/nps.sql \
	src/survey/csat.sql \
	src/survey/ces.sql \
	src/base/period.sql \
	src/base/zone.sql \
	src/base/period_start.sql \
	src/retention/activity.sql \
	src/retention/activity_agg.sql \
	src/retention/retention.sql \
	src/retention/retention_agg.sql \
	src/retention/retention_pass.sql \
	src/retention/retention_table.sql \
	src/retention/churn.sql \
	src/retention/churn_agg.sql \
	src/retention/flags.sql \
	src/retention/lifecycle.sql \
	src/retention/subscription_agg.sql \
	src/retention/lifecycle_agg.sql \
	src/revenue/revenue.sql \
	src/revenue/revenue_agg.sql \
	src/revenue/rates.sql \
	src/revenue/movements.sql \
	src/revenue/series.sql \
	src/revenue/spells.sql \
	src/retention/survival.sql \
	src/retention/survival_agg.sql \
	src/retention/survival_curve.sql \
	src/retention/logrank.sql \
	src/retention/churn_model.sql \
	src/retention/churn_fit.sql \
	src/value/rfm.sql \
	src/value/rfm_agg.sql \
	src/value/rfm_pass.sql \
	src/value/model.sql \
	src/value/model_fit.sql \
	src/value/predict.sql \
	$(NEW_FRAGMENTS)

DATA_built = cx_metrics--$(EXTVERSION).sql cx_metrics--$(PREVIOUS)--$(EXTVERSION).sql

# Every release and the scripts that lead from one to the next. The frozen scripts of older ones are
# installed as well: a test updates from each of them.
RELEASED = 0.1.0 0.2.0 0.3.0 0.4.0
UPDATES = test/upgrade/cx_metrics--0.1.0--0.2.0.sql test/upgrade/cx_metrics--0.2.0--0.3.0.sql
DATA = $(UPDATES) $(patsubst %,test/upgrade/cx_metrics--%.sql,$(filter-out $(EXTVERSION),$(RELEASED)))

# One pair in sql/ and expected/ per behaviour; 'install' first, 'uninstall' last.
REGRESS = install \
	scores_io weighted_io nps csat ces counts intervals change weighted errors overflow \
	grouping windows rollup parallel one_pass laws sfo \
	zone period_start \
	churn churn_io retention_flags lifecycle lifecycle_io lifecycle_laws retention_parallel \
	activity_io activity retention_io retention cohorts cohorts_dense cohorts_laws cohorts_parallel cdnow \
	money revenue revenue_io revenue_laws revenue_playbook revenue_series revenue_series_laws \
	survival_io survival survival_laws logrank churn_models telco survival_parallel \
	rfm_io rfm rfm_pass models model_status clv value_parallel \
	catalog uninstall
REGRESS_OPTS = --inputdir=$(topdir) --dbname=cx_metrics_regression

# A score must not depend on whether the processor has fused multiply-add.
PG_CFLAGS = -ffp-contract=off
PG_CPPFLAGS = -I$(topdir)/src -DCX_VERSION='"$(EXTVERSION)"'
SHLIB_LINK = -lm

EXTRA_CLEAN = results regression.diffs regression.out tmp_check

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

ifdef VPATH
$(shell mkdir -p $(sort $(dir $(OBJS))))
endif

BITCODE_CFLAGS += -ffp-contract=off

# PGXS tracks no header dependencies: any header rebuilds everything, which takes seconds.
$(OBJS): $(wildcard $(topdir)/src/*/*.h)

cx_metrics--$(EXTVERSION).sql: $(SQL_FRAGMENTS) cx_metrics.control
	cat $(filter %.sql,$^) > $@

cx_metrics--$(PREVIOUS)--$(EXTVERSION).sql: src/update.sql $(NEW_FRAGMENTS) cx_metrics.control
	cat $(filter %.sql,$^) > $@
