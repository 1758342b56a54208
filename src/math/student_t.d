src/math/student_t.o: src/math/student_t.c src/math/student_t.h \
 src/math/normal.h
src/math/student_t.h:
src/math/normal.h:
