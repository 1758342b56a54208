# shellcheck shell=sh
# lib.sh -- what demo/run and the test scripts share: missing packages, the choice of
# a server, an unprivileged user, a scratch directory, a private server.
#
#   top=$(cd "$(dirname "$0")/.." && pwd)
#   . "$top/test/lib.sh"
#   find_server         installs what is missing; PG_CONFIG, pg_bin, pg_major
#   make_scratch        $scratch, owned by the user that as_user runs commands as
#   build_extension     the tree copied to $scratch/src, the new working directory, built,
#                       and findable by servers
#   start_server        on a socket in $scratch: PGHOST, PGPORT, PGUSER, PGDATABASE
#   as_user psql -c 'CREATE EXTENSION cx_metrics'
#
# However the script ends, its servers are stopped and its scratch directory is gone.
# Environment: PG_CONFIG chooses the server, TMPDIR the place, KEEP=1 keeps the scratch.

: "${top:?set top before sourcing lib.sh}"

# The caller's libpq settings must not lead psql to a server that isn't ours.
for _name in $(env | sed -n 's/^\(PG[A-Z]*\)=.*/\1/p'); do unset "$_name"; done
unset MAKEFLAGS MAKELEVEL MAKEFILES || :
export LC_ALL=C.UTF-8

say() { printf '%s\n' "$*" >&2; }
die() { say "${0##*/}: $*"; exit 1; }

# ---- packages ----------------------------------------------------------------

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# sudo without a terminal to ask for a password at is as good as none.
have_root() {
	[ "$(id -u)" = 0 ] ||
		{ command -v sudo > /dev/null && { sudo -n true 2> /dev/null || [ -t 2 ]; }; }
}

# Once per run, scripts that this one calls included. A failure isn't final: the
# lists that are there may do.
apt_update() {
	[ -z "${CX_APT_UPDATED:-}" ] && have_root || return 0
	as_root apt-get -qq -o Acquire::Retries=3 update < /dev/null >&2 ||
		say "apt-get update failed; going on with the package lists that are here"
	export CX_APT_UPDATED=1
}

# Whether apt has PACKAGE to offer.
apt_offers() {
	command -v apt-get > /dev/null || return 1
	apt_update
	apt-cache pkgnames "$1" 2> /dev/null | grep -qx "$1"
}

apt_install() {
	command -v apt-get > /dev/null ||
		die "missing: $*. This isn't Debian or Ubuntu, so install the like of these first."
	have_root || die "as root, first: apt-get install --no-install-recommends $*"
	apt_update
	say "Installing $*"
	_log=$(mktemp)
	# needrestart would restart services of a machine that isn't ours to restart.
	as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
		apt-get -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 \
		-o Acquire::Retries=3 install "$@" < /dev/null > "$_log" 2>&1 ||
		{ cat "$_log" >&2; rm -f "$_log"; die "could not install $*"; }
	rm -f "$_log"
}

# need_packages WHAT[=PACKAGE]...: WHAT is a command, or a file by its full path.
need_packages() {
	_missing=
	for _item; do
		_what=${_item%%=*}
		case $_what in
			/*) [ -e "$_what" ] && continue ;;
			*) command -v "$_what" > /dev/null && continue ;;
		esac
		_missing="$_missing ${_item#*=}"
	done
	# shellcheck disable=SC2086
	[ -z "$_missing" ] || apt_install $_missing
}

# ---- the server --------------------------------------------------------------

oldest=15

major_of() { "$1" --version 2> /dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/'; }

# A server that we can build for: new enough, with its headers and PGXS.
usable() {
	[ -x "$1" ] && [ -n "$(major_of "$1")" ] && [ "$(major_of "$1")" -ge $oldest ] &&
		[ -x "$("$1" --bindir)/postgres" ] && [ -e "$("$1" --pgxs)" ] &&
		[ -e "$("$1" --includedir-server)/postgres.h" ]
}

debian_servers() { # installed majors, newest first
	for _dir in /usr/lib/postgresql/*/bin/postgres; do
		[ -x "$_dir" ] || continue
		_dir=${_dir#/usr/lib/postgresql/}
		echo "${_dir%%/*}"
	done | sort -rn
}

installed_server() {
	for _n in $(debian_servers); do
		if usable "/usr/lib/postgresql/$_n/bin/pg_config"; then
			echo "/usr/lib/postgresql/$_n/bin/pg_config"
			return
		fi
	done
	_n=$(command -v pg_config) && usable "$_n" && echo "$_n"
}

# The major to install: one whose server is here already, or the distribution's.
major_to_install() {
	for _n in $(debian_servers); do
		if [ "$_n" -ge $oldest ]; then echo "$_n"; return; fi
	done
	_n=$(apt-cache show postgresql 2> /dev/null | sed -n 's/^Depends:.*postgresql-\([0-9][0-9]*\).*/\1/p' | head -n 1)
	if [ "${_n:-0}" -lt $oldest ]; then
		# The newest of another repository, if one is set up, but not a beta.
		_n=$(apt-cache pkgnames postgresql-server-dev- | sed -n 's/.*-dev-\([0-9][0-9]*\)$/\1/p' |
			awk '$1 <= 18' | sort -n | tail -n 1)
	fi
	echo "${_n:-0}"
}

# Debian's server package would create a cluster and start it on port 5432. A drop-in
# tells it not to; where that isn't heeded, the cluster that wasn't there goes again.
dropin=/etc/postgresql-common/createcluster.d/cx_metrics.conf
install_server() {
	_had_dir=$(if [ -d "${dropin%/*}" ]; then echo yes; fi)
	_had_server=$(if [ -x "/usr/lib/postgresql/$1/bin/postgres" ] || [ -e "/etc/postgresql/$1" ]; then echo yes; fi)
	as_root mkdir -p "${dropin%/*}"
	echo 'create_main_cluster = false' | as_root tee "$dropin" > /dev/null
	trap 'as_root rm -f "$dropin"' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	if [ -n "$_had_server" ]; then
		apt_install "postgresql-server-dev-$1"
	else
		apt_install "postgresql-$1" "postgresql-server-dev-$1"
	fi
	as_root rm -f "$dropin"
	trap - EXIT INT TERM HUP
	[ -n "$_had_dir" ] || as_root rmdir "${dropin%/*}" 2> /dev/null || :
	if [ -z "$_had_server" ] && [ -e "/etc/postgresql/$1/main" ]; then
		as_root pg_dropcluster --stop "$1" main
	fi
}

find_server() {
	if [ -n "${PG_CONFIG:-}" ]; then
		PG_CONFIG=$(command -v "$PG_CONFIG") || die "PG_CONFIG names no program"
		_n=$(major_of "$PG_CONFIG")
		[ "${_n:-0}" -ge $oldest ] || die "PG_CONFIG is PostgreSQL ${_n:-?}; cx_metrics needs $oldest or newer"
		usable "$PG_CONFIG" || die "the server of $PG_CONFIG lacks postgres, its headers or PGXS (package postgresql-server-dev-$_n)"
	else
		PG_CONFIG=$(installed_server) || PG_CONFIG=
	fi
	if [ -z "$PG_CONFIG" ]; then
		command -v apt-get > /dev/null ||
			die "no PostgreSQL $oldest or newer with its headers here; install one, or name its pg_config: PG_CONFIG=... $0"
		apt_update
		_n=$(major_to_install)
		[ "$_n" -ge $oldest ] ||
			die "cx_metrics needs PostgreSQL $oldest or newer, and apt offers none. Package postgresql-common carries a script that adds the PostgreSQL project's own."
		install_server "$_n"
		PG_CONFIG=/usr/lib/postgresql/$_n/bin/pg_config
		usable "$PG_CONFIG" || die "postgresql-$_n is installed, but $PG_CONFIG doesn't serve"
	fi
	export PG_CONFIG
	pg_major=$(major_of "$PG_CONFIG")
	pg_bin=$("$PG_CONFIG" --bindir)
	pgxs=$(cd "$(dirname "$("$PG_CONFIG" --pgxs)")/../.." && pwd)
	need_packages make gcc /usr/include/stdio.h=libc6-dev

	# A server that compiles queries wants our functions as bitcode, too, made by the
	# clang that it was built with.
	make_options="-s PG_CONFIG=$PG_CONFIG"
	if grep -q '^with_llvm[[:space:]]*= *yes' "$pgxs/src/Makefile.global"; then
		_clang=$(sed -n 's/^CLANG[[:space:]]*= *//p' "$pgxs/src/Makefile.global")
		_llvm=$(sed -n 's/^LLVM_BINPATH[[:space:]]*= *//p' "$pgxs/src/Makefile.global")
		if command -v apt-get > /dev/null; then
			_n=$(echo "$_llvm" | sed -n 's/.*llvm-\([0-9]*\).*/\1/p')
			need_packages "$_clang=clang${_n:+-$_n}" "$_llvm/llvm-lto=llvm${_n:+-$_n}"
			# By its name alone, for a compiler cache that stands before it in PATH.
			[ -z "${CCACHE_DIR:-}" ] || make_options="$make_options CLANG=${_clang##*/}"
		elif [ ! -x "$_clang" ] || [ ! -x "$_llvm/llvm-lto" ]; then
			make_options="$make_options with_llvm=no"
		fi
	fi
}

# ---- scratch, user, processes ------------------------------------------------

scratch='' tester='' child='' server='' guarded='' at_exit=''

# run_waiting COMMAND...: the shell runs a trap only between foreground commands, so
# a long one is waited for in the background; its session of its own can be ended whole.
run_waiting() {
	{ setsid "$@" <&3 3<&- & } 3<&0
	child=$!
	_status=0
	wait "$child" || _status=$?
	child=
	return $_status
}

# as_user COMMAND...: initdb and postgres refuse root.
as_user() {
	# shellcheck disable=SC2086
	run_waiting env PATH="$pg_bin:$PATH" HOME="$scratch" TMPDIR="$scratch" $step_down "$@"
}

# await_end PID: up to half a minute. A child that has ended stays until it is waited for,
# and only /proc, which a chroot may lack, tells the difference.
await_end() {
	[ -e /proc/self ] || wait "$1" 2> /dev/null || :
	_tries=0
	while kill -0 "$1" 2> /dev/null; do
		case $(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2> /dev/null) in Z) return 0 ;; esac
		[ $_tries -lt 300 ] || return 1
		sleep 0.1
		_tries=$((_tries + 1))
	done
}

