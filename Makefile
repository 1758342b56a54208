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
	src/math/normal.o \
	src/math/student_t.o \
	src/math/intervals.o \
	src/math/newton.o \
	src/math/special.o \
	src/math/legendre.o \
	src/math/fit.o \
	src/math/present_value.o \
	src/math/bgnbd.o \
	src/math/bgnbd_future.o \
	src/math/pareto_nbd.o \
	src/math/gamma_gamma.o \
	src/survey/scale.o \
	src/survey/scores.o \
	src/survey/scores_agg.o \
	src/survey/weighted_scores.o \
	src/survey/weighted_scores_agg.o \
	src/survey/tally.o \
	src/survey/counts.o \
	src/survey/nps.o \
	src/survey/csat.o \
	src/survey/ces.o

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
	src/survey/ces.sql

DATA_built = cx_metrics--$(EXTVERSION).sql

# Every release and the scripts that lead from one to the next. The frozen scripts of older ones are
# installed as well: a test updates from each of them.
RELEASED = 0.1.0
UPDATES =
DATA = $(UPDATES) $(patsubst %,test/upgrade/cx_metrics--%.sql,$(filter-out $(EXTVERSION),$(RELEASED)))

# One pair in sql/ and expected/ per behaviour; 'install' first, 'uninstall' last.
REGRESS = install scores_io weighted_io nps csat ces counts intervals change weighted errors overflow \
	grouping windows rollup parallel one_pass laws sfo catalog uninstall
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
