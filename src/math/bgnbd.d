src/math/bgnbd.o: src/math/bgnbd.c src/math/bgnbd.h src/math/fit.h \
 src/math/check.h src/math/newton.h src/math/exact_sum.h \
 src/math/special.h
src/math/bgnbd.h:
src/math/fit.h:
src/math/check.h:
src/math/newton.h:
src/math/exact_sum.h:
src/math/special.h:
