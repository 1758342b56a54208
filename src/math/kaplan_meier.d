src/math/kaplan_meier.o: src/math/kaplan_meier.c src/math/kaplan_meier.h \
 src/math/check.h src/math/exact_sum.h src/math/intervals.h \
 src/math/marks.h
src/math/kaplan_meier.h:
src/math/check.h:
src/math/exact_sum.h:
src/math/intervals.h:
src/math/marks.h:
