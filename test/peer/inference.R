# inference.R
#	  Recomputes with R what the driver printed of tests of many groups, p-values and sample sizes, and
#	  reports the largest error of each.
#
# pf, p.adjust, oneway.test, aov, chisq.test, power.prop.test, power.t.test and qt.
#
# Copyright (c) 2026, the cx_metrics developers

source("report.R")
rows <- rows_of(printed())

f <- rows("f")
want <- pf(f[, 1], f[, 2], f[, 3], lower.tail = FALSE)
# From about 1e-258 down R's loses its digits, or is 0: pf(20.448656663143350, 77, 13363.1392191261202) is
# 5.14842e-261 (mpmath, 60 digits), and R has 5.07e-261.
shown <- f[, 4] > 1e-240
report("F: upper tail", f[shown, 4], want[shown], 1e-12)

p <- rows("p")
by_set <- function(method) unlist(tapply(p[, 2], p[, 1], p.adjust, method))
report("Holm", p[, 3], by_set("holm"), 1e-14)
report("BH", p[, 4], by_set("BH"), 1e-14)
report("Bonferroni", p[, 5], by_set("bonferroni"), 1e-14)

answers <- rows("answer")
welch <- rows("welch")
want <- t(vapply(welch[, 1], function(case) {
	data <- data.frame(y = answers[answers[, 1] == case, 3], g = factor(answers[answers[, 1] == case, 2]))
	test <- oneway.test(y ~ g, data)
	table <- summary(aov(y ~ g, data))[[1]]
	omega <- (table[1, 2] - table[1, 1] * table[2, 3]) / (sum(table[, 2]) + table[2, 3])
	c(test$statistic, test$parameter[2], test$p.value, max(0, omega))
}, numeric(4)))
report("Welch: F", welch[, 2], want[, 1], 1e-9)
report("Welch: degrees of freedom within", welch[, 3], want[, 2], 1e-10)
report("Welch: p", welch[, 4], want[, 3], 1e-9)
report("omega squared", welch[, 5], want[, 4], 1e-12, 1)

share <- rows("share")
chi <- rows("chi")
want <- t(vapply(chi[, 1], function(case) {
	mine <- share[share[, 1] == case, , drop = FALSE]
	test <- suppressWarnings(chisq.test(rbind(mine[, 2], mine[, 3] - mine[, 2]), correct = FALSE))
	c(test$statistic, test$p.value)
}, numeric(2)))
report("chi-square", chi[, 2], want[, 1], 1e-10, 1)
report("chi-square: p", chi[, 3], want[, 2], 1e-10)

# Whole numbers: equal, unless R's search for n ends beside one
sizes <- rows("shares")
want <- vapply(seq_len(nrow(sizes)), function(i) {
	s <- sizes[i, ]
	n <- tryCatch(power.prop.test(p1 = s[1], p2 = s[2], power = s[4], tol = 1e-10)$n, error = function(e) NA)
	# R does not look below one answer
	if (is.na(n)) 1 else ceiling(n - 1e-7)
}, 0)
report("answers for a change of a share", sizes[, 5], want, 0)

sizes <- rows("t")
want <- vapply(seq_len(nrow(sizes)), function(i) {
	n <- tryCatch(power.t.test(delta = sizes[i, 1], power = sizes[i, 2], tol = 1e-10)$n, error = function(e) NA)
	if (is.na(n)) 2 else ceiling(n - 1e-7)
}, 0)
report("answers for a change of a mean: from R's noncentral t", sizes[, 3], want, 1, 1)

sizes <- rows("margin")
enough <- function(n) qt(0.975, n - 1)^2 * sizes[, 1] / n <= sizes[, 2]^2
least <- enough(sizes[, 3]) & (sizes[, 3] == 2 | !suppressWarnings(enough(sizes[, 3] - 1)))
report("answers for a margin: the least that are enough", least + 0, rep(1, length(least)), 0)

report_total()
quit(status = if (failed > 0) 1 else 0)
