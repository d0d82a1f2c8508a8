"""The database server is stopped at once (as ``pg_ctl stop -m immediate`` does) under workers, and started later.

``THUKY_TEST_OUTAGE_SECONDS=75`` makes it so long, with the usual pauses and lease; without it is 4 s, which is longer
than each pause and lease that the workers are given then.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.settings import Settings
from tests.api.conftest import migrate
from tests.api.jobs.conftest import Start, wait_for
from tests.api.jobs.watched_worker import work_apart
from tests.conftest import NO_POSTGRESQL
from tests.postgresql import SAFE_FROM_KILLS, OwnPostgresServer, find_programs, serve_postgresql

GIVEN = os.environ.get("THUKY_TEST_OUTAGE_SECONDS")
AWAY_S = float(GIVEN or 4)
LONGEST_PAUSE_S = None if GIVEN else 0.5
LEASE_S = 60.0 if GIVEN else 2.0

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def server() -> Iterator[OwnPostgresServer]:
    programs = find_programs()
    if programs is None:
        pytest.skip(NO_POSTGRESQL)
    with serve_postgresql(programs, SAFE_FROM_KILLS) as server:
        yield server


@pytest.fixture
def database_url(server: OwnPostgresServer, tmp_path: Path) -> str:
    (tmp_path / "data").mkdir()
    url = server.create(f"test_{uuid4().hex}")
    migrate(url)
    return url


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"lease_seconds": LEASE_S})


def test_work_waits_for_a_server_that_was_stopped_and_goes_on_once(
    server: OwnPostgresServer,
    settings: Settings,
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    tmp_path: Path,
    start: Start,
) -> None:
    """Of two workers one is in the middle of a step, which it finishes meanwhile; the other looks for work."""
    recording = upload(secretary)["id"]
    heard, hold = tmp_path / "heard", tmp_path / "hold"
    hold.touch()
    workers = [start(work_apart, settings, tmp_path, LONGEST_PAUSE_S) for _ in range(2)]
    wait_for(heard.exists)
    server.stop()
    stopped_at = time.monotonic()
    hold.unlink()
    told = secretary.get(f"/api/recordings/{recording}")
    assert (told.status_code, told.json()["code"]) == (503, "database.unavailable")
    brought = secretary.post("/api/recordings", files={"file": ("more.wav", b"RIFF")})
    assert (brought.status_code, brought.json()["code"]) == (503, "database.unavailable")
    wait_for(lambda: time.monotonic() - stopped_at > AWAY_S, 2 * AWAY_S)
    server.start()
    wait_for(lambda: secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready")
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["attempts"], shown["error"]) == (1, None)
    assert len(heard.read_text().split()) == 1, "what was in hand was not computed again"
    with services.database.reading() as uow:
        assert list(uow.artifacts.damaged()) == []
    assert all(worker.is_alive() for worker in workers)
    later = upload(secretary, "later.wav", tail=b"more")["id"]
    wait_for(lambda: secretary.get(f"/api/recordings/{later}").json()["state"] == "ready")
