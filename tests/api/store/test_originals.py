"""One behaviour of every place where originals are kept; and a store that several machines share."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services, build_originals, build_services
from api.flows.backup import make_backup
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.jobs.table import JOBS
from api.settings import Settings
from api.store.originals import Originals
from models.errors import EngineError, ThukyError, TransientError, UserError
from tests.object_store import ObjectServer, serve_objects

CONTENT = os.urandom(12_000_000)
"""More than one part of a large upload."""
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def server() -> Iterator[ObjectServer]:
    with serve_objects() as server:
        yield server


@pytest.fixture
def shared(server: ObjectServer) -> dict[str, object]:
    """Settings of a store with a bucket of its own."""
    bucket = f"b{uuid4().hex}"
    server.make_bucket(bucket)
    return {
        "storage_url": f"s3://{bucket}/office",
        "storage_endpoint": server.endpoint,
        "storage_key_id": "id",
        "storage_key": SecretStr("key"),
    }


@pytest.fixture(params=["folder", "s3"])
def settings_here(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    own = {} if request.param == "folder" else request.getfixturevalue("shared")
    return Settings(data_dir=tmp_path / "here", **own)


@pytest.fixture
def originals(settings_here: Settings) -> Originals:
    return build_originals(settings_here)


def put(originals: Originals, folder: Path, content: bytes = CONTENT) -> str:
    path = folder / uuid4().hex
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    originals.keep(path, sha256)
    return sha256


def test_what_is_kept_is_found_whole_and_read_only(originals: Originals, tmp_path: Path) -> None:
    assert originals.find(SHA256) is None
    assert list(originals.digests()) == []
    assert put(originals, tmp_path) == SHA256
    found = originals.find(SHA256)
    assert found is not None
    assert found.read_bytes() == CONTENT
    assert found.stat().st_mode & 0o777 == 0o400
    assert list(originals.digests()) == [SHA256]


def test_the_same_bytes_again_change_nothing_and_mend_what_was_damaged(originals: Originals, tmp_path: Path) -> None:
    put(originals, tmp_path)
    found = originals.find(SHA256)
    assert found is not None
    before = found.stat().st_ino
    put(originals, tmp_path)
    assert found.stat().st_ino == before
    found.chmod(0o600)
    found.write_bytes(b"damaged")
    put(originals, tmp_path)
    assert found.read_bytes() == CONTENT
    assert list(originals.digests()) == [SHA256]


def test_another_machine_finds_what_one_has_kept(shared: dict[str, object], tmp_path: Path) -> None:
    here, there = (build_originals(Settings(data_dir=tmp_path / name, **shared)) for name in ("here", "there"))  # type: ignore[arg-type]
    put(here, tmp_path)
    copy = there.find(SHA256)
    assert copy is not None
    assert copy.is_relative_to(tmp_path / "there")
    assert copy.read_bytes() == CONTENT
    assert there.find(SHA256) == copy


def test_what_comes_damaged_from_the_store_is_refused_and_not_kept(
    shared: dict[str, object], server: ObjectServer, tmp_path: Path
) -> None:
    here, there = (build_originals(Settings(data_dir=tmp_path / name, **shared)) for name in ("here", "there"))  # type: ignore[arg-type]
    put(here, tmp_path)
    bucket = str(shared["storage_url"]).removeprefix("s3://")
    assert server.ask("PUT", f"/{bucket}/originals/{SHA256[:2]}/{SHA256}", b"damaged") == 200
    with pytest.raises(EngineError, match=r"storage\.damaged"):
        there.find(SHA256)
    assert not any(path.is_file() for path in (tmp_path / "there").rglob("*"))


def test_copies_that_nobody_asks_for_make_room(shared: dict[str, object], tmp_path: Path) -> None:
    here, there = (build_originals(Settings(data_dir=tmp_path / name, **shared)) for name in ("here", "there"))  # type: ignore[arg-type]
    old, used, new = (put(here, tmp_path, content) for content in (b"old", b"used", b"new"))
    for sha256 in (old, used):
        copy = there.find(sha256)
        assert copy is not None
        os.utime(copy, (0, 0))
    there.find(used)
    there.find(new)
    copies = {path.name for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert copies == {used, new}
    assert there.find(old) is not None, "it can be had again"


@pytest.mark.parametrize(
    ("other", "family", "code"),
    [
        ({"storage_endpoint": "http://127.0.0.1:1"}, TransientError, "storage.away"),
        ({"storage_url": "s3://there-is-no-such-bucket"}, UserError, "storage.refused"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_and_the_file_stays(
    shared: dict[str, object], tmp_path: Path, other: dict[str, str], family: type[ThukyError], code: str
) -> None:
    originals = build_originals(Settings(data_dir=tmp_path / "here", **{**shared, **other}))  # type: ignore[arg-type]
    path = tmp_path / "file"
    path.write_bytes(b"x")
    with pytest.raises(family) as told:
        originals.keep(path, hashlib.sha256(b"x").hexdigest())
    assert told.value.code == code
    assert "\n" not in str(told.value.arguments)
    assert path.read_bytes() == b"x"


def test_one_machine_takes_in_another_works_a_third_plays(
    settings: Settings, shared: dict[str, object], clip: Path, secretary: TestClient, tmp_path: Path
) -> None:
    """Three data folders, one database, one store; then a backup on the third."""
    taking, working, playing = (
        build_services(settings.model_copy(update={**shared, "data_dir": tmp_path / name})) for name in "abc"
    )
    token = {"Authorization": secretary.headers["authorization"]}
    with TestClient(create_app(taking), headers=token) as client:
        recording = client.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())}).json()["id"]
    run_worker(ProcessingWorkshop(working), Event(), until_idle=True)
    with TestClient(create_app(playing), headers=token) as client:
        assert client.get(f"/api/recordings/{recording}").json()["state"] == "ready"
        audio = client.get(f"/api/recordings/{recording}/audio", headers={"Range": "bytes=100-199"})
        assert (audio.status_code, audio.content) == (206, clip.read_bytes()[100:200])
    assert make_backup(playing, tmp_path / "kept", lambda _: None).troubles == ()
    for machine in (taking, working, playing):
        machine.database.close()


def test_a_store_that_is_away_while_a_worker_wants_an_original_costs_no_attempt(
    services: Services,
    settings: Settings,
    shared: dict[str, object],
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
) -> None:
    recording = upload(secretary)["id"]
    away = {**shared, "storage_endpoint": "http://127.0.0.1:1", "data_dir": settings.data_dir / "other"}
    worker = build_services(settings.model_copy(update=away))
    run_worker(ProcessingWorkshop(worker), Event(), until_idle=True)
    worker.database.close()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]) == ("queued", None)
    with services.database.engine.connect() as connection:
        assert connection.scalar(select(JOBS.c.attempts)) == 0


def test_nothing_is_made_of_a_damaged_original_until_it_is_brought_again(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    made = upload(secretary)
    path = services.blobs.originals.find(made["sha256"])
    assert path is not None
    sound = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    work()
    shown = secretary.get(f"/api/recordings/{made['id']}").json()
    assert (shown["state"], shown["error"]["code"]) == ("failed", "storage.damaged")
    upload(secretary)
    assert secretary.post(f"/api/recordings/{made['id']}/runs").status_code == 202
    work()
    assert secretary.get(f"/api/recordings/{made['id']}").json()["state"] == "ready"
