"""A backup of a running installation, put back into an empty one: nothing lost, or nothing done and told why."""

import hashlib
import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest
from sqlalchemy import inspect
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services, build_services
from api.flows import backup
from api.flows.backup import make_backup, restore_backup
from api.flows.people import add_user
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.settings import Settings
from api.store.database import open_database
from api.store.dump import LEFT_OUT, OURS, schema_of
from api.store.entries import SealedShare
from api.store.originals import FolderOriginals
from models.errors import ThukyError, UserError
from models.migrations import upgrade
from models.voices import Consent
from tests.conftest import BACKENDS

Upload = Callable[..., dict[str, object]]


def quiet(_: float) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def new_url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """From a kind of database to the URL of a new one."""
    made: list[str] = []

    def new(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/new/thuky.db"
        made.append(f"new_{uuid4().hex}")
        return str(request.getfixturevalue("postgresql").create(made[-1]))

    yield new
    for name in made:
        request.getfixturevalue("postgresql").drop(name)


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Iterator[Services]:
    """An installation on which nothing was done yet."""
    url = f"sqlite:///{tmp_path}/new/thuky.db"
    services = build_services(settings.model_copy(update={"data_dir": tmp_path / "new", "database_url": url}))
    yield services
    services.database.close()


@pytest.fixture
def filled(services: Services, secretary: TestClient, upload: Upload, work: Callable[[], None]) -> str:
    """A recording, processed, its task and its meeting approved, a voice kept; the path of the feed."""
    recording = str(upload(secretary)["id"])
    work()
    for proposal in secretary.get("/api/proposals", params={"recording": recording}).json()["items"]:
        answer = secretary.post(f"/api/proposals/{proposal['id']}/verdict", json={"verdict": "approve"})
        assert answer.status_code == 200, answer.text
    now = services.clock()
    with services.database.writing() as uow:
        told_apart = uow.runs.artifact_of(recording, "diarize")
        assert told_apart is not None
        person, _ = uow.voices.person_named("Trần Thu Hà", services.new_id(), now)
        uow.voices.name(told_apart, "SPEAKER_00", person, "Lý Thu", now)
        uow.voices.add_consent(person, Consent("Lý Thu", now))
        uow.voices.add_share(person, SealedShare(told_apart, "SPEAKER_00", "net", 1000, bytes(range(256))))
    url: str = secretary.post("/api/feeds", json={"scope": "me"}).json()["url"]
    return url.removeprefix("http://testserver")


def shown(services: Services, token: str, *paths: str) -> list[tuple[int, bytes]]:
    with TestClient(create_app(services), headers={"Authorization": token}) as client:
        return [((answer := client.get(path)).status_code, answer.content) for path in paths]


def rows(services: Services, folder: Path) -> dict[str, set[str]]:
    """Everything that a backup keeps, lines in any order: databases sort text differently."""
    manifest = make_backup(services, folder, quiet).manifest
    return {t.name: set((folder / "tables" / f"{t.name}.jsonl").read_text().splitlines()) for t in manifest.tables}


@pytest.mark.parametrize("target", BACKENDS)
def test_feeds_pages_and_sound_are_the_same_byte_for_byte_on_either_database(
    services: Services,
    secretary: TestClient,
    filled: str,
    tmp_path: Path,
    target: str,
    new_url: Callable[[str], str],
) -> None:
    recording = secretary.get("/api/recordings").json()["items"][0]["id"]
    paths = [
        filled,
        "/api/recordings",
        f"/api/recordings/{recording}/transcript",
        f"/api/recordings/{recording}/audio",
        f"/api/proposals?recording={recording}",
        "/api/tasks",
        "/api/events",
    ]
    before = shown(services, secretary.headers["authorization"], *paths)
    assert {status for status, _ in before} == {200}
    assert before[0][1].count(b"BEGIN:VEVENT") == 2
    assert make_backup(services, tmp_path / "kept", quiet).troubles == ()
    settings = services.settings.model_copy(update={"data_dir": tmp_path / "new", "database_url": new_url(target)})
    restored = build_services(settings)
    with closing(restored.database):
        restore_backup(restored, tmp_path / "kept", quiet)
        assert shown(restored, secretary.headers["authorization"], *paths) == before
        with restored.database.reading() as uow:
            (profile,) = uow.voices.profiles()
        assert profile.shares[0].sealed == bytes(range(256))
        assert rows(restored, tmp_path / "again") == rows(services, tmp_path / "first again")


def test_every_table_is_kept_but_those_of_passing_things(services: Services, tmp_path: Path) -> None:
    kept = {table.name for table in make_backup(services, tmp_path / "kept", quiet).manifest.tables}
    assert kept == OURS - LEFT_OUT
    with services.database.reading() as uow:
        assert set(inspect(uow.connection).get_table_names()) == OURS | {"alembic_version"}


def test_what_is_kept_while_people_write_belongs_together(
    services: Services, secretary: TestClient, upload: Upload, tmp_path: Path, elsewhere: Services
) -> None:
    upload(secretary)
    over = Event()
    brought = 1

    def go_on() -> None:
        nonlocal brought
        while not over.is_set():
            upload(secretary, tail=bytes(2 * brought))
            brought += 1

    writer = Thread(target=go_on)
    writer.start()
    try:
        folders = [tmp_path / f"kept {number}" for number in range(3)]
        reports = [make_backup(services, folder, quiet) for folder in folders]
    finally:
        over.set()
        writer.join()
    assert brought > 1
    assert {report.troubles for report in reports} == {()}
    restore_backup(elsewhere, folders[-1], quiet)
    with elsewhere.database.reading() as uow:
        entries = uow.recordings.list(None)
    assert len(entries) == len(reports[-1].manifest.originals)
    assert {entry.recording.sha256 for entry in entries} == set(elsewhere.blobs.originals.digests())
    assert {entry.run.state for entry in entries} == {"queued"}


def test_what_was_queued_goes_on_where_it_is_restored(
    services: Services, secretary: TestClient, upload: Upload, tmp_path: Path, elsewhere: Services
) -> None:
    recording = upload(secretary)["id"]
    make_backup(services, tmp_path / "kept", quiet)
    restore_backup(elsewhere, tmp_path / "kept", quiet)
    run_worker(ProcessingWorkshop(elsewhere), Event(), until_idle=True)
    with elsewhere.database.reading() as uow:
        entry = uow.recordings.entry(str(recording))
    assert entry is not None
    assert entry.run.state == "ready"


def refused(services: Services, folder: Path) -> str:
    """The code of the refusal; nothing has come in."""
    with pytest.raises(UserError) as told:
        restore_backup(services, folder, quiet)
    with services.database.reading() as uow:
        assert uow.people.count() == 0
        assert uow.recordings.list(None) == ()
    return told.value.code


def test_a_backup_that_is_not_what_was_written_is_refused_and_nothing_restored(
    services: Services, filled: str, tmp_path: Path, elsewhere: Services
) -> None:
    kept = tmp_path / "kept"
    make_backup(services, kept, quiet)
    files = [path for path in kept.rglob("*") if path.is_file() and path.stat().st_size > 0]
    assert len(files) > 5
    for path in files:
        sound = path.read_bytes()
        path.write_bytes(sound[:-2] + bytes([sound[-2] ^ 1]) + sound[-1:] if path.suffix != ".json" else sound[:-9])
        assert refused(elsewhere, kept) == "restore.damaged", path
        path.unlink()
        assert refused(elsewhere, kept) in ("restore.damaged", "restore.no_backup"), path
        path.write_bytes(sound)
        assert set(elsewhere.blobs.originals.digests()) == set()
    restore_backup(elsewhere, kept, quiet)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "thuky-backup 2"),
        ("tables", [{"name": "../x", "rows": 1, "sha256": "0" * 64}]),
        ("originals", None),
    ],
)
def test_a_manifest_of_another_making_is_refused(
    services: Services, tmp_path: Path, elsewhere: Services, key: str, value: object
) -> None:
    make_backup(services, tmp_path / "kept", quiet)
    change_manifest(tmp_path / "kept", key, value)
    assert refused(elsewhere, tmp_path / "kept") == "restore.damaged"


