src/math/chi_square.o: src/math/chi_square.c src/math/chi_square.h \
 src/math/normal.h
src/math/chi_square.h:
src/math/normal.h:
