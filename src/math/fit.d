src/math/fit.o: src/math/fit.c src/math/fit.h src/math/check.h \
 src/math/newton.h
src/math/fit.h:
src/math/check.h:
src/math/newton.h:
