# shellcheck shell=sh
# lib.sh -- what the scripts of test/matrix share: the cache, Debian's other suites by
# the machine's own apt, the processes in a root. Sourced after test/lib.sh.
#
# MATRIX_DIR moves the cache, MATRIX_MIRROR names another Debian mirror.

cache=${MATRIX_DIR:-${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/cx_metrics}

# be_root "$@": mknod and chroot need it. The cache stays where the caller has it.
be_root() {
	[ "$(id -u)" != 0 ] || return 0
	command -v sudo > /dev/null || die "run this as root"
	mkdir -p "$cache"
	exec sudo env MATRIX_DIR="$cache" MATRIX_MIRROR="${MATRIX_MIRROR:-}" KEEP="${KEEP:-}" \
		TESTS="${TESTS:-}" MAJORS="${MAJORS:-}" SUITES="${SUITES:-}" PROVE_TESTS="${PROVE_TESTS:-}" "$0" "$@"
}

suites_of() {
	case $1 in
		15) echo bookworm ;;
		16) echo trixie ;; # what the server of PyPI runs on, see pgroot
		17) echo trixie ;;
		18) echo forky ;;
		19) echo sid experimental ;;
		*) die "no Debian suite carries PostgreSQL $1 (15, 17, 18, 19)" ;;
	esac
}

# The mirror that this machine's apt uses, if it is one of Debian's.
debian_mirror() {
	if [ -n "${MATRIX_MIRROR:-}" ]; then echo "$MATRIX_MIRROR"; return; fi
	# shellcheck disable=SC2016
	apt-get indextargets --format '$(SITE)' 'Origin: Debian' 'Label: Debian' 2> /dev/null | head -n 1
}

# own_apt STATE deb|deb-src SUITE...: from here on apt works on a state directory of its
# own, as if nothing were installed, and never touches the machine.
own_apt() {
	_state=$1 _kind=$2
	shift 2
	_mirror=$(debian_mirror)
	if [ -z "$_mirror" ]; then
		apt_update
		_mirror=$(debian_mirror)
	fi
	[ -n "$_mirror" ] || die "apt has no Debian mirror here; name one: MATRIX_MIRROR=..."
	need_packages /usr/share/keyrings/debian-archive-keyring.gpg=debian-archive-keyring
	mkdir -p "$_state/lists/partial" "$_state/cache/archives/partial"
	for _suite; do
		echo "$_kind [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $_mirror $_suite main"
	done > "$_state/sources.list"
	: > "$_state/status"
	: > "$_state/preferences"
	cat > "$_state/apt.conf" <<-CONF
		Dir::State "$_state";
		Dir::State::lists "$_state/lists";
		Dir::State::status "$_state/status";
		Dir::Cache "$_state/cache";
		Dir::Etc::sourcelist "$_state/sources.list";
		Dir::Etc::sourceparts "/dev/null";
		Dir::Etc::preferences "$_state/preferences";
		Dir::Etc::preferencesparts "/dev/null";
		APT::Get::AllowUnauthenticated "false";
		APT::Install-Recommends "false";
		APT::Sandbox::User "root";
		Acquire::Languages "none";
		Acquire::Retries "3";
		Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
		Debug::NoLocking "true";
	CONF
	export APT_CONFIG="$_state/apt.conf"
	apt-get -qq update < /dev/null >&2
}

processes_inside() {
	for _proc in /proc/[0-9]*; do
		[ "$(readlink "$_proc/root" 2> /dev/null)" != "$1" ] || echo "${_proc#/proc/}"
	done
}

# empty_root ROOT: end what runs in there: of this run, or of one that was killed.
empty_root() {
	stop_servers_below "$1/tmp"
	stop_servers_below "$1/build"
	for _pid in $(processes_inside "$1"); do kill -s KILL "$_pid" 2> /dev/null || :; done
}
