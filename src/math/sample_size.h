/*
 * sample_size.h
 *	  How many answers a survey needs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SAMPLE_SIZE_H
#define CX_SAMPLE_SIZE_H

/*
 * For an interval of +- margin around a mean whose answers have this variance, all in one unit: by the normal
 * quantile, or by that of Student's t with the degrees of freedom that come with the number. A whole number,
 * as a double because it may be any; infinite where that is not enough.
 */
extern double cx_answers_for_margin(double variance, double margin, double level);
extern double cx_answers_for_t_margin(double variance, double margin, double level);

/*
 * In each of two groups, for a test at 1 - level to find a true difference with probability power: of means
 * that vary alike, by the normal quantiles; of means compared by a t test; of the shares p and q, by the
 * pooled test.
 */
extern double cx_answers_for_change(double variance, double change, double level, double power);
extern double cx_answers_for_t_change(double variance, double change, double level, double power);
extern double cx_answers_for_shares(double p, double q, double level, double power);

#endif /* CX_SAMPLE_SIZE_H */
