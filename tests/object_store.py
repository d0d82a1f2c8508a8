"""A real S3 API on a loopback port: moto's server, in a process of its own."""

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

START = "import sys; from moto.server import ThreadedMotoServer as S; s = S('127.0.0.1', 0); s.start(); "
WATCHED = START + "print(s.get_host_and_port()[1], flush=True); sys.stdin.read(); s.stop()"
"""It ends when standard input closes: however the tests end."""


@dataclass(frozen=True, slots=True)
class ObjectServer:
    host: str
    port: int

    @property
    def endpoint(self) -> str:
        return f"http://{self.host}:{self.port}"

    def make_bucket(self, name: str) -> None:
        assert self.ask("PUT", f"/{name}") == 200

    def ask(self, method: str, path: str, body: bytes = b"") -> int:
        """As the administrator of the store might; the answer's status."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request(method, path, body)
            return connection.getresponse().status
        finally:
            connection.close()


@contextmanager
def serve_objects() -> Iterator[ObjectServer]:
    command = [sys.executable, "-c", WATCHED]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            lines = (re.fullmatch(rb"(\d+)\n", line) for line in process.stdout)
            port = next(int(found[1]) for found in lines if found is not None)
            yield ObjectServer("127.0.0.1", port)
        finally:
            process.stdin.close()
            process.wait()
