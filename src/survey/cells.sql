-- Type cx_cells

@type
name       cx_cells
called     state
length     VARIABLE
storage    extended
is         how many answers, and how much weight, each cell of a sample has, a cell being a name for each margin; () when no rows; stored, added with +, aggregated with rollup()
equal      same cells, same answers and same sums of weights
sum        the answers of both states; NULL when one is NULL; different numbers of elements are an error
json       responses, cells
@end