stop_pid() {
	for _signal in INT QUIT KILL; do
		kill -s $_signal "$1" 2> /dev/null || return 0
		await_end "$1" && return
	done
}

# Every server whose data directory is below DIRECTORY, whoever started it.
stop_servers_below() {
	find "$1" -name postmaster.pid 2> /dev/null | while read -r _file; do
		read -r _pid < "$_file" || continue
		case $_pid in '' | *[!0-9]*) continue ;; esac
		# The number may be another process's by now.
		case $(cat "/proc/$_pid/comm" 2> /dev/null) in
			postgres | *memcheck* | *valgrind*) stop_pid "$_pid" ;;
			'') [ -e /proc/self ] || stop_pid "$_pid" ;;
		esac
	done
}

cleanup() {
	_result=$?
	# timeout, for one, sends its signal twice: the second must not cut this short.
	trap '' INT TERM HUP
	trap - EXIT
	if [ -n "$child" ] && kill -s TERM -- "-$child" 2> /dev/null; then
		await_end "$child" || kill -s KILL -- "-$child" 2> /dev/null || :
	fi
	[ -z "$server" ] || stop_pid "$server"
	for _dir in $guarded; do stop_servers_below "$_dir"; done
	[ -z "$at_exit" ] || $at_exit
	if [ -n "$scratch" ]; then
		cd / || :
		if [ -n "${KEEP:-}" ]; then say "kept: $scratch"; else rm -rf "${scratch%/u}"; fi
	fi
	exit $_result
}

# guard DIRECTORY: stop the servers below it when the script ends, however it ends, and
# do what at_exit says.
guard() {
	guarded="$guarded $1"
	trap cleanup EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	trap 'exit 129' HUP
}

# A socket's path may have 107 bytes, /tmp may be closed to the user or forbid programs:
# take the first place that serves.
make_scratch() {
	step_down=
	tester=$(id -un)
	if [ "$(id -u)" = 0 ]; then
		tester=nobody
		if id postgres > /dev/null 2>&1; then tester=postgres; fi
		step_down="setpriv --reuid=$tester --regid=$(id -g "$tester") --clear-groups"
	fi
	for _base in "${TMPDIR:-/tmp}" /tmp /var/tmp /run /dev/shm; do
		[ "${#_base}" -le 40 ] || continue
		_dir=$(mktemp -d "$_base/cx.XXXXXX" 2> /dev/null) || continue
		scratch=$_dir/u
		mkdir "$scratch"
		chmod 711 "$_dir"
		chmod 700 "$scratch"
		printf '#!/bin/sh\n: > "%s/try.ok"\n' "$scratch" > "$scratch/try"
		chmod 755 "$scratch/try"
		[ -z "$step_down" ] || chown -R "$tester" "$scratch"
		# shellcheck disable=SC2086
		if (cd / && $step_down "$scratch/try") 2> /dev/null && rm "$scratch"/try*; then
			guard "$scratch"
			# Where the script was called, the user may not even look around.
			cd "$scratch" || exit
			return
		fi
		rm -rf "$_dir"
	done
	scratch=
	die "found no directory where $tester may write and run programs; set TMPDIR to one with a short path"
}

# give PATH...: to the user that the tests run as.
give() { [ -z "$step_down" ] || chown -R "$tester" "$@"; }

# ---- building, serving -------------------------------------------------------

