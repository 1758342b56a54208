src/math/logrank.o: src/math/logrank.c src/math/logrank.h \
 src/math/check.h src/math/kaplan_meier.h src/math/exact_sum.h \
 src/math/intervals.h src/math/marks.h src/math/chi_square.h \
 src/math/newton.h
src/math/logrank.h:
src/math/check.h:
src/math/kaplan_meier.h:
src/math/exact_sum.h:
src/math/intervals.h:
src/math/marks.h:
src/math/chi_square.h:
src/math/newton.h:
