"""A running application on a database of its own, with engines that replay prepared answers."""

import json
import shutil
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from uuid import uuid4

import numpy as np
import pytest
from argon2 import PasswordHasher
from sqlalchemy import make_url
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services, build_services
from api.flows import people
from api.flows.people import add_user
from api.flows.tokens import issue_api_token
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.settings import Settings
from api.store.database import open_database
from tests.decoding import decode_audio
from tests.postgresql import PostgresServer

PASSWORD = "mat-khau-dai"
FINDINGS = {
    "id": "script",
    "items": [
        {
            "kind": "decision",
            "what": "Chọn phương án hai",
            "confidence": 0.9,
            "quotes": [{"utterance": "u1", "quote": "w0 w1", "start": 0.5, "end": 1.5}],
        },
        {
            "kind": "task",
            "what": "Gửi bảng số liệu",
            "owners": ["Mạc Hải"],
            "due": "2026-03-20",
            "due_text": "thứ sáu tuần sau",
            "due_reading": "",
            "confidence": 0.8,
            "quotes": [{"utterance": "u1", "quote": "w2 w3", "start": 2.0, "end": 3.0}],
        },
        {
            "kind": "meeting",
            "title": "Họp lại",
            "start": "2026-03-23T08:00:00+07:00",
            "end": None,
            "start_text": "8 giờ sáng 23/3",
            "place": "phòng 2",
            "confidence": 0.8,
            "quotes": [{"utterance": "u1", "quote": "w4", "start": 4.0, "end": 5.0}],
        },
    ],
}


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 is slow on purpose; tests sign in hundreds of times."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: hasher)


@pytest.fixture(scope="session")
def clip(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of the sample meeting as WAV."""
    audio = decode_audio(samples / "meeting_en.flac")
    path = tmp_path_factory.mktemp("clip") / "clip.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((audio.samples[: 12 * 16_000] * 32_767).astype(np.int16).tobytes())
    return path


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answers for the scripted engines: a word each half second, two voices, three findings."""
    folder = tmp_path_factory.mktemp("scripts")
    words = [{"text": f"w{n}", "start": n / 2, "end": n / 2 + 0.4, "probability": 0.9} for n in range(24)]
    transcript = {"language": "en", "duration": 12, "segments": [{"language": "en", "words": words}]}
    (folder / "transcript.json").write_text(json.dumps(transcript))
    turns = [{"speaker": "SPEAKER_00", "start": 0, "end": 6}, {"speaker": "SPEAKER_01", "start": 6, "end": 12}]
    (folder / "turns.json").write_text(json.dumps({"turns": turns, "voiceprints": []}))
    (folder / "findings.json").write_text(json.dumps(FINDINGS))
    return folder


@pytest.fixture
def settings(tmp_path: Path, database_url: str, scripts: Path) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        database_url=database_url,
        transcriber="scripted",
        transcriber_script=scripts / "transcript.json",
        diarizer="scripted",
        diarizer_script=scripts / "turns.json",
        extractor="scripted",
        extractor_script=scripts / "findings.json",
    )


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database made by the real migrations, once."""
    path = tmp_path_factory.mktemp("database") / "thuky.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgresql: PostgresServer) -> Iterator[str]:
    """The name of a PostgreSQL database made by the real migrations, once."""
    name = f"template_{uuid4().hex}"
    migrate(postgresql.create(name))
    yield name
    postgresql.drop(name)


@pytest.fixture
def database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of this test's own."""
    (tmp_path / "data").mkdir()
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "data")
        yield f"sqlite:///{tmp_path / 'data' / 'thuky.db'}"
        return
    template: str = request.getfixturevalue("migrated_template")
    server: PostgresServer = request.getfixturevalue("postgresql")
    name = f"test_{uuid4().hex}"
    yield server.create(name, template)
    server.drop(name)


@pytest.fixture
def copy_of(
    backend: str, services: Services, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[Settings, str], Settings]]:
    """An installation as it stands now, once more, under a name."""
    made: list[str] = []

    def copy(settings: Settings, name: str) -> Settings:
        services.database.close()
        shutil.copytree(settings.data_dir, tmp_path / name)
        url = f"sqlite:///{tmp_path / name / 'thuky.db'}"
        if backend == "postgresql":
            original = make_url(settings.database_url).database or ""
            made.append(f"{original}_{name}")
            url = request.getfixturevalue("postgresql").create(made[-1], original)
        return settings.model_copy(update={"data_dir": tmp_path / name, "database_url": url})

    yield copy
    for name in made:
        request.getfixturevalue("postgresql").drop(name)


def migrate(url: str) -> None:
    database = open_database(url)
    database.migrate()
    database.engine.dispose()


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    built = build_services(settings)
    yield built
    built.database.engine.dispose()


@pytest.fixture
def work(services: Services) -> Callable[[], None]:
    """Do everything that is queued, here and now."""
    return lambda: run_worker(ProcessingWorkshop(services), Event(), until_idle=True)


@pytest.fixture
def browser(services: Services) -> Iterator[TestClient]:
    """Nobody is signed in."""
    with TestClient(create_app(services)) as client:
        yield client


@pytest.fixture
def client_of(services: Services) -> Iterator[Callable[[str, str], TestClient]]:
    """A client that carries the token of a new person of that name and role."""
    app = create_app(services)
    clients: list[TestClient] = []

    def make(name: str, role: str) -> TestClient:
        add_user(services, name, role, PASSWORD)
        headers = {"Authorization": f"Bearer {issue_api_token(services, name)}"}
        clients.append(TestClient(app, headers=headers))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def secretary(client_of: Callable[[str, str], TestClient]) -> TestClient:
    return client_of("Lý Thu", "secretary")


@pytest.fixture
def upload(clip: Path) -> Callable[..., dict[str, object]]:
    """Bring the clip through the API; the JSON of the answer."""

    def bring(client: TestClient, file_name: str = "clip.wav", tail: bytes = b"", **fields: str) -> dict[str, object]:
        details = {"recorded_at": "2026-03-12T08:00:00+07:00", **fields}
        answer = client.post("/api/recordings", files={"file": (file_name, clip.read_bytes() + tail)}, data=details)
        assert answer.status_code in (200, 201), answer.text
        return dict(answer.json())

    return bring


@pytest.fixture
def proposal(secretary: TestClient, upload: Callable[..., dict[str, object]], work: Callable[[], None]) -> str:
    """The id of a proposed task."""
    recording = str(upload(secretary)["id"])
    work()
    return str(secretary.get("/api/proposals", params={"recording": recording}).json()["items"][1]["id"])