def change_manifest(folder: Path, key: str, value: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))


def test_a_backup_of_a_newer_version_is_refused(services: Services, tmp_path: Path, elsewhere: Services) -> None:
    make_backup(services, tmp_path / "kept", quiet)
    change_manifest(tmp_path / "kept", "schema", "9999")
    assert refused(elsewhere, tmp_path / "kept") == "restore.newer"


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    services: Services, filled: str, tmp_path: Path, elsewhere: Services
) -> None:
    """As version 0004 kept it: without the tables and columns that came later."""
    kept = tmp_path / "kept"
    make_backup(services, kept, quiet)
    known = columns_at("0004", tmp_path)
    tables = json.loads((kept / "manifest.json").read_text())["tables"]
    for table in tables:
        path = kept / "tables" / f"{table['name']}.jsonl"
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        older = [{key: row[key] for key in row if key in known.get(table["name"], ())} for row in rows]
        path.write_text("".join(json.dumps(row) + "\n" for row in older))
        table["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    change_manifest(kept, "tables", [table for table in tables if table["name"] in known])
    change_manifest(kept, "schema", "0004")
    restore_backup(elsewhere, kept, quiet)
    with elsewhere.database.reading() as uow:
        (entry,) = uow.recordings.list(None)
    assert (entry.run.state, entry.recording.min_speakers) == ("ready", None)
    assert revision(elsewhere) == revision(services)


def columns_at(schema: str, folder: Path) -> dict[str, set[str]]:
    """The columns of each table as of a revision."""
    with closing(open_database(f"sqlite:///{folder}/older.db")) as database, database.connecting() as connection:
        upgrade(connection, schema)
        looked = inspect(connection)
        return {name: {each["name"] for each in looked.get_columns(name)} for name in looked.get_table_names()}


def revision(services: Services) -> str:
    with services.database.reading() as uow:
        return schema_of(uow.connection)


def test_only_an_empty_installation_is_filled(services: Services, tmp_path: Path, elsewhere: Services) -> None:
    make_backup(services, tmp_path / "kept", quiet)
    stray = elsewhere.settings.data_dir / "originals" / "ab" / ("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.touch()
    assert refused(elsewhere, tmp_path / "kept") == "restore.not_empty"
    stray.unlink()
    add_user(elsewhere, "Lan", "admin", "mat-khau-dai")
    with pytest.raises(UserError, match=r"restore\.not_empty"):
        restore_backup(elsewhere, tmp_path / "kept", quiet)
    with elsewhere.database.reading() as uow:
        assert uow.people.count() == 1


def test_a_lost_or_damaged_original_is_told_and_the_rest_is_kept(
    services: Services, secretary: TestClient, upload: Upload, tmp_path: Path, elsewhere: Services
) -> None:
    for number in range(3):
        upload(secretary, tail=bytes(2 * number), title=f"Họp {number}")
    first, second, third = services.blobs.originals.digests()
    original(services, first).unlink()
    original(services, second).chmod(0o600)
    original(services, second).write_bytes(b"something else")
    report = make_backup(services, tmp_path / "kept", quiet)
    assert [trouble.code for trouble in report.troubles] == ["backup.original_lost"] * 2
    assert report.manifest.lost == (first, second)
    restore_backup(elsewhere, tmp_path / "kept", quiet)
    assert list(elsewhere.blobs.originals.digests()) == [third]
    with elsewhere.database.reading() as uow:
        assert len(uow.recordings.list(None)) == 3


def test_a_folder_that_is_there_is_left_alone(services: Services, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    make_backup(services, tmp_path / "kept", quiet)
    kept = (tmp_path / "kept" / "manifest.json").read_bytes()
    with pytest.raises(UserError, match=r"backup\.exists"):
        make_backup(services, tmp_path / "kept", quiet)
    assert (tmp_path / "kept" / "manifest.json").read_bytes() == kept


def test_two_backups_into_one_folder_at_once_are_one(
    services: Services, secretary: TestClient, upload: Upload, tmp_path: Path
) -> None:
    upload(secretary)
    told: list[ThukyError] = []

    def another(_: float) -> None:
        try:
            make_backup(services, tmp_path / "kept", quiet)
        except ThukyError as error:
            told.append(error)

    make_backup(services, tmp_path / "kept", another)
    assert [error.code for error in told] == ["backup.running"]
    assert (tmp_path / "kept" / "manifest.json").exists()
    assert not (tmp_path / "kept.partial").exists()


def test_a_backup_and_a_restore_cut_in_the_middle_leave_nothing_half_and_can_be_made_again(
    services: Services, secretary: TestClient, upload: Upload, tmp_path: Path, elsewhere: Services
) -> None:
    for number in range(3):
        upload(secretary, tail=bytes(2 * number))
    kept = tmp_path / "kept"
    assert cut(backup_cut, services.settings, kept) == -signal.SIGKILL
    assert not kept.exists()
    assert any((tmp_path / "kept.partial" / "originals").rglob("*"))
    assert refused(elsewhere, tmp_path / "kept.partial") == "restore.no_backup"
    make_backup(services, kept, quiet)
    assert not (tmp_path / "kept.partial").exists()

    assert cut(restore_cut, elsewhere.settings, kept) == -signal.SIGKILL
    assert any(elsewhere.blobs.originals.digests())
    with elsewhere.database.reading() as uow:
        assert uow.people.count() == 0
    restore_backup(elsewhere, kept, quiet)
    assert set(elsewhere.blobs.originals.digests()) == set(services.blobs.originals.digests())
    assert rows(elsewhere, tmp_path / "a") == rows(services, tmp_path / "b")


def cut(work: Callable[[Settings, Path], None], settings: Settings, folder: Path) -> int | None:
    process = multiprocessing.get_context("forkserver").Process(target=work, args=(settings, folder))
    process.start()
    process.join()
    return process.exitcode


def backup_cut(settings: Settings, folder: Path) -> None:
    """Killed when two originals of three are copied."""
    make_backup(build_services(settings), folder, lambda done: die() if done > 0.5 else None)


def restore_cut(settings: Settings, folder: Path) -> None:
    """Killed when the originals and some of the rows are there."""
    whole = backup.load_tables

    def load(connection: object, *rest: object) -> None:
        whole(connection, *rest)  # type: ignore[arg-type]
        die()

    backup.load_tables = load
    restore_backup(build_services(settings), folder, quiet)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_full_disk_is_told_before_anything_is_copied(
    services: Services, secretary: TestClient, upload: Upload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(secretary)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("api.store.disk.shutil.disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(ThukyError, match=r"storage\.full"):
        make_backup(services, tmp_path / "kept", quiet)
    assert not (tmp_path / "kept").exists()


def original(services: Services, sha256: str) -> Path:
    return FolderOriginals(services.settings.data_dir / "originals").path(sha256)
