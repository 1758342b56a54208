src/math/present_value.o: src/math/present_value.c \
 src/math/present_value.h src/math/legendre.h
src/math/present_value.h:
src/math/legendre.h:
