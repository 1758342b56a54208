src/math/pareto_nbd.o: src/math/pareto_nbd.c src/math/pareto_nbd.h \
 src/math/fit.h src/math/check.h src/math/newton.h src/math/exact_sum.h \
 src/math/legendre.h src/math/present_value.h src/math/special.h
src/math/pareto_nbd.h:
src/math/fit.h:
src/math/check.h:
src/math/newton.h:
src/math/exact_sum.h:
src/math/legendre.h:
src/math/present_value.h:
src/math/special.h:
