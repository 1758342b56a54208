# sample.R
#	  Recomputes with R's survey what the driver printed of samples of clusters, and reports the largest error
#	  of each figure; then has the driver compute the samples of Californian schools that survey brings along,
#	  their scores put on 0 to 10.
#
# svymean over svydesign gives mean, standard error, design effect and degrees of freedom; of answers that do
# not count, over subset(design), as svyby does. Changes are svycontrast over svyby.
#
# Copyright (c) 2026, the cx_metrics developers

suppressMessages(library(survey))
options(survey.lonely.psu = "fail")

source("report.R")

# Lines as a list of matrices, one for each word that they begin with.
read_rows <- function(lines) {
	parts <- strsplit(lines, " ", fixed = TRUE)
	names <- vapply(parts, `[`, "", 1)
	lapply(split(parts, names), function(p) t(vapply(p, function(l) as.numeric(l[-1]), numeric(length(p[[1]]) - 1))))
}

design_of <- function(data, weighted, finite) {
	ids <- ~cluster
	strata <- if (length(unique(data$stratum)) > 1) ~stratum else NULL
	if (weighted && finite) svydesign(ids, strata = strata, weights = ~w, fpc = ~N, nest = TRUE, data = data)
	else if (weighted) svydesign(ids, strata = strata, weights = ~w, nest = TRUE, data = data)
	else if (finite) svydesign(ids, strata = strata, fpc = ~N, nest = TRUE, data = data)
	else svydesign(ids, strata = strata, weights = ~one, nest = TRUE, data = data)
}

peer <- function(rows, value) {
	t(apply(rows$case, 1, function(case) {
		mine <- rows$answer[rows$answer[, 1] == case[1], , drop = FALSE]
		strata <- rows$stratum[rows$stratum[, 1] == case[1], , drop = FALSE]
		data <- data.frame(stratum = mine[, 2], cluster = mine[, 3], w = mine[, 5], one = 1, counts = mine[, 6],
			y = value(mine[, 4], case), N = strata[match(mine[, 2], strata[, 2]), 3])
		# domain estimates only where there is a domain
		design <- design_of(data, case[2] == 1, strata[1, 3] > 0)
		part <- if (all(data$counts == 1)) design else subset(design, counts == 1)
		if (sum(data$counts) == 0) return(rep(NA_real_, 5))
		m <- svymean(~y, part, deff = "replace")
		c(case[1], coef(m), SE(m), if (all(data$counts == 1)) deff(m) else NA, degf(design))
	}))
}

# Intervals differ from R's by design: fewer degrees of freedom than degf() where clusters or strata do not weigh the
# same, and Wilson's interval, for a mean on 0 to 10. From the formulas, over the answers.
freedom <- function(rows, number) {
	weighted <- rows$case[rows$case[, 1] == number, 2] == 1
	mine <- rows$answer[rows$answer[, 1] == number & rows$answer[, 6] == 1, , drop = FALSE]
	drawn <- rows$answer[rows$answer[, 1] == number, , drop = FALSE]
	parts <- vapply(unique(mine[, 2]), function(s) {
		w <- tapply(if (weighted) mine[mine[, 2] == s, 5] else mine[mine[, 2] == s, 4] * 0 + 1, mine[mine[, 2] == s, 3], sum)
		N <- rows$stratum[rows$stratum[, 1] == number & rows$stratum[, 2] == s, 3]
		n <- length(unique(drawn[drawn[, 2] == s, 3]))
		left <- if (N > 0) (1 - n / N) * (if (weighted) 1 else N / n)^2 else 1
		c(left * sum(w^2), max(1, sum(w)^2 / sum(w^2) - 1), length(w) - 1)
	}, numeric(3))
	spare <- sum(parts[3, ])
	if (spare < 1 || sum(parts[1, ]) == 0) spare else min(spare, sum(parts[1, ])^2 / sum(parts[1, ]^2 / parts[2, ]))
}

wilson <- function(mean, error, df) {
	z <- qnorm(0.975)
	p <- mean / 10
	n <- if (df >= 1) p * (1 - p) / (error / 10)^2 * (z / qt(0.975, df))^2 else NA
	half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
	c(df, 10 * (p + z^2 / (2 * n) + c(-half, half)) / (1 + z^2 / n))
}

compare <- function(rows, label, name, value) {
	want <- peer(rows, value)
	want <- want[!is.na(want[, 1]), , drop = FALSE]
	got <- rows[[name]]
	if (!identical(got[, 1], want[, 1])) stop("other cases")
	varies <- want[, 3] > 1e-12
	near <- abs(want[, 2]) > 1e-10
	report(paste(label, name, "mean"), got[near, 2], want[near, 2], 1e-12)
	report(paste(label, name, "standard error"), got[varies, 3], want[varies, 3], 1e-9)
	whole <- varies & !is.na(want[, 4])
	report(paste(label, name, "design effect"), got[whole, 4], want[whole, 4], 1e-9)
	if (any(!varies)) report(paste(label, name, "no error"), got[!varies, 3], rep(0, sum(!varies)), 0)
	report(paste(label, name, "degrees of freedom"), got[, 5], want[, 5], 0)
	want[varies, , drop = FALSE]
}

# Before and after over the same clusters.
changes <- function(rows) {
	t(apply(rows$paired, 1, function(pair) {
		case <- rows$case[rows$case[, 1] == pair[1], ]
		mine <- rows$answer[rows$answer[, 1] == case[1], , drop = FALSE]
		data <- data.frame(stratum = mine[, 2], cluster = mine[, 3], w = mine[, 5], one = 1, counts = mine[, 6], after = mine[, 7],
			nps = (mine[, 4] >= case[3]) - (mine[, 4] <= case[4]), csat = as.numeric(mine[, 4] >= case[5]), ces = mine[, 4])
		part <- subset(design_of(data, case[2] == 1, FALSE), counts == 1)
		unlist(lapply(list(~nps, ~csat, ~ces), function(figure) {
			k <- svycontrast(svyby(figure, ~after, part, svymean, covmat = TRUE), c(-1, 1))
			c(coef(k), SE(k))
		}))
	}))
}

compare_all <- function(rows, label) {
	compare(rows, label, "nps", function(y, case) (y >= case[3]) - (y <= case[4]))
	compare(rows, label, "csat", function(y, case) as.numeric(y >= case[5]))
	want <- compare(rows, label, "ces", function(y, case) y)
	want <- cbind(want, t(apply(want, 1, function(w) wilson(w[2], w[3], freedom(rows, w[1])))))
	want <- want[want[, 6] >= 1, , drop = FALSE]
	got <- rows$ces_ci[match(want[, 1], rows$ces_ci[, 1]), , drop = FALSE]
	report(paste(label, "ces: degrees of freedom by weight"), got[, 2], want[, 6], 1e-12)
	report(paste(label, "ces interval"), c(got[, 3], got[, 4]), c(want[, 7], want[, 8]), 1e-9)
	want <- changes(rows)
	got <- rows$paired[, -1, drop = FALSE]
	moved <- abs(want[, c(1, 3, 5)]) > 1e-10
	report(paste(label, "change"), got[, c(1, 3, 5)][moved], want[, c(1, 3, 5)][moved], 1e-12)
	varies <- want[, c(2, 4, 6)] > 1e-12
	report(paste(label, "standard error of a change"), got[, c(2, 4, 6)][varies], want[, c(2, 4, 6)][varies], 1e-9)
}

lines <- printed()
compare_all(read_rows(lines), "random samples:")

# The schools: a sample of whole districts, one that is stratified by type of school, the first stage of one
# in two stages, and a simple one.
data(api)
schools <- function(number, data, stratum, cluster, weighted, population) {
	stratum <- as.integer(factor(stratum))
	data <- data.frame(stratum, cluster = as.integer(factor(cluster)), score = pmin(10, pmax(0, floor((data$api00 - 300) / 60))),
		w = data$pw, N = population)
	data <- data[order(data$stratum, data$cluster), ]
	unlist(c(sprintf("case %d %d 8 4 6", number, weighted),
		lapply(split(data, data$stratum), function(s) c(
			sprintf("stratum %d %d %d", number, s$stratum[1], as.integer(s$N[1])),
			sprintf("answer %d %d %d %d %a 1 %d", number, s$stratum, s$cluster, s$score, s$w, seq_len(nrow(s)) %% 2)))))
}
lines <- c(schools(1, apiclus1, rep(1, nrow(apiclus1)), apiclus1$dnum, 1, apiclus1$fpc),
	schools(2, apiclus1, rep(1, nrow(apiclus1)), apiclus1$dnum, 0, apiclus1$fpc),
	schools(3, apiclus1, rep(1, nrow(apiclus1)), apiclus1$dnum, 1, 0),
	schools(4, apistrat, apistrat$stype, seq_len(nrow(apistrat)), 1, apistrat$fpc),
	schools(5, apistrat, apistrat$stype, seq_len(nrow(apistrat)), 0, apistrat$fpc),
	schools(6, apistrat, apistrat$stype, seq_len(nrow(apistrat)), 1, 0),
	schools(7, apiclus2, rep(1, nrow(apiclus2)), apiclus2$dnum, 1, apiclus2$fpc1),
	schools(8, apisrs, rep(1, nrow(apisrs)), seq_len(nrow(apisrs)), 0, apisrs$fpc))
driver <- commandArgs(trailingOnly = TRUE)[1]
compare_all(read_rows(c(lines, system2(driver, "-", input = lines, stdout = TRUE))), "schools:")

report_total()
quit(status = if (failed > 0) 1 else 0)
