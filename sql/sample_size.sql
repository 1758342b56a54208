-- How many answers a survey needs.
-- The polls' 385 for 5 points of a share and 1068 for 3; an NPS spreads twice as far, four times the answers.
SELECT csat_sample_size(5) AS five, csat_sample_size(3) AS three, csat_sample_size(5, 0.99) AS at_99,
	nps_sample_size(10) AS nps,
	nps_sample_size(5) AS nps_five, ceil((1.959963984540054 * 100 / 5) ^ 2) AS by_hand;
-- R 4.2: power.prop.test(p1 = .50, p2 = .75, power = .90) has n = 76.7; power.t.test(delta = .5, power = .80)
-- 63.8, here with a standard deviation of 2 and a change of 1, and 393.4 with delta = .2.
SELECT csat_sample_size(25, pilot => '(1..5: 5 0 0 0 5)', power => 0.9) AS prop_test,
	ces_sample_size(1, 1, 5, power => 0.8) AS t_test,
		ces_sample_size(0.4, 1, 5, power => 0.8) AS small_change;
-- A pilot says how answers vary. NPS: p + d - (p - d)^2 = 0.8 - 0.04; a share of 90 %: 0.09.
SELECT nps_sample_size(5, pilot => '(0..10: 3 0 0 0 0 0 0 2 0 0 5)') AS nps,
	ceil((1.959963984540054 / 0.05) ^ 2 * 0.76) AS by_hand,
	csat_sample_size(2, pilot => '(1..5: 1 0 0 0 9)') AS csat,
		ceil((1.959963984540054 / 0.02) ^ 2 * 0.09) AS by_hand,
	nps_sample_size(10, pilot => '(0..10: 3 0 0 0 0 0 0 2 0 0 5)', power => 0.8) AS nps_change,
	ceil(2 * ((1.959963984540054 + 0.8416212335729143) / 0.1) ^ 2 * 0.76) AS by_hand;
-- A mean by Student's t: the variance is 84 / 27, t(50) = 2.00856 and t(49) = 2.00958, so that 51 answers are
-- enough and 50 are not.
SELECT ces_sample_size(0.5, 1, 7, pilot => '(1..7: 1 2 3 4 5 6 7)') AS answers,
	2.00856 * sqrt(84 / 27.0 / 51) < 0.5 AS enough, 2.00958 * sqrt(84 / 27.0 / 50) > 0.5 AS one_less_is_not,
	ces_sample_size(100, 1, 7) AS never_less_than_two;
-- Without a pilot half of the answers are low and half high: a variance of 9 on 1 to 7.
SELECT ces_sample_size(0.2, 1, 7) AS answers, ces_sample_size(0.2, 1, 7,
	pilot => '(1..7: 432 0 0 0 0 0 432)') AS half_and_half,
	ces_sample_size(0.2, -3, 3) AS other_numbers, ces_sample_size(0.2, 1, 7, pilot => NULL) AS of_null,
	ces_sample_size(0.2, 1, 7, pilot => '()') AS of_empty;
-- A unanimous pilot is not taken at its word: three more answers as in the adjusted interval, 10.75, 1.5 and
-- 0.75 of 13.
SELECT nps_sample_size(5, pilot => '(0..10: 0 0 0 0 0 0 0 0 0 0 10)') AS nps,
	ceil((1.959963984540054 / 0.05) ^ 2 * ((10.75 + 0.75) / 13 - (10.0 / 13) ^ 2)) AS by_hand,
	csat_sample_size(5, pilot => '(1..5: 0 0 0 0 10)') AS csat,
	ceil((1.959963984540054 / 0.05) ^ 2 * 11.5 * 1.5 / 169) AS by_hand,
	ces_sample_size(0.5, 1, 5, pilot => '(1..5: 0 0 0 0 1)') > 2 AS one_answer;
-- Cuts, and a change of a share: from 90 % there is nothing 15 points up, 75 % down. Where both are possible,
-- it is the one that needs more: from 75 % down to 60.
SELECT nps_sample_size(5, pilot => '(1..5: 3 0 0 2 5)', promoters_from => 5, detractors_to => 3) =
	nps_sample_size(5, pilot => '(0..10: 3 0 0 0 0 0 0 2 0 0 5)') AS cuts,
	csat_sample_size(15, pilot => '(1..5: 1 0 0 0 9)', power => 0.8) AS down,
	ceil(((1.959963984540054 * sqrt(2 * 0.825 * 0.175)
		+ 0.8416212335729143 * sqrt(0.9 * 0.1 + 0.75 * 0.25)) / 0.15) ^ 2) AS by_hand,
	csat_sample_size(15, pilot => '(1..5: 1 0 0 0 3)', power => 0.8) > csat_sample_size(15,
		pilot => '(1..5: 1 0 0 0 9)', power => 0.8) AS the_harder,
	csat_sample_size(15, pilot => '(1..5: 3 0 0 0 1)', power => 0.8) = csat_sample_size(15,
		pilot => '(1..5: 1 0 0 0 3)', power => 0.8) AS mirrored,
	csat_sample_size(10, pilot => '(1..5: 2 0 0 1 7)', satisfied_from => 5) AS top_box,
	ceil((1.959963984540054 / 0.1) ^ 2 * 0.21) AS by_hand;
-- What is refused.
SELECT test.refusal($$SELECT nps_sample_size(0)$$);
SELECT test.refusal($$SELECT nps_sample_size(NULL)$$);
SELECT test.sqlstate($$SELECT csat_sample_size('NaN')$$), test.sqlstate($$SELECT csat_sample_size('inf')$$);
SELECT test.refusal($$SELECT csat_sample_size(1e-12)$$);
SELECT test.refusal($$SELECT csat_sample_size(5, 95)$$);
SELECT test.refusal($$SELECT csat_sample_size(5, power => 80)$$);
SELECT test.refusal($$SELECT csat_sample_size(5, power => 0.05)$$);
SELECT test.refusal($$SELECT csat_sample_size(60, pilot => '(1..5: 5 0 0 5 0)', power => 0.8)$$);
SELECT test.refusal($$SELECT csat_sample_size(101, power => 0.8)$$);
SELECT test.refusal($$SELECT nps_sample_size(5, pilot => '(1..5: 3 0 0 2 5)')$$);
SELECT test.refusal($$SELECT ces_sample_size(0.5, 1, 7, pilot => '(1..5: 3 0 0 2 5)')$$);
SELECT test.refusal($$SELECT ces_sample_size(0.5, NULL, 7)$$);
SELECT test.refusal($$SELECT ces_sample_size(0.5, 7, 1)$$);
