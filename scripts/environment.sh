# Sourced by scripts/demo and scripts/test: makes .venv if needed. Bash 3.2 and later.
# PYTHON=/path/to/python chooses the interpreter.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "LỖI / ERROR: $*"
  exit 1
}

# make_environment EXTRAS NEEDED_MB [FOLDER]: FOLDER (.venv) with this project and its extras, at the pinned versions.
# A stamp remembers pyproject.toml and the pins, so that a second call does nothing.
make_environment() {
  local extras=$1 needed_mb=$2 venv=${3:-.venv} stamp python
  if ! environment_works; then
    python=$(find_python) || exit 1
    check_disk "$needed_mb"
    say "Making $venv with $("$python" --version 2>&1) …"
    "$python" -m venv --clear "$venv" || fail "python -m venv failed. On Debian or Ubuntu: sudo apt install python3-venv"
  fi
  stamp="$venv/thuky-$extras.stamp"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest)" ]; then
    return
  fi
  check_disk "$needed_mb"
  say "Installing thuky[$extras] into $venv (minutes and hundreds of MB the first time) …"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    -c scripts/constraints.txt -c scripts/constraints-pyannote.txt -e ".[$extras]" ||
    fail "the installation failed: see pip's message above. Is the network reachable? Then run this again."
  digest > "$stamp"
}

environment_works() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  local candidate reason=""
  if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
  else
    set -- python3 python3.13 python3.12 python3.11 python3.14 python
  fi
  for candidate in "$@"; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return 0
    fi
    reason="$candidate lacks the module venv. On Debian or Ubuntu: sudo apt install python3-venv"
  done
  say "LỖI / ERROR: ${reason:-${PYTHON:-Python 3.11} is not a Python 3.11 or newer that works. Install one (https://www.python.org/downloads/), or name it: PYTHON=/path/to/python $0}"
  return 1
}

check_disk() {
  local free_mb
  free_mb=$(df -Pm . | awk 'NR == 2 { print $4 }')
  [ "$free_mb" -ge "$1" ] || fail "only $free_mb MB free here, $1 MB are needed. Free some space and run this again."
}

digest() {
  cat pyproject.toml scripts/constraints.txt scripts/constraints-pyannote.txt | "$venv/bin/python" -c '
import hashlib, sys
print(sys.version_info[:2], hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}
