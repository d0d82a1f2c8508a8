"""A real server with its worker beside it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services
from api.flows.people import add_user
from api.flows.tokens import issue_api_token
from api.jobs.table import DUTIES
from api.settings import Settings

RUN = "import sys; from api.server import serve; from api.settings import Settings; serve(Settings())"


@pytest.fixture
def server(settings: Settings, services: Services) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "THUKY_PORT": str(port),
        "THUKY_LEASE_SECONDS": "5",
        **{
            f"THUKY_{name.upper()}": str(getattr(settings, name))
            for name in (
                "data_dir",
                "database_url",
                "transcriber",
                "transcriber_script",
                "diarizer",
                "diarizer_script",
                "extractor",
                "extractor_script",
            )
        },
    }
    log = settings.data_dir / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-c", RUN], env=environment, stderr=output)
        try:
            wait_for(lambda: get(port, "/healthz")[0] == 200, log)
            yield process, port
        finally:
            process.kill()
            process.wait()


def test_a_server_replaces_a_worker_that_dies_works_and_takes_its_worker_with_it(
    server: tuple[subprocess.Popen[bytes], int], services: Services, clip: Path
) -> None:
    process, port = server
    log = services.settings.data_dir / "server.log"
    wait_for(lambda: "is ready" in log.read_text(), log)
    for pid in children_of(process.pid):
        os.kill(pid, signal.SIGKILL)
    add_user(services, "Lan", "secretary", "mat-khau-dai")
    token = {"Authorization": f"Bearer {issue_api_token(services, 'Lan')}"}
    with TestClient(create_app(services), headers=token) as client:
        made = client.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())}).json()
        wait_for(lambda: client.get(f"/api/recordings/{made['id']}").json()["state"] == "ready", log)
        url = client.post("/api/feeds", json={}).json()["url"]
    wait_for(lambda: "forget history" in duties_done(services), log)
    path = url.removeprefix("http://testserver")
    assert get(port, path)[0] == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) in (0, -signal.SIGTERM)
    written = log.read_text()
    assert "starting another" in written
    assert "/feeds/… " in written
    assert path.split("/")[-1] not in written
    assert "Traceback" not in written


def test_a_killed_server_leaves_no_worker_behind(
    server: tuple[subprocess.Popen[bytes], int], settings: Settings, services: Services, clip: Path
) -> None:
    process, _ = server
    log = settings.data_dir / "server.log"
    wait_for(lambda: "is ready" in log.read_text(), log)
    worker = children_of(process.pid)
    assert worker
    add_user(services, "Lan", "secretary", "mat-khau-dai")
    token = {"Authorization": f"Bearer {issue_api_token(services, 'Lan')}"}
    with TestClient(create_app(services), headers=token) as client:
        client.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())})
    wait_for(lambda: children_of(worker[0]) != [], log)
    worker += children_of(worker[0])
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_for(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in worker), log)


def duties_done(services: Services) -> list[str]:
    with services.database.looking() as connection:
        return list(connection.scalars(select(DUTIES.c.name)))


def children_of(pid: int) -> list[int]:
    """Workers, whichever thread started them."""
    children = [
        int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()
    ]
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except ConnectionRefusedError:
        return 0, b""
    finally:
        connection.close()


def wait_for(happened: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
