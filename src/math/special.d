src/math/special.o: src/math/special.c src/math/special.h
src/math/special.h:
