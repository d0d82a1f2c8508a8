"""Finished parts: found again, shared, and gone when the whole is done."""

import os
import threading
import time
from pathlib import Path

import pytest

from api.flows.kept import SPEECH
from models.errors import EngineError
from models.run import Fingerprint
from models.span import TimeSpan
from scripts.workbench import FORGOTTEN_S, Workbench, open_workbench

ONE = Fingerprint("x", "1")
SPANS = (TimeSpan(0, 1_500), TimeSpan(2_000, 2_001))


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.wav"
    path.write_bytes(b"some sound")
    return path


def never() -> tuple[TimeSpan, ...]:
    raise AssertionError("this part is there already")


def broken() -> tuple[TimeSpan, ...]:
    raise EngineError("engine.transcriber_failed", reason="x")


def put(bench: Workbench, made_by: Fingerprint = ONE) -> None:
    bench.part("speech", made_by, SPEECH, lambda: SPANS)


def test_after_a_failure_the_finished_parts_are_there(tmp_path: Path, meeting: Path) -> None:
    def work() -> None:
        with open_workbench(tmp_path / "work", meeting) as bench:
            put(bench)
            bench.part("other", ONE, SPEECH, broken)

    with pytest.raises(EngineError):
        work()
    with open_workbench(tmp_path / "work", meeting) as bench:
        assert bench.part("speech", ONE, SPEECH, never) == SPANS


def test_when_all_is_done_nothing_is_left(tmp_path: Path, meeting: Path) -> None:
    with open_workbench(tmp_path / "work", meeting) as bench:
        put(bench)
    assert list((tmp_path / "work").iterdir()) == []


def test_a_lasting_one_is_found_again_and_is_for_its_owner_alone(tmp_path: Path, meeting: Path) -> None:
    with open_workbench(tmp_path / "heard", meeting, lasting=True) as bench:
        put(bench)
    with open_workbench(tmp_path / "heard", meeting, lasting=True) as bench:
        assert bench.part("speech", ONE, SPEECH, never) == SPANS
    assert (tmp_path / "heard").stat().st_mode & 0o077 == 0


def test_a_failure_before_any_part_leaves_nothing(tmp_path: Path, meeting: Path) -> None:
    with pytest.raises(EngineError), open_workbench(tmp_path / "work", meeting) as bench:
        bench.part("speech", ONE, SPEECH, broken)
    assert list((tmp_path / "work").iterdir()) == []


def test_a_part_made_by_something_else_is_made_anew(tmp_path: Path, meeting: Path) -> None:
    with open_workbench(tmp_path / "work", meeting) as bench:
        put(bench)
        assert bench.part("speech", Fingerprint("x", "2"), SPEECH, lambda: ()) == ()


@pytest.mark.parametrize("damage", [b"", b'{"schema": 1, "spe', b"\xff\xfe", b"[]"])
def test_a_damaged_part_is_made_anew(tmp_path: Path, meeting: Path, damage: bytes) -> None:
    with open_workbench(tmp_path / "work", meeting) as bench:
        put(bench)
        (kept,) = bench.folder.glob("*.json")
        kept.write_bytes(damage)
        assert bench.part("speech", ONE, SPEECH, lambda: SPANS[:1]) == SPANS[:1]


def test_another_recording_has_another_place(tmp_path: Path, meeting: Path) -> None:
    other = tmp_path / "other.wav"
    other.write_bytes(b"other sound")
    with open_workbench(tmp_path / "work", meeting) as one, open_workbench(tmp_path / "work", other) as two:
        assert one.folder != two.folder


def test_of_two_at_once_the_second_waits_for_a_part_and_the_last_cleans_up(tmp_path: Path, meeting: Path) -> None:
    made: list[str] = []
    begun = threading.Event()

    def slowly() -> tuple[TimeSpan, ...]:
        made.append("first")
        begun.set()
        time.sleep(0.2)
        return SPANS

    def first() -> None:
        with open_workbench(tmp_path / "work", meeting) as bench:
            bench.part("speech", ONE, SPEECH, slowly)

    with open_workbench(tmp_path / "work", meeting) as bench:
        thread = threading.Thread(target=first)
        thread.start()
        assert begun.wait(10)
        assert bench.part("speech", ONE, SPEECH, never) == SPANS
        thread.join()
        assert bench.folder.is_dir()
    assert made == ["first"]
    assert not bench.folder.exists()


def test_what_was_given_up_a_month_ago_is_forgotten(tmp_path: Path, meeting: Path) -> None:
    old = tmp_path / "work" / "0123"
    old.mkdir(parents=True)
    (old / "speech.json").write_text("{}")
    os.utime(old, (time.time() - FORGOTTEN_S - 60,) * 2)
    with open_workbench(tmp_path / "work", meeting):
        assert not old.exists()
