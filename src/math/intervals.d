src/math/intervals.o: src/math/intervals.c src/math/intervals.h \
 src/math/normal.h src/math/student_t.h
src/math/intervals.h:
src/math/normal.h:
src/math/student_t.h:
