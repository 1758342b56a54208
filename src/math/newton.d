src/math/newton.o: src/math/newton.c src/math/newton.h
src/math/newton.h:
