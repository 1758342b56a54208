# raking.R
#	  Rakes with R's survey what the driver printed, and reports the largest error of a weight.
#
# svydesign over one row a cell, with the sum of its base weights, and rake() until no margin changes by more
# than 1e-14 of all.
#
# Copyright (c) 2026, the cx_metrics developers

suppressMessages(library(survey))

source("report.R")

lines <- strsplit(printed(), " ", fixed = TRUE)
names <- vapply(lines, `[`, "", 1)
rows <- function(name, columns) {
	values <- t(vapply(lines[names == name], function(l) as.numeric(l[-1]), numeric(length(columns))))
	setNames(as.data.frame(values), columns)
}
cells <- rows("cell", c("case", "a", "b", "c", "base", "weight"))
targets <- rows("target", c("case", "margin", "category", "target"))

errors <- unlist(lapply(unique(cells$case), function(case) {
	these <- cells[cells$case == case, ]
	margin <- function(number, name) {
		wanted <- targets[targets$case == case & targets$margin == number, c("category", "target")]
		setNames(wanted, c(name, "Freq"))
	}
	design <- svydesign(ids = ~1, weights = ~base, data = these)
	raked <- rake(design, list(~a, ~b, ~c), list(margin(1, "a"), margin(2, "b"), margin(3, "c")),
		control = list(maxit = 5000, epsilon = 1e-14))
	abs(weights(raked) / these$weight - 1)
}))
report("rake: more than a thousand weights", length(errors) > 1000, TRUE, 0, 1)
report("rake: weights, relative to R's", errors, rep(0, length(errors)), 1e-9, 1)
report_total()
