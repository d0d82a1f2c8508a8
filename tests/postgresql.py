"""A PostgreSQL of the tests' own, on a free loopback port, gone when they end.

``THUKY_TEST_POSTGRESQL`` may be ``required`` (a run without it fails; left out, it is told and skipped), or the URL
of a server whose user may create databases. ``python -m tests.postgresql`` prints where the programs are, else fails.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from sqlalchemy import URL, make_url

OLDEST = 15
USUAL_FOLDERS = (
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True),
    *sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin"), reverse=True),
    *sorted(Path("/usr").glob("pgsql-*/bin"), reverse=True),
)
LOCALE = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi-VN")
"""As an office in Việt Nam would have it: text does not sort by its bytes there."""
IN_A_HURRY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
SAFE_FROM_KILLS = ("fsync=off", "autovacuum=off")
"""What was committed is there when the server was killed, though not after a power cut."""
START_S = 60.0
WATCHED = """folder=$1; shift
"$@" & server=$!
while read -r word; do
  case $word in
    stop) kill -QUIT $server; wait $server ;;
    start) "$@" & server=$! ;;
  esac
done
kill -INT $server; wait $server
rm -rf "$folder"
"""
"""Ends the server and removes its folder when standard input closes: however the tests end, killed ones, too. A line
``stop`` ends it as ``pg_ctl stop -m immediate`` does, ``start`` starts it again."""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """``url`` is that of its database ``postgres``, with the password."""

    url: URL

    def create(self, name: str, template: str = "template0") -> str:
        """The URL of a new database that is a copy of another one."""
        with self._connected() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy'.encode())
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        with self._connected() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())

    def shut_out(self, name: str) -> None:
        """End everybody's connections to a database and let nobody in."""
        with self._connected() as connection:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
            connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s", (name,)
            )

    def open_again(self, name: str) -> None:
        with self._connected() as connection:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())

    def _connected(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(self.url.render_as_string(hide_password=False), autocommit=True)


@dataclass(frozen=True, slots=True)
class OwnPostgresServer(PostgresServer):
    """One that can be stopped and started."""

    watcher: "subprocess.Popen[bytes]"
    log: Path

    def stop(self) -> None:
        """At once, without a last word to anybody; returns when nobody listens any more."""
        self._tell(b"stop")
        deadline = time.monotonic() + START_S
        while self._listens():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.02)

    def start(self) -> None:
        """On the same port with the same data; returns when it answers."""
        self._tell(b"start")
        _wait_until_it_answers(self, self.log)

    def _tell(self, word: bytes) -> None:
        assert self.watcher.stdin is not None
        self.watcher.stdin.write(word + b"\n")
        self.watcher.stdin.flush()

    def _listens(self) -> bool:
        with socket.socket() as caller:
            return caller.connect_ex((self.url.host or "", self.url.port or 0)) == 0


def find_programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, new enough; None when there is none."""
    on_path = shutil.which("initdb")
    for folder in ((Path(on_path).parent,) if on_path else ()) + USUAL_FOLDERS:
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder) >= OLDEST:
            return folder
    return None


@contextmanager
def serve_postgresql(programs: Path, settings: tuple[str, ...] = IN_A_HURRY) -> Iterator[OwnPostgresServer]:
    """A new server until the block ends. It refuses root, so root starts it as another user."""
    folder = Path(mkdtemp(prefix="thuky-postgresql-"))
    user = _unprivileged()
    if user is not None:
        shutil.chown(folder, user)
    password = secrets.token_urlsafe(16)
    _make_cluster(programs, folder, user, password)
    port = _free_port()
    command = [
        *("sh", "-c", WATCHED, "sh", str(folder)),
        *(str(programs / "postgres"), "-D", str(folder / "cluster"), "-p", str(port), "-k", ""),
        *("-c", "listen_addresses=127.0.0.1"),
        *(part for setting in settings for part in ("-c", setting)),
    ]
    log = folder / "log"
    with log.open("wb") as output:
        watcher = subprocess.Popen(
            command,
            user=user,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,  # what ends the tests' whole group must not end the watcher before its work
        )
    try:
        url = URL.create("postgresql", "thuky", password, "127.0.0.1", port, "postgres")
        server = OwnPostgresServer(url, watcher, log)
        _wait_until_it_answers(server, log)
        yield server
    finally:
        watcher.communicate()


@contextmanager
def lent_postgresql(wanted: str | None) -> Iterator[PostgresServer | None]:
    """The server that ``THUKY_TEST_POSTGRESQL`` names, else one of our own, else None.

    Raises:
        RuntimeError: it is required and cannot be had.
    """
    if wanted is not None and "://" in wanted:
        yield PostgresServer(make_url(wanted))
        return
    programs = find_programs()
    if programs is not None:
        with serve_postgresql(programs) as server:
            yield server
    elif wanted == "required":
        raise RuntimeError(f"PostgreSQL {OLDEST} or newer is required and not installed: apt install postgresql")
    else:
        yield None


def _version(folder: Path) -> int:
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(told.split()[2].split(".")[0].removesuffix("devel"))


def _unprivileged() -> str | None:
    import pwd

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _make_cluster(programs: Path, folder: Path, user: str | None, password: str) -> None:
    secret = folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    if user is not None:
        shutil.chown(secret, user)
    cluster = ("-D", str(folder / "cluster"), "-U", "thuky", "-A", "scram-sha-256", "--pwfile", str(secret))
    made = subprocess.run(
        [programs / "initdb", *cluster, "--no-sync", *LOCALE],
        user=user, cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode != 0:
        raise RuntimeError(f"initdb: {made.stderr}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_it_answers(server: PostgresServer, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while True:
        try:
            server._connected().close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from error
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    sys.exit("no PostgreSQL here" if (found := find_programs()) is None else print(found))
