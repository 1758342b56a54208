# difference.awk OLD NEW [HAND] -- the script that updates from the install script OLD to NEW.
#
# It holds the statements that only NEW has, in NEW's order. A statement of OLD that is gone or changed
# can't be written by a program: this fails, and names it, unless HAND (src/update/OLD--NEW.sql, written
# by hand) says what to do instead:
#
#   @instead CREATE FUNCTION f(a int)   those statements of OLD that begin so are done here; what NEW
#                                       has under the same beginning is left out
#   @replace CREATE FUNCTION f(a int)   the function of NEW that begins so takes the place of that of OLD, whose
#                                       arguments and result it must have
#   @rest                               here come the statements that only NEW has; without this line
#                                       they come last
#   anything else                       is copied: DROP, ALTER, CREATE OR REPLACE ...
#
# Comments in the catalog are simply set again, and those of what is gone go with it.
function fail(s) { print s > "/dev/stderr"; failed = 1 }
# Appends a line without what is a comment, and keeps track of whether it ends within quotes.
function scan(line,    i, c) {
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (quote == "" && substr(line, i, 2) == "--") break
		if (substr(line, i, 2) == "$$" && quote != "'") { quote = quote == "" ? "$$" : ""; i++ }
		else if (c == "'" && quote != "$$") quote = quote == "" ? "'" : ""
	}
	line = substr(line, 1, i - 1)
	if (quote == "") sub(/[ \t]+$/, "", line)
	if (statement != "" || line ~ /[^ \t]/) statement = statement line "\n"
	return quote == "" && line ~ /;$/
}
# The same statement may be wrapped in another way. What a comment says stays as it is.
function squeeze(s) {
	if (s !~ /^COMMENT/) gsub(/[ \t\n]*[(][ \t\n]*/, "(", s)
	if (s !~ /^COMMENT/) gsub(/[ \t\n]*[)]/, ")", s)
	gsub(/[ \t\n]+/, " ", s); sub(/ $/, "", s)
	return s
}
function begins(s, head) { return substr(s, 1, length(head)) == head && substr(s, length(head) + 1) !~ /^[a-z0-9_]/ }
# A function's name, arguments and result.
function signature(s) { return match(s, / (AS|LANGUAGE) /) && s ~ /^CREATE (FUNCTION|PROCEDURE) / ? substr(s, 1, RSTART) : "" }
function by_hand(s,    i) {
	for (i = 1; i <= heads; i++) if (begins(s, head[i])) return i
	return 0
}
FNR == 1 { file++; if (statement != "") fail("no end of: " statement); statement = quote = "" }
file < 3 && /^\\/ { next }
file < 3 {
	if (!scan($0)) next
	key = squeeze(statement)
	if (file == 1) { old[++olds] = key; is_old[key] = 1 }
	else { new[++news] = key; text[news] = statement; is_new[key] = 1 }
	statement = ""
	next
}
/^@instead / { sub(/^@instead +/, ""); head[++heads] = squeeze($0); next }
/^@replace / { sub(/^@replace +/, ""); head[++heads] = squeeze($0); replaces[heads] = 1; next }
/^@rest$/ { rest = 1; next }
rest { after = after $0 "\n"; next }
{ before = before $0 "\n" }
END {
	for (i = 1; i <= olds; i++) {
		if (old[i] in is_new || old[i] ~ /^COMMENT ON /) continue
		if ((h = by_hand(old[i]))) { used[h] = 1; if (h in replaces) before_it[signature(old[i])] = 1 }
		else fail("gone or changed since the release: " old[i])
	}
	for (h = 1; h <= heads; h++) if (!(h in used)) fail("neither gone nor changed: " head[h])
	for (i = 1; i <= news; i++) {
		if (new[i] in is_old || !((h = by_hand(new[i])) in replaces)) continue
		if (signature(new[i]) != "" && signature(new[i]) in before_it) replaced[h] = 1
		else fail("cannot take the place of what was there: " new[i])
	}
	for (h in replaces) if (!(h in replaced)) fail("nothing takes the place of: " head[h])
	if (failed) exit 1
	print "\\echo Use \"ALTER EXTENSION cx_metrics UPDATE\" to load this file. \\quit\n"
	printf "%s", before
	for (i = 1; i <= news; i++) {
		if (new[i] in is_old) continue
		if (!(h = by_hand(new[i]))) printf "%s\n", text[i]
		else if (h in replaces) { sub(/CREATE /, "CREATE OR REPLACE ", text[i]); printf "%s\n", text[i] }
	}
	printf "%s", after
}
