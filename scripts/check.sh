# Read by scripts that check things from the shell: counts what passed, failed and was skipped.

top=$(cd "$(dirname "$0")/.." && pwd)
tools=${TOOLS:-$top/.build/release}
data=$top/Tests/Data/qmail
work=$(mktemp -d) || exit 111
trap 'rm -rf "$work"' EXIT
trap 'exit 111' HUP INT TERM
passed=0 failed=0 skipped=0

for name in lognorm logclass flowjoin logstats tai64n; do
  [ -x "$tools/$name" ] || { echo "$0: fatal: no $tools/$name; run scripts/build" >&2; exit 111; }
done
PATH=$tools:$PATH

pass() { passed=$((passed + 1)); [ -z "${VERBOSE:-}" ] || echo "ok    $*"; }
fail() { failed=$((failed + 1)); echo "FAIL  $*"; }
skip() { skipped=$((skipped + 1)); echo "skip  $*"; }

# is WHAT GOT WANTED
is() { if [ "$2" = "$3" ]; then pass "$1"; else fail "$1: got '$2', not '$3'"; fi; }

# holds WHAT FILE PATTERN
holds() { if grep -q -e "$3" "$2"; then pass "$1"; else fail "$1: no '$3' in: $(head -c 300 "$2")"; fi; }

# below WHAT GOT LIMIT
below() { if [ "$2" -lt "$3" ]; then pass "$1: $2"; else fail "$1: $2, not below $3"; fi; }

# adds_up WHAT TOOL INPUT OUTPUT: the end record of TOOL counts the lines read and the records written
adds_up() {
  counted=$(awk -v tool="$2" '
    function number(key) {
      return match($0, "\"" key "\":[0-9]+") ? substr($0, RSTART + length(key) + 3, RLENGTH) + 0 : "none"
    }
    /^{"type":"end",/ {
      if (index($0, "\"tool\":\"" tool "\"")) { read = number("in"); wrote = number("out") }
      next
    }
    { lines[FILENAME]++ }
    END {
      printf "in %s of %d, out %s of %d", read, lines[ARGV[1]], wrote, lines[ARGV[2]]
      exit !(read == lines[ARGV[1]] + 0 && wrote == lines[ARGV[2]] + 0)
    }
  ' "$3" "$4") && pass "$1: $counted" || fail "$1: $counted"
}

# is_json WHAT FILE: every line is a JSON object for jq, in valid UTF-8
is_json() {
  if ! iconv -f UTF-8 -t UTF-8 <"$2" >/dev/null 2>&1; then fail "$1: not UTF-8"; return; fi
  if ! command -v jq >/dev/null; then skip "$1: jq is not installed"; return; fi
  if jq 'if type == "object" then empty else error("no object") end' <"$2" >/dev/null 2>"$work/jq"; then
    pass "$1"
  else
    fail "$1: $(head -n 1 "$work/jq")"
  fi
}

# The plain last line that scripts/test adds up.
summary() {
  echo "${0##*/}: $passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
}
