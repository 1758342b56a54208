# shellcheck shell=sh
# tally.sh -- counts tests from what the suites print, so that no number is typed.
# To be sourced; 'tally_total' prints the closing line and fails if a test failed.

passed=0 failed=0

# The log of a suite, set off from our own lines so that its closing line isn't taken for ours.
show() { sed 's/^/    | /' "$1"; }

# tally NAME PASSED FAILED
tally() {
	passed=$((passed + $2))
	failed=$((failed + $3))
	echo "$1: $2 passed, $3 failed"
}

# A suite that failed, or ran no test, without naming a failed one counts as one failure.
tally_at_least() {
	_bad=$3
	if [ "$_bad" = 0 ] && { [ "$4" != 0 ] || [ "$2" = 0 ]; }; then _bad=1; fi
	tally "$1" "$2" "$_bad"
	[ "$_bad" = 0 ]
}

# Each takes NAME LOG STATUS, the status being that of the program that wrote the log.

# pg_regress: 'test foo ... ok' up to 15, 'ok 1 - foo' from 16 on.
tally_regress() {
	_good=$(grep -cE '^(ok [0-9]+ +[-+] |(test|    ) .* \.\.\. ok )' "$2")
	_bad=$(grep -cE '^(not ok [0-9]+ +[-+] |(test|    ) .* \.\.\. FAILED )' "$2")
	tally_at_least "$1" "$_good" "$_bad" "$3"
}

# prove -v, or a program that prints TAP itself. Subtests are indented, so not counted.
tally_tap() {
	_good=$(grep -cE '^ok [0-9]' "$2")
	_bad=$(grep -E '^not ok [0-9]' "$2" | grep -cviE '# *todo')
	tally_at_least "$1" "$_good" "$_bad" "$3"
}

# A script that ends with 'N passed, N failed'; one without that line is one test.
tally_summary() {
	_line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$2" | tail -n 1)
	if [ -z "$_line" ]; then
		if [ "$3" = 0 ]; then _line='1 passed, 0 failed'; else _line='0 passed, 1 failed'; fi
	fi
	_good=${_line%% *}
	_bad=${_line#*, }
	tally_at_least "$1" "$_good" "${_bad%% *}" "$3"
}

tally_total() {
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
}
