src/math/estimates.o: src/math/estimates.c src/math/estimates.h \
 src/math/fit.h src/math/check.h src/math/newton.h
src/math/estimates.h:
src/math/fit.h:
src/math/check.h:
src/math/newton.h:
