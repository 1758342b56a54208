src/math/bgnbd_future.o: src/math/bgnbd_future.c src/math/bgnbd.h \
 src/math/fit.h src/math/check.h src/math/newton.h \
 src/math/present_value.h
src/math/bgnbd.h:
src/math/fit.h:
src/math/check.h:
src/math/newton.h:
src/math/present_value.h:
