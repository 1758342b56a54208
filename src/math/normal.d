src/math/normal.o: src/math/normal.c src/math/normal.h
src/math/normal.h:
