src/math/beta_weibull.o: src/math/beta_weibull.c src/math/beta_weibull.h \
 src/math/check.h src/math/newton.h src/math/exact_sum.h \
 src/math/gamma_difference.h
src/math/beta_weibull.h:
src/math/check.h:
src/math/newton.h:
src/math/exact_sum.h:
src/math/gamma_difference.h:
