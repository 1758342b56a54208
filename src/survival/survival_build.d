src/survival/survival_build.o: src/survival/survival_build.c \
 /usr/include/postgresql/15/server/postgres.h \
 /usr/include/postgresql/15/server/c.h \
 /usr/include/postgresql/15/server/postgres_ext.h \
 /usr/include/postgresql/15/server/pg_config_ext.h \
 /usr/include/postgresql/15/server/pg_config.h \
 /usr/include/postgresql/15/server/pg_config_manual.h \
 /usr/include/postgresql/15/server/pg_config_os.h \
 /usr/include/postgresql/15/server/port.h \
 /usr/include/postgresql/15/server/utils/elog.h \
 /usr/include/postgresql/15/server/utils/errcodes.h \
 /usr/include/postgresql/15/server/utils/palloc.h \
 /usr/include/postgresql/15/server/miscadmin.h \
 /usr/include/postgresql/15/server/datatype/timestamp.h \
 /usr/include/postgresql/15/server/pgtime.h \
 /usr/include/postgresql/15/server/utils/memdebug.h src/base/compat.h \
 src/base/huge_pages.h src/base/interrupts.h src/math/check.h \
 src/math/radix_sort.h src/survival/survival_build.h \
 src/survival/survival.h /usr/include/postgresql/15/server/fmgr.h \
 src/math/kaplan_meier.h src/math/exact_sum.h src/math/intervals.h \
 src/math/marks.h
/usr/include/postgresql/15/server/postgres.h:
/usr/include/postgresql/15/server/c.h:
/usr/include/postgresql/15/server/postgres_ext.h:
/usr/include/postgresql/15/server/pg_config_ext.h:
/usr/include/postgresql/15/server/pg_config.h:
/usr/include/postgresql/15/server/pg_config_manual.h:
/usr/include/postgresql/15/server/pg_config_os.h:
/usr/include/postgresql/15/server/port.h:
/usr/include/postgresql/15/server/utils/elog.h:
/usr/include/postgresql/15/server/utils/errcodes.h:
/usr/include/postgresql/15/server/utils/palloc.h:
/usr/include/postgresql/15/server/miscadmin.h:
/usr/include/postgresql/15/server/datatype/timestamp.h:
/usr/include/postgresql/15/server/pgtime.h:
/usr/include/postgresql/15/server/utils/memdebug.h:
src/base/compat.h:
src/base/huge_pages.h:
src/base/interrupts.h:
src/math/check.h:
src/math/radix_sort.h:
src/survival/survival_build.h:
src/survival/survival.h:
/usr/include/postgresql/15/server/fmgr.h:
src/math/kaplan_meier.h:
src/math/exact_sum.h:
src/math/intervals.h:
src/math/marks.h:
