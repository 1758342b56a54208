src/math/legendre.o: src/math/legendre.c src/math/legendre.h
src/math/legendre.h:
