# Sourced by scripts/test: is there a PostgreSQL to test on? The tests start their own (tests/postgresql.py).

# want_postgresql: in CI, Debian's packages are installed where it is missing and the user may; without it CI fails.
want_postgresql() {
  [ "${CI:-}" != true ] || export THUKY_TEST_POSTGRESQL=${THUKY_TEST_POSTGRESQL:-required}
  case "${THUKY_TEST_POSTGRESQL:-}" in *://*) return ;; esac
  .venv/bin/python -m tests.postgresql >/dev/null 2>&1 && return
  if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing PostgreSQL from this system's packages …"
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } >&2 ||
      say "== apt-get could not install it: see its message above."
    .venv/bin/python -m tests.postgresql >/dev/null && return
  fi
  say "== NO POSTGRESQL HERE: its half of the database tests cannot run. On Debian or Ubuntu: sudo apt install postgresql"
  say "   (the server that comes with it need not run: the tests start one of their own on a free loopback port),"
  say "   or name a server: THUKY_TEST_POSTGRESQL=postgresql://USER:PASSWORD@127.0.0.1:PORT/postgres (may create databases)"
}
