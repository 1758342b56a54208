# drivers.R
#	  Recomputes relative weights from the answers that the driver printed, and reports the largest error
#	  of each figure.
#
# Means and correlations are those of cov.wt, coefficients and R squared those of lm. Weights are computed
# from Johnson's article in its own terms: the standardised drivers X = P D Q', the orthogonal variables
# nearest to them Z = P Q', the regression of the overall score on Z, and that of each driver on Z.
#
# Beside them stands what another school takes for importance, LMG or general dominance: the mean over all
# orders of the drivers of what each adds to R squared. For two drivers both are the same; for more they
# are close, and the largest difference is printed.
#
# Copyright (c) 2026, the cx_metrics developers

source("report.R")

lines <- strsplit(printed(), " ", fixed = TRUE)
kinds <- vapply(lines, `[`, "", 1)
numbers <- lapply(lines, function(l) as.numeric(l[-1]))
cases <- vapply(numbers, `[`, 0, 1)
rows <- function(kind, case) do.call(rbind, numbers[kinds == kind & cases == case])

explained <- function(r, ry, drivers) {
	if (length(drivers) == 0) return(0)
	sum(ry[drivers] * solve(r[drivers, drivers, drop = FALSE], ry[drivers]))
}

# Over sets of the other drivers, each with the weight of the orders in which exactly they come before.
lmg <- function(r, ry) {
	p <- length(ry)
	vapply(seq_len(p), function(j) {
		others <- setdiff(seq_len(p), j)
		sum(vapply(0:(2^length(others) - 1), function(bits) {
			before <- others[bitwAnd(bits, 2^(seq_along(others) - 1)) > 0]
			factorial(length(before)) * factorial(p - 1 - length(before)) / factorial(p) *
				(explained(r, ry, c(before, j)) - explained(r, ry, before))
		}, 0))
	}, 0)
}

got <- NULL
want <- NULL
fits <- NULL
dominance <- NULL
for (case in unique(cases)) {
	data <- rows("row", case)
	w <- data[, 2]
	y <- data[, 3]
	x <- data[, -(1:3), drop = FALSE]
	p <- ncol(x)
	moments <- cov.wt(cbind(y, x), w / sum(w), cor = TRUE, method = "ML")
	model <- lm(y ~ x, weights = w)

	# weights go into the rows, so that P'P is 1
	standard <- sweep(sweep(x, 2, moments$center[-1]), 2, sqrt(diag(moments$cov)[-1]), "/") * sqrt(w / sum(w))
	result <- (y - moments$center[1]) / sqrt(moments$cov[1, 1]) * sqrt(w / sum(w))
	parts <- svd(standard)
	z <- parts$u %*% t(parts$v)
	raw <- as.vector((t(standard) %*% z)^2 %*% (t(z) %*% result)^2)

	figures <- rows("figure", case)
	got <- rbind(got, figures[, 3:6, drop = FALSE])
	want <- rbind(want, cbind(moments$center[-1], moments$cor[1, -1], coef(model)[-1], raw))
	fits <- rbind(fits, c(rows("fit", case)[2], summary(model)$r.squared, sum(raw)))
	if (p <= 6)
		dominance <- rbind(dominance, cbind(p, figures[, 6], lmg(moments$cor[-1, -1, drop = FALSE], moments$cor[1, -1])))
}

report("mean", got[, 1], want[, 1], 1e-14)
report("correlation", got[, 2], want[, 2], 1e-11, 1)
report("coefficient", got[, 3], want[, 3], 1e-10, 1)
report("relative weight", got[, 4], want[, 4], 1e-11, 1)
report("R squared, as in lm", fits[, 1], fits[, 2], 1e-10)
report("R squared, as the sum of weights", fits[, 1], fits[, 3], 1e-11)
two <- dominance[, 1] <= 2
report("LMG of one or two drivers", dominance[two, 2], dominance[two, 3], 1e-10, 1)
cat(sprintf("# LMG of three to six drivers: largest difference %.3f of R squared\n",
	max(abs(dominance[!two, 2] - dominance[!two, 3]))))

report_total()
quit(status = if (failed > 0) 1 else 0)
