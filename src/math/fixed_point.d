src/math/fixed_point.o: src/math/fixed_point.c src/math/fixed_point.h
src/math/fixed_point.h:
