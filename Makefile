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
# The sources are found below $(topdir), so that this serves a VPATH build, too.
OBJS = $(patsubst $(topdir)/%.c,%.o,$(sort $(wildcard $(topdir)/src/*.c $(topdir)/src/*/*.c)))

# The install script: these fragments in this order, in which a few lines stand for many statements
# (src/base/overloads.awk).
SQL_FRAGMENTS = $(patsubst %,src/%.sql, \
	install base/tables \
	survey/scores survey/scores_agg survey/weighted_scores survey/weighted_scores_agg \
	survey/rate survey/rate_read survey/rate_agg survey/sample survey/sample_agg survey/sample_read \
	survey/paired survey/paired_agg survey/paired_read \
	survey/counts survey/nps survey/csat survey/ces \
	survey/adjustment survey/compare survey/consistency survey/signals survey/sample_size \
	survey/outcomes survey/outcomes_agg survey/outcomes_table \
	survey/cells survey/cells_agg survey/rake \
	drivers/drivers drivers/drivers_agg drivers/drivers_read \
	base/period base/zone base/period_start \
	retention/activity retention/activity_agg retention/activity_read retention/activity_range \
	retention/retention retention/retention_agg retention/retention_pass retention/retention_table \
	retention/churn retention/churn_read retention/churn_agg retention/conditions \
	retention/stickiness retention/stickiness_agg retention/stickiness_table \
	retention/brackets retention/brackets_agg retention/brackets_table \
	retention/lifecycle retention/lifecycle_agg retention/lifecycle_pass retention/lifecycle_table \
	retention/subscription_agg \
	revenue/revenue revenue/revenue_agg revenue/rates revenue/movements revenue/series \
	revenue/series_agg revenue/series_read revenue/subscriptions_wire revenue/subscriptions \
	revenue/spend revenue/spend_agg revenue/cohort_revenue revenue/cohort_revenue_agg \
	revenue/cohort_revenue_pass revenue/cohort_revenue_table \
	survival/survival survival/survival_agg survival/survival_read survival/logrank \
	survival/projection survival/projection_fit \
	value/rfm value/rfm_agg value/rfm_read value/rfm_set value/rfm_pass value/rfm_table \
	value/model value/model_read value/model_summary value/model_fit value/predict value/formulas \
	service/calendar service/calendar_make \
	service/business_elapsed service/business_add service/business_days \
	service/durations service/durations_agg service/durations_read \
	service/sla service/sla_agg service/sla_read \
	service/backlog service/backlog_agg service/backlog_table service/costs \
	service/statuses service/statuses_agg service/statuses_read service/statuses_table \
	journey/funnel_mode journey/chain journey/funnel_agg \
	journey/funnel_counts journey/funnel_counts_agg journey/funnel_table \
	journey/session_number journey/transitions journey/transitions_agg journey/transitions_table \
	platform/rollup_marks platform/rollup_trigger platform/rollup_create platform/rollup_compact \
	platform/rollup_check platform/rollup_partitions platform/rollup_drop platform/rollup_sources \
	platform/view_time platform/view_mark platform/views platform/sources \
	platform/view_rollup platform/views_rollup platform/views_driver platform/views_response \
	platform/views_event platform/views_order \
	platform/views_subscription platform/views_ticket \
	platform/shard_union \
	platform/report_draw platform/report_table platform/report_style platform/report_survey \
	platform/report_customers platform/report_value platform/report_business platform/report)
install_script = cx_metrics--$(EXTVERSION).sql

# The scripts of releases are frozen in test/upgrade. The one that leads here from the newest of them
# is their difference and, for what is gone or changed, src/update/OLD--NEW.sql (src/update/difference.awk).
frozen := $(patsubst cx_metrics--%.sql,%,$(notdir $(wildcard $(topdir)/test/upgrade/cx_metrics--*.sql)))
newest := $(shell printf '%s\n' $(foreach v,$(frozen),$(if $(findstring --,$(v)),,$(v))) | sort -V | tail -n 1)
update_script = $(if $(filter-out $(EXTVERSION),$(newest)),cx_metrics--$(newest)--$(EXTVERSION).sql)

DATA_built = $(install_script) $(update_script)
DATA = $(patsubst %,test/upgrade/cx_metrics--%.sql,$(filter-out $(EXTVERSION),$(frozen)))

# One pair in sql/ and expected/ per behaviour; 'install' first, 'uninstall' last.
REGRESS = install \
	scores_io weighted_io nps csat ces rate rate_io rate_laws sample_io sample sample_laws paired outcomes_io outcomes outcomes_laws cells_io rake rake_laws counts intervals change p_adjust compare consistency signals sample_size weighted errors overflow \
	grouping windows rollup parallel one_pass laws sfo \
	drivers_io drivers drivers_laws \
	zone period_start \
	churn churn_io conditions lifecycle lifecycle_io lifecycle_laws lifecycle_grace lifecycle_grace_laws lifecycle_pass retention_parallel \
	activity_io activity activity_ranges activity_ranges_laws stickiness_io stickiness stickiness_laws brackets_io brackets brackets_laws retention_io retention retention_intervals cohorts cohorts_dense cohorts_laws cohorts_parallel cdnow \
	money revenue revenue_io revenue_laws revenue_playbook revenue_series revenue_series_laws revenue_span revenue_span_laws \
	revenue_discounts revenue_keys kinds \
	spend_io spend cohort_revenue_io cohort_revenue cohort_revenue_laws cohort_revenue_pass \
	survival_io survival survival_spells survival_laws logrank churn_models telco survival_parallel survival_limits \
	rfm_io rfm rfm_pass purchase_piles_laws returns models model_status model_extremes clv value_parallel workers \
	calendar_io calendar business business_laws \
	durations_io durations durations_laws \
	sla_io sla backlog_io backlog backlog_laws service_formulas \
	statuses_io statuses statuses_laws \
	funnel_io funnel funnel_names funnel_once funnel_laws funnel_rows funnel_counts_io funnel_counts session_number transitions_io transitions \
	tickets \
	views_time views_response views_event views_order views_subscription views_ticket views_names views_dirty views_rollup \
	shard_union \
	report report_draw report_cards \
	rollups rollups_refused rollups_partitions rollups_merge \
	extremes catalog uninstall
REGRESS_OPTS = --inputdir=$(topdir) --dbname=cx_metrics_regression

# A score must not depend on whether the processor has fused multiply-add.
PG_CFLAGS = -ffp-contract=off -MMD -MP
PG_CPPFLAGS = -I$(topdir)/src -DCX_VERSION='"$(EXTVERSION)"'
SHLIB_LINK = -lm

EXTRA_CLEAN = results regression.diffs regression.out tmp_check $(OBJS:.o=.d)

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# Every core, unless the caller says how many.
ifeq (,$(filter -j% --jobserver%,$(MAKEFLAGS)))
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif

ifdef VPATH
$(shell mkdir -p $(sort $(dir $(OBJS))))
endif

BITCODE_CFLAGS += -ffp-contract=off

# Two products at a time: as PostgreSQL itself does where a loop is worth it.
src/math/products.o: CFLAGS += $(CFLAGS_VECTORIZE)

# Headers: gcc and clang write down which ones a source reads. Bitcode reads the same.
-include $(OBJS:.o=.d)
$(OBJS:.o=.bc): %.bc: %.o
$(OBJS): cx_metrics.control

$(install_script): $(SQL_FRAGMENTS) src/base/overloads.awk src/base/state_type.sql src/base/order_type.sql cx_metrics.control
	awk -v type_file=$(topdir)/src/base/state_type.sql -v order_file=$(topdir)/src/base/order_type.sql \
		-f $(topdir)/src/base/overloads.awk $(filter-out %/state_type.sql %/order_type.sql,$(filter %.sql,$^)) | cat -s > $@.tmp
	mv $@.tmp $@

$(update_script): $(topdir)/test/upgrade/cx_metrics--$(newest).sql $(install_script) src/update/difference.awk $(wildcard $(topdir)/src/update/$(newest)--$(EXTVERSION).sql)
	awk -f $(topdir)/src/update/difference.awk $(filter %.sql,$^) > $@.tmp
	mv $@.tmp $@
