# report.R
#	  What the scripts that recompute a driver's figures share: counting, and reading what it printed.
#
# Copyright (c) 2026, the cx_metrics developers

passed <- 0
failed <- 0
number <- 0

# The largest error over all values, relative to scale; what neither has is equal.
report <- function(name, got, want, tolerance, scale = pmax(abs(want), 1e-300)) {
	got <- unlist(got)
	want <- unlist(want)
	both <- is.na(got) & is.na(want)
	error <- ifelse(both | (!is.na(got) & !is.na(want) & got == want), 0, abs(got - want) / scale)
	error[is.na(error)] <- Inf
	worst <- max(error)
	good <- length(got) > 0 && length(got) == length(want) && worst <= tolerance
	number <<- number + 1
	if (good) passed <<- passed + 1 else failed <<- failed + 1
	cat(sprintf("%s %d - %s: %d values, largest error %.2g, allowed %.2g\n",
		if (good) "ok" else "not ok", number, name, length(got), worst, tolerance))
}

# The line that the caller counts by.
report_total <- function() cat(sprintf("1..%d\n%d passed, %d failed\n", number, passed, failed))

# Lines of a word and numbers: a function that gives those of a word as a matrix.
rows_of <- function(lines) {
	parts <- strsplit(lines, " ", fixed = TRUE)
	names <- vapply(parts, `[`, "", 1)
	function(name) {
		mine <- parts[names == name]
		t(vapply(mine, function(l) as.numeric(l[-1]), numeric(length(mine[[1]]) - 1)))
	}
}

printed <- function() {
	input <- file("stdin")
	on.exit(close(input))
	readLines(input)
}
