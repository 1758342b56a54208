# columns.awk FILE... -- names lines of SQL with more than 110 columns, a tab being four of them. A line may
# be longer where it can't be broken: a command of psql, a literal alone on its line (what COMMENT says), a
# row of a table or a type of templates.
FNR == 1 { rows = 0 }
/^@(table |type$|order$)/ { rows = 1 }
/^@end/ { rows = 0 }
rows || /^(\\|@if )/ || /^[ \t]*'[^']*(''[^']*)*'[,;)]*$/ { next }
{
	line = $0
	gsub(/\t/, "    ", line)
	gsub(/[\200-\277]/, "", line) # what follows the first byte of a character
}
length(line) > 110 { print FILENAME ":" FNR ": " length(line) " columns"; long = 1 }
END { exit long }
