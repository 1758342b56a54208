# survival.R
#	  Recomputes with R's package survival what survival_driver.c printed: survfit, survdiff, coxph.
#
# Whole weights are repeated rows here: survdiff takes no weights. survdiff takes no late entry either;
# there the score test of coxph without ties says the same. Debian: r-cran-survival.
#
# Copyright (c) 2026, the cx_metrics developers

if (!requireNamespace("survival", quietly = TRUE)) {
	if (Sys.getenv("PEER_REQUIRED") == "1") {
		cat("not ok - R package survival is required but not installed\n0 passed, 1 failed\n")
		quit(status = 1)
	}
	cat("skipped: R package survival is not installed\n0 passed, 0 failed\n")
	quit(status = 0)
}
suppressPackageStartupMessages(library(survival))
options(warn = -1)

source("report.R")
rows <- rows_of(printed())

spell <- rows("spell")
spell <- spell[rep(seq_len(nrow(spell)), spell[, 6]), ]
spells <- data.frame(set = spell[, 1], g = spell[, 2], entry = spell[, 3], exit = spell[, 4], churned = spell[, 5])
of <- function(set, g) spells[spells$set == set & spells$g == g, ]
fit_of <- function(d, level, type) {
	# who is there from the start must be at risk at any time; no event is at 0
	survfit(Surv(entry, exit, churned) ~ 1, data = d, conf.int = level, conf.type = type, timefix = FALSE)
}

x <- rows("curve")
keys <- unique(x[, 1:3])
want <- do.call(rbind, lapply(seq_len(nrow(keys)), function(i) {
	d <- of(keys[i, 1], keys[i, 2])
	a <- fit_of(d, keys[i, 3], "log")
	b <- fit_of(d, keys[i, 3], "log-log")
	c <- fit_of(d, keys[i, 3], "plain")
	keep <- a$n.event + a$n.censor > 0
	cbind(a$time, a$n.risk, a$n.event, a$surv, ifelse(a$surv == 0, NA, a$surv * a$std.err), a$lower, a$upper,
		b$lower, b$upper, ifelse(c$surv == 0, NA, c$lower), ifelse(c$surv == 0, NA, c$upper),
		a$cumhaz, a$std.chaz)[keep, ]
}))
report("survfit: times, numbers at risk and churned", x[, 4:6], want[, 1:3], 0)
report("survfit: survival, absolute", x[, 7], want[, 4], 1e-13, 1)
report("survfit: standard error, absolute", x[, 8], want[, 5], 1e-12, 1)
report("survfit: log interval, absolute", x[, 9:10], want[, 6:7], 1e-12, 1)
report("survfit: log-log interval, absolute", x[, 11:12], want[, 8:9], 1e-12, 1)
report("survfit: plain interval, absolute", x[, 13:14], want[, 10:11], 1e-12, 1)
report("survfit: Nelson-Aalen and its error", x[, 15:16], want[, 12:13], 1e-12)

x <- rows("median")
want <- t(apply(x, 1, function(r) {
	summary(fit_of(of(r[1], r[2]), r[3], "log"))$table[c("median", sprintf("%.2gLCL", r[3]), sprintf("%.2gUCL", r[3]))]
}))
report("survfit: median and its interval", x[, 4:6], want, 1e-14)

x <- rows("quantile")
want <- t(apply(x, 1, function(r) unlist(quantile(fit_of(of(r[1], r[2]), r[3], "log-log"), r[4]))))
report("quantile of survfit", x[, 5], want[, 1], 1e-14)
# With late entry a bound can rise again, and R's approx() then takes the points in another order.
early <- x[, 1] %% 3 != 0
report("quantile of survfit: its interval", x[early, 6:7], want[early, 2:3], 1e-14)

x <- rows("mean")
want <- t(apply(x, 1, function(r) {
	summary(fit_of(of(r[1], r[2]), 0.95, "log"), rmean = r[3])$table[c("rmean", "se(rmean)")]
}))
report("survfit: restricted mean", x[, 4], want[, 1], 1e-12)
report("survfit: its standard error, relative to the mean", x[, 5], want[, 2], 1e-12, want[, 1])

x <- rows("compare")
late <- vapply(x[, 1], function(set) any(spells$entry[spells$set == set] > 0), NA)
tests <- t(vapply(x[!late, 1], function(set) {
	d <- spells[spells$set == set, ]
	a <- survdiff(Surv(exit, churned) ~ g, data = d)
	b <- survdiff(Surv(exit, churned) ~ g, data = d, rho = 1)
	c(a$chisq, pchisq(a$chisq, 1, lower.tail = FALSE), b$chisq)
}, numeric(3)))
report("survdiff: log-rank", x[!late, 2], tests[, 1], 1e-11)
report("survdiff: p, absolute", x[!late, 3], tests[, 2], 1e-12, 1)
report("survdiff: Peto and Peto", x[!late, 4], tests[, 3], 1e-11)
untied <- late & x[, 1] %% 2 == 1 & x[, 1] %% 5 != 0
scores <- vapply(x[untied, 1], function(set) {
	d <- spells[spells$set == set, ]
	coxph(Surv(entry, exit, churned) ~ g, data = d)$score
}, 0)
report("coxph: score test, late entry, no ties", x[untied, 2], scores, 1e-10)
cox <- function(set, ties) {
	m <- coxph(Surv(entry, exit, churned) ~ g, data = spells[spells$set == set, ], ties = ties,
		control = coxph.control(eps = 1e-14, iter.max = 100, timefix = FALSE))
	c(coef(m), sqrt(vcov(m)))
}
efron <- t(vapply(x[, 1], cox, numeric(2), ties = "efron"))
breslow <- t(vapply(x[, 1], cox, numeric(2), ties = "breslow"))
report("coxph by Efron: coefficient, absolute", x[, 5], efron[, 1], 1e-9, 1)
report("coxph by Efron: standard error", x[, 6], efron[, 2], 1e-9)
report("coxph by Breslow: coefficient, absolute", x[, 7], breslow[, 1], 1e-9, 1)
report("coxph by Breslow: standard error", x[, 8], breslow[, 2], 1e-9)

x <- rows("chi_square")
report("pchisq", x[, 3], pchisq(x[, 1], x[, 2], lower.tail = FALSE), 1e-12)

report_total()
quit(status = if (failed > 0) 1 else 0)
