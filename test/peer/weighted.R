# weighted.R
#	  Recomputes with R's survey what the driver printed of weighted answers, and reports the largest
#	  error of each figure.
#
# svymean over svydesign(ids = ~1, weights = ~w) gives mean, standard error and design effect. The effective number of answers is n over the design effect against a sample with
# replacement.
#
# Copyright (c) 2026, the cx_metrics developers

suppressMessages(library(survey))

source("report.R")
rows <- rows_of(printed())

answers <- rows("answer")
cuts <- rows("cuts")

peer <- function(value) {
	t(vapply(seq_len(nrow(cuts)), function(i) {
		cut <- cuts[i, ]
		mine <- answers[answers[, 1] == cut[1], , drop = FALSE]
		data <- data.frame(y = value(mine[, 2], cut), w = mine[, 3])
		design <- svydesign(ids = ~1, weights = ~w, data = data)
		m <- svymean(~y, design, deff = "replace")
		c(coef(m), SE(m), nrow(data) / deff(m), max(1, sum(data$w)^2 / sum(data$w^2) - 1), var(data$y) > 0)
	}, numeric(5)))
}

compare <- function(name, label, value) {
	got <- rows(name)
	want <- peer(value)
	varies <- want[, 5] == 1
	near <- abs(want[, 1]) > 1e-10 # a score of 0 is a sum that cancels
	report(paste(label, "mean"), got[near, 2], want[near, 1], 1e-12)
	report(paste(label, "standard error"), got[varies, 3], want[varies, 2], 1e-12)
	report(paste(label, "effective answers"), got[varies, 4], want[varies, 3], 1e-11)
	# R may leave a rounding error where all answers are alike
	if (any(!varies))
		report(paste(label, "standard error of answers all alike"), got[!varies, 3],
			round(want[!varies, 2], 14), 0)
	invisible(want)
}

compare("nps", "nps:", function(y, cut) (y >= cut[2]) - (y <= cut[3]))
compare("csat", "csat:", function(y, cut) as.numeric(y >= cut[4]))
want <- compare("ces", "ces:", function(y, cut) y)
compare("share", "share:", function(y, cut) as.numeric(y >= cut[5] & y <= cut[6]))
got <- rows("ces_ci")
varies <- want[, 5] == 1
report("ces: degrees of freedom by weight", got[, 2], want[, 4], 1e-12)

# Not confint(m, df = degf(design)), the t interval of all answers less 1, but Wilson's for a mean on 0 to 10.
wilson <- function(mean, error, df) {
	z <- qnorm(0.975)
	p <- mean / 10
	n <- p * (1 - p) / (error / 10)^2 * (z / qt(0.975, df))^2
	half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
	10 * (p + z^2 / (2 * n) + c(-half, half)) / (1 + z^2 / n)
}
ci <- t(mapply(wilson, want[varies, 1], want[varies, 2], want[varies, 4]))
report("ces: interval", c(got[varies, 3], got[varies, 4]), c(ci), 1e-10)

report_total()
quit(status = if (failed > 0) 1 else 0)
