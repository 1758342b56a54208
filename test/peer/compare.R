# compare.R
#	  Recomputes in R what the driver printed, and reports the largest error of each figure.
#
# R's own functions wherever it has one: qnorm, pnorm, qt, pt, prop.test, t.test. t.test takes raw
# data only, so it gets a sample that is built to have the wanted mean and variance; the cases that
# are too large for that use its formula. What base R does not have (adjusted Wald, Newcombe's
# method 10) is written out from the papers in their textbook form, not in ours.
#
# Copyright (c) 2026, the cx_metrics developers

source("report.R")
rows <- rows_of(printed())

x <- rows("qnorm")
report("quantile of the normal distribution", x[, 2], qnorm(x[, 1]), 1e-15)
x <- rows("pnorm")
report("two-sided p of z", x[, 2], 2 * pnorm(-abs(x[, 1])), 5e-14)
x <- rows("qt")
# By its lower tail: below one degree of freedom R 4.2's qt bisects on p itself and keeps only four
# digits of a quantile at 1 - 1e-12.
upper <- x[, 1] > 0.5
want <- ifelse(upper, -1, 1) * qt(ifelse(upper, 1 - x[, 1], x[, 1]), x[, 2])
report("quantile of t", x[, 3], want, 1e-12)
x <- rows("pt")
report("two-sided p of t", x[, 3], 2 * pt(-abs(x[, 1]), x[, 2]), 1e-12)

critical <- function(level) qnorm(1 - (1 - level) / 2)

# B. Rocks (2016), adjusted Wald: score and variance of the score, counts (promoters, passives,
# detractors).
adjusted <- function(promoters, passives, detractors) {
	n <- promoters + passives + detractors + 3
	p <- (promoters + 3 / 4) / n
	d <- (detractors + 3 / 4) / n
	list(score = p - d, variance = (p + d - (p - d)^2) / n)
}

x <- rows("nps")
a <- adjusted(x[, 1], x[, 2], x[, 3])
margin <- critical(x[, 4]) * sqrt(a$variance)
plain <- 100 * (x[, 1] - x[, 3]) / (x[, 1] + x[, 2] + x[, 3])
low <- pmin(plain, pmax(-100, 100 * (a$score - margin)))
high <- pmax(plain, pmin(100, 100 * (a$score + margin)))
report("adjusted Wald interval, relative to the scale", c(x[, 5], x[, 6]), c(low, high), 1e-13, 100)

x <- rows("nps_change")
a <- adjusted(x[, 1], x[, 2], x[, 3])
b <- adjusted(x[, 4], x[, 5], x[, 6])
error <- sqrt(a$variance + b$variance)
change <- b$score - a$score
margin <- critical(x[, 7]) * error
report("change of NPS: interval, relative to the scale", c(x[, 8], x[, 9]),
	c(pmax(-200, 100 * (change - margin)), pmin(200, 100 * (change + margin))), 1e-13, 100)
# p + d - (p - d)^2 loses digits where almost everyone agrees, which is why ours is not written so.
report("change of NPS: z, relative to 1 or more", x[, 10], change / error, 1e-11,
	pmax(1, abs(change / error)))
report("change of NPS: p, absolute", x[, 11], 2 * pnorm(-abs(change / error)), 1e-11, 1)

wilson <- function(hits, n, level) {
	suppressWarnings(prop.test(hits, n, conf.level = level, correct = FALSE)$conf.int)
}

x <- rows("wilson")
want <- mapply(wilson, x[, 1], x[, 2], x[, 3])
report("prop.test of one sample: Wilson interval, absolute", c(x[, 4], x[, 5]),
	c(want[1, ], want[2, ]), 1e-14, 1)

x <- rows("newcombe")
a <- mapply(wilson, x[, 1], x[, 2], x[, 5])
b <- mapply(wilson, x[, 3], x[, 4], x[, 5])
p1 <- x[, 1] / x[, 2]
p2 <- x[, 3] / x[, 4]
report("Newcombe's method 10 on prop.test's bounds, absolute", c(x[, 6], x[, 7]),
	c(p2 - p1 - sqrt((p2 - b[1, ])^2 + (a[2, ] - p1)^2),
		p2 - p1 + sqrt((b[2, ] - p2)^2 + (p1 - a[1, ])^2)), 1e-13, 1)
tests <- suppressWarnings(apply(x, 1, function(r) {
	test <- prop.test(c(r[3], r[1]), c(r[4], r[2]), correct = FALSE)
	c(sqrt(test$statistic) * sign(r[3] / r[4] - r[1] / r[2]), test$p.value)
}))
report("prop.test of two samples: z", x[, 8], tests[1, ], 1e-11)
report("prop.test of two samples: p, absolute", x[, 9], tests[2, ], 1e-12, 1)

# A sample with exactly this mean and variance, as far as doubles go.
sample_of <- function(mean, variance, n) {
	y <- rep_len(c(-1, 1), n)
	if (n %% 2 == 1) y[n] <- 0
	mean + y * sqrt(variance * (n - 1) / sum(y^2))
}

x <- rows("mean")
x <- x[x[, 3] <= 5000, ]
want <- apply(x, 1, function(r) {
	t.test(sample_of(r[1], r[2], r[3]), conf.level = r[4])$conf.int
})
report("t.test of one sample: interval, relative to its width", c(x[, 5], x[, 6]),
	c(want[1, ], want[2, ]), 1e-12, x[, 6] - x[, 5] + abs(x[, 1]))

x <- rows("welch")
large <- x[, 3] > 5000 | x[, 6] > 5000
raw <- x[!large, ]
want <- apply(raw, 1, function(r) {
	test <- t.test(sample_of(r[4], r[5], r[6]), sample_of(r[1], r[2], r[3]), conf.level = r[7])
	c(test$conf.int, test$statistic, test$p.value)
})
report("t.test of two samples: Welch interval, relative to its width", c(raw[, 8], raw[, 9]),
	c(want[1, ], want[2, ]), 1e-12, raw[, 9] - raw[, 8] + abs(raw[, 1]) + abs(raw[, 4]))
# The samples are rounded to doubles of about the size of their mean: the smaller its standard
# deviation beside that, the fewer digits t.test can have.
report("t.test of two samples: t, relative to the data's own rounding", raw[, 10], want[3, ],
	1e-12, abs(want[3, ]) + 10 / sqrt(raw[, 2] / raw[, 3] + raw[, 5] / raw[, 6]))
report("t.test of two samples: p, absolute", raw[, 11], want[4, ], 1e-10, 1)

formula <- function(r) {
	error <- c(r[2] / r[3], r[5] / r[6])
	df <- sum(error)^2 / sum(error^2 / (c(r[3], r[6]) - 1))
	t <- (r[4] - r[1]) / sqrt(sum(error))
	margin <- qt(1 - (1 - r[7]) / 2, df) * sqrt(sum(error))
	c(r[4] - r[1] - margin, r[4] - r[1] + margin, t, 2 * pt(-abs(t), df))
}
want <- apply(x, 1, formula)
report("Welch's formula: interval, relative to its width", c(x[, 8], x[, 9]),
	c(want[1, ], want[2, ]), 1e-12, x[, 9] - x[, 8] + abs(x[, 1]) + abs(x[, 4]))
report("Welch's formula: t", x[, 10], want[3, ], 1e-13)
report("Welch's formula: p where it is above 1e-12", x[want[4, ] > 1e-12, 11],
	want[4, want[4, ] > 1e-12], 1e-11)

report_total()
quit(status = if (failed > 0) 1 else 0)
