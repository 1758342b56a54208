src/math/gamma_gamma.o: src/math/gamma_gamma.c src/math/gamma_gamma.h \
 src/math/fit.h src/math/check.h src/math/newton.h src/math/exact_sum.h \
 src/math/special.h
src/math/gamma_gamma.h:
src/math/fit.h:
src/math/check.h:
src/math/newton.h:
src/math/exact_sum.h:
src/math/special.h:
