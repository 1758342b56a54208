src/math/gamma_difference.o: src/math/gamma_difference.c \
 src/math/gamma_difference.h
src/math/gamma_difference.h:
