src/math/radix_sort.o: src/math/radix_sort.c src/math/radix_sort.h \
 src/math/check.h
src/math/radix_sort.h:
src/math/check.h:
