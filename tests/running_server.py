"""A server as a process of its own, which tests kill and start again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

from api.bootstrap import Services, build_services
from api.flows.people import add_user
from api.flows.tokens import issue_api_token
from api.settings import Settings

SERVE = "from api.server import serve; from api.settings import Settings; serve(Settings(), worker=False)"
STARTS_S = 60.0


@dataclass
class RunningServer:
    """Without a worker: what arrives stays queued. ``settings`` are more ``THUKY_…`` without the prefix."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=lambda: free_port())
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text()

    def start(self) -> None:
        """Returns when it answers."""
        self.folder.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "THUKY_DATA_DIR": str(self.folder),
            "THUKY_PORT": str(self.port),
            **{f"THUKY_{name.upper()}": value for name, value in self.settings.items()},
        }
        with (self.folder / "server.log").open("ab") as output:
            self._process = subprocess.Popen([sys.executable, "-c", SERVE], env=environment, stderr=output)
        deadline = time.monotonic() + STARTS_S
        while not self._answers():
            assert time.monotonic() < deadline, self.log
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut ends it: no last word."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def open(self) -> Services:
        """Its data, looked at from beside it."""
        return build_services(Settings.model_validate({"data_dir": self.folder, **self.settings}))

    def new_token(self, name: str) -> str:
        services = self.open()
        add_user(services, name, "secretary", "mat-khau-dai")
        token = issue_api_token(services, name)
        services.database.engine.dispose()
        return token

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=10) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            return False


@contextmanager
def running_server(folder: Path, **settings: str) -> Iterator[RunningServer]:
    server = RunningServer(folder, settings)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
