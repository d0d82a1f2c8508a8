"""``thuky doctor``: what is there, and what to do about what is not."""

import os
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from api.jobs.table import JOBS
from api.store.database import open_database
from scripts.speed import Speed, keep_speed, reckoned
from tests.scripts.conftest import Thuky


def test_all_is_well_on_a_prepared_machine(scripted: Thuky) -> None:
    done = scripted("doctor")
    assert done.exit_code == 0
    assert all(line.startswith("OK ") for line in done.stdout.splitlines())


def test_missing_weights_come_with_their_remedy(thuky: Thuky) -> None:
    done = thuky("doctor")
    assert done.exit_code == 1
    (problem,) = [line for line in done.stdout.splitlines() if not line.startswith("OK ")]
    assert "thuky models fetch base" in problem


def test_nothing_is_made_by_looking(scripted: Thuky, tmp_path: Path) -> None:
    scripted("doctor")
    assert not (tmp_path / "data").exists()


def test_a_database_is_looked_at(scripted: Thuky, tmp_path: Path) -> None:
    scripted("user", "add", "lan", "--role", "staff")
    done = scripted("doctor")
    assert done.exit_code == 0
    assert "up to date" in done.stdout


def test_a_database_of_another_version_is_a_problem(scripted: Thuky, tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / "data").mkdir()
    with sqlite3.connect(tmp_path / "data" / "thuky.db") as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
    database.close()
    done = scripted("doctor")
    assert done.exit_code == 1
    assert "9999" in done.stdout


@pytest.mark.parametrize(
    ("url", "hint"),
    [("nonsense", "THUKY_DATABASE_URL"), ("postgresql://u:secret@127.0.0.1:1/x", "127.0.0.1")],
)
def test_a_database_that_cannot_be_reached_is_a_problem_without_its_password(
    scripted: Thuky, monkeypatch: pytest.MonkeyPatch, url: str, hint: str
) -> None:
    monkeypatch.setenv("THUKY_DATABASE_URL", url)
    done = scripted("doctor")
    assert done.exit_code == 1
    assert "secret" not in done.stdout
    assert hint in done.stdout or "psycopg" in done.stdout


@pytest.mark.parametrize("setting", ["THUKY_TRANSCRIBER", "THUKY_DIARIZER", "THUKY_EXTRACTOR"])
def test_an_engine_nobody_knows_is_one_problem_among_the_others(
    scripted: Thuky, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(setting, "oracle")
    done = scripted("doctor")
    assert done.exit_code == 1
    (problem,) = [line for line in done.stdout.splitlines() if not line.startswith("OK ")]
    assert "oracle" in problem


def test_a_data_folder_that_is_a_file_is_a_problem(scripted: Thuky, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    done = scripted("doctor")
    assert done.exit_code == 1
    assert "cannot be written" in done.stdout


def test_a_damaged_database_is_a_problem_and_not_an_accident(scripted: Thuky, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thuky.db").write_bytes(b"no database at all" * 100)
    done = scripted("doctor")
    assert done.exit_code == 1
    (problem,) = [line for line in done.stdout.splitlines() if not line.startswith("OK ")]
    assert "file is not a database" in problem


def test_the_speed_is_measured_when_asked_and_told_from_then_on(scripted: Thuky, tmp_path: Path) -> None:
    assert "thuky doctor --speed" in scripted("doctor").stdout
    measured = scripted("doctor", "--speed")
    assert measured.exit_code == 0
    told = measured.stdout.splitlines()[-1]
    assert "an hour of recording takes about" in told
    assert "large-v3-turbo" in told
    assert scripted("doctor").stdout.splitlines()[-1] == told
    (tmp_path / "data" / "speed.json").write_text('{"schema": 1, "mod')
    assert "thuky doctor --speed" in scripted("doctor").stdout


def test_the_speed_of_another_model_or_machine_is_not_told(
    scripted: Thuky, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    kept = Speed("base", 1_000, 0.1, 0.05)
    keep_speed(kept, tmp_path / "data")
    assert "not measured" in scripted("doctor").stdout
    keep_speed(replace(kept, cores=len(os.sched_getaffinity(0))), tmp_path / "data")
    assert "about 9 minutes with base" in scripted("doctor").stdout
    monkeypatch.setenv("THUKY_MODEL", "small")
    assert "not measured" in scripted("doctor").stdout


def test_for_a_model_known_by_its_folder_only_its_own_time_is_told() -> None:
    assert reckoned(Speed("./phowhisper", 2, 0.2, 0.0)) == {"./phowhisper": 12}


def test_larger_models_take_longer() -> None:
    minutes = reckoned(Speed("turbo", 2, 1.0, 0.05))
    assert minutes["large-v3-turbo"] == 63
    assert minutes["tiny"] < minutes["base"] < minutes["small"] < minutes["medium"] < minutes["large-v3"]
    assert minutes["large-v3-turbo"] < minutes["large-v3"]


@pytest.mark.parametrize(
    ("version", "state", "told", "exit_code"),
    [
        (0, "queued", "1 recording(s) were queued or begun by an earlier version", 0),
        (99, "running", "1 recording(s) wait for a newer version", 1),
        (1, "queued", None, 0),
        (0, "over", None, 0),
    ],
)
def test_work_of_other_versions_is_told(
    scripted: Thuky, tmp_path: Path, version: int, state: str, told: str | None, exit_code: int
) -> None:
    scripted("user", "add", "lan", "--role", "staff")
    moment = datetime(2026, 3, 12, tzinfo=UTC)
    job = {"id": "a", "subject": "r", "attempts": 0, "due_at": moment, "version": version, "state": state}
    url = f"sqlite:///{tmp_path / 'data' / 'thuky.db'}"
    with closing(open_database(url)) as database, database.connecting() as connection:
        connection.execute(insert(JOBS).values(job))
    done = scripted("doctor")
    assert done.exit_code == exit_code
    assert ("er version" in done.stdout) == (told is not None)
    assert told is None or told in done.stdout
