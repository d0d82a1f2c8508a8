"""A database that is away while work goes on: the work waits, and the outage uses up no attempt."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer
from typing import Protocol

import pytest
from sqlalchemy import make_url
from starlette.testclient import TestClient

from api.bootstrap import Services, build_services
from api.flows.workshop import ProcessingWorkshop
from api.jobs import outage, run_worker
from api.settings import Settings
from api.store import database
from models.audio import Audio
from models.span import TimeSpan
from models.transcript import Transcript
from tests.postgresql import PostgresServer
from transcribe.protocol import Progress, TranscribeOptions, Transcriber, ignore_progress

AWAY_S = 1.0


class Outage(Protocol):
    def begin(self) -> None: ...

    def end(self) -> None: ...


class TakenFile:
    """Another program takes the database for itself, and gives it back after ``AWAY_S``."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._timer = Timer(AWAY_S, self._connection.rollback)

    def begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._timer.start()

    def end(self) -> None:
        self._timer.cancel()
        if self._timer.ident is not None:
            self._timer.join()
        self._connection.close()


class StoppedServer:
    """The server ends all that goes on in one database and lets nobody in, until ``AWAY_S`` later."""

    def __init__(self, server: PostgresServer, name: str) -> None:
        self._server, self._name = server, name
        self._timer = Timer(AWAY_S, server.open_again, (name,))

    def begin(self) -> None:
        self._server.shut_out(self._name)
        self._timer.start()

    def end(self) -> None:
        self._timer.cancel()
        if self._timer.ident is not None:
            self._timer.join()
        self._server.open_again(self._name)


class Interrupted:
    """A recogniser in the middle of whose work the database goes away."""

    def __init__(self, inner: Transcriber, away: Outage) -> None:
        self.inner, self.away, self.calls = inner, away, 0
        self.fingerprint = inner.fingerprint

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        self.calls += 1
        self.away.begin()
        progress(0.5)
        return self.inner.transcribe(audio, speech, options, progress)


@pytest.fixture
def impatient(services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """The same services with a worker's own connections, which wait 0.1 s for other writers instead of 30 s."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 100)
    monkeypatch.setattr(outage, "FIRST_PAUSE_S", 0.05)
    built = build_services(settings, engines=services.engines)
    yield built
    built.database.engine.dispose()


@pytest.fixture
def away(settings: Settings, backend: str, request: pytest.FixtureRequest) -> Iterator[Outage]:
    if backend == "sqlite":
        outage: Outage = TakenFile(settings.data_dir / "thuky.db")
    else:
        outage = StoppedServer(request.getfixturevalue("postgresql"), make_url(settings.database_url).database or "")
    yield outage
    outage.end()


def test_what_was_computed_while_the_database_was_away_is_kept_once_it_is_back(
    impatient: Services, away: Outage, secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    engines = impatient.engines()
    transcriber = Interrupted(engines.transcriber, away)
    interrupted = replace(impatient, engines=lambda: replace(engines, transcriber=transcriber))
    run_worker(ProcessingWorkshop(interrupted), Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"], transcriber.calls) == ("ready", 1, 1)


def test_a_worker_that_starts_while_the_database_is_away_waits_for_it(
    impatient: Services, away: Outage, secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    away.begin()
    run_worker(ProcessingWorkshop(impatient), Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"]) == ("ready", 1)


def test_an_outage_between_the_steps_costs_no_attempt(
    impatient: Services,
    away: Outage,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from api.jobs import worker

    monkeypatch.setattr(worker, "RETRY_S", (0.0, 0.0))
    recording = upload(secretary)["id"]
    calls = []

    def engines_that_look_something_up() -> object:
        calls.append(1)
        if len(calls) == 1:
            away.begin()
        with impatient.database.writing() as uow:
            uow.recordings.get(recording)
        return impatient.engines()

    run_worker(
        ProcessingWorkshop(replace(impatient, engines=engines_that_look_something_up)),  # type: ignore[arg-type]
        Event(),
        until_idle=True,
    )
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"]) == ("ready", 1)
    assert len(calls) > 1


def test_a_worker_that_waits_for_the_database_can_be_told_to_stop(impatient: Services, away: Outage) -> None:
    away.begin()
    stop = Event()
    soon = Timer(0.3, stop.set)
    soon.start()
    run_worker(ProcessingWorkshop(impatient), stop)
    soon.join()
    assert stop.is_set()