# copy_tree DIRECTORY: the sources without what is built from them. Not by git, which
# refuses a clone that belongs to somebody else.
copy_tree() {
	_version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$top/cx_metrics.control")
	mkdir -p "$1"
	tar -C "$top" --exclude=./.git --exclude='*.o' --exclude='*.so' --exclude='*.bc' \
		--exclude="./cx_metrics--$_version.sql" --exclude=./results --exclude=./tmp_check \
		--exclude='./test/*/build' -cf - . | tar -C "$1" --no-same-owner -xf -
}

# The make that everything is built by; MAKE ask-NAME prints a variable of the Makefile,
# so that no list is kept twice.
make_in() {
	_in=$1
	shift
	# shellcheck disable=SC2086,SC2016
	as_user make -C "$_in" --no-print-directory --eval='ask-%: ; @echo $($*)' $make_options "$@"
}
ask() { make_in "$scratch/src" "ask-$1"; }

# The regression tests, or those that TESTS names, after the one that creates the
# extension in the database that all share. regress_list EXPRESSION: without those it matches.
regress_list() {
	_list=$(ask REGRESS)
	if [ -n "${TESTS:-}" ]; then
		_list="$(echo "$_list" | sed -n 's/^\(install\) .*/\1/p') $TESTS"
	elif [ -n "${1:-}" ]; then
		_list=$(echo "$_list" | tr ' ' '\n' | grep -vxE "$1")
	fi
	echo "$_list"
}

# In PostgreSQL's own headers and in PG_FUNCTION_ARGS, -Wextra finds unused parameters,
# on 15 to 18, and nothing else. To take the headers as the system's would also hide
# an uninitialised variable of ours that ends up in one of their inline functions.
# shellcheck disable=SC2034
warnings='-Wall -Wextra -Werror -Wno-unused-parameter'

# With $flags for the compiler.
flags=''
build_extension() {
	if [ ! -d "$scratch/src" ]; then copy_tree "$scratch/src"; fi
	give "$scratch/src"
	cd "$scratch/src" || return
	make_in "$scratch/src" COPT="$flags" || return
	_dest=$scratch/dest
	{
		echo "fsync = off"
		echo "timezone = 'UTC'"
		if [ "$pg_major" -ge 18 ]; then
			echo "extension_control_path = '$_dest$("$PG_CONFIG" --sharedir):\$system'"
			echo "dynamic_library_path = '$_dest$("$PG_CONFIG" --pkglibdir):\$libdir'"
		elif "$pg_bin/postgres" --describe-config | grep '^extension_destdir' > /dev/null; then
			echo "extension_destdir = '$_dest'"
			echo "dynamic_library_path = '$_dest$("$PG_CONFIG" --pkglibdir):\$libdir'"
		else
			_dest=
		fi
	} > "$scratch/pg.conf"
	if grep -q '^dynamic_library_path' "$scratch/pg.conf"; then
		make_in "$scratch/src" COPT="$flags" DESTDIR="$scratch/dest" install > /dev/null
	else
		# Only Debian's servers before 18 can be told of an extension elsewhere.
		say "This PostgreSQL $pg_major finds extensions in its own directory only: installing cx_metrics there."
		# shellcheck disable=SC2086
		as_root make -C "$scratch/src" $make_options COPT="$flags" install > /dev/null
	fi
	give "$scratch/pg.conf"
}

# On a socket that only this user can reach.
start_server() {
	as_user initdb -D "$scratch/data" --no-sync --auth=trust --username=postgres \
		--no-locale --encoding=UTF8 > "$scratch/initdb.log" 2>&1 ||
		{ cat "$scratch/initdb.log" >&2; die "initdb failed"; }
	{
		cat "$scratch/pg.conf"
		echo "listen_addresses = ''"
		echo "unix_socket_directories = '$scratch'"
		echo "unix_socket_permissions = 0700"
	} >> "$scratch/data/postgresql.conf"
	export PGHOST="$scratch" PGPORT=65432 PGUSER=postgres PGDATABASE=postgres
	# In a session of its own, so that Ctrl-C in a psql beside it is not the server's. Should
	# this script be killed outright, the kernel asks the server to stop.
	# shellcheck disable=SC2086
	(cd "$scratch" && exec $step_down setsid setpriv --pdeathsig INT "${postgres:-$pg_bin/postgres}" -D "$scratch/data" -p $PGPORT) \
		> "$scratch/server.log" 2>&1 &
	server=$!
	_tries=0
	until as_user pg_isready -q -d postgres; do
		_tries=$((_tries + 1))
		if [ $_tries -gt 300 ] || ! kill -0 "$server" 2> /dev/null; then
			cat "$scratch/server.log" >&2
			die "the server did not start"
		fi
		sleep 0.2
	done
}

stop_server() {
	[ -z "$server" ] || stop_pid "$server"
	wait "$server" 2> /dev/null || :
	server=
}
