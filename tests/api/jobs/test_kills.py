"""A worker killed (SIGKILL) before, in and after each step: nothing is lost, no finished step is done again."""

import multiprocessing
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, select
from starlette.testclient import TestClient

from api.jobs.table import JOBS
from api.settings import Settings
from api.store.database import open_database
from models.tables import ArtifactRow, Base, ProposalRow, RunRow, StepRow
from tests.api.jobs.doomed_worker import work_doomed

STEPS = [
    "find_speech",
    "transcribe 1",
    "transcribe 2",
    "transcript",
    "voices heard",
    "diarize",
    "attribute",
    "match_voices",
    "extract",
    "propose",
]
POINTS = [
    "before find_speech",
    "in find_speech",
    "after find_speech",
    "before transcribe 1",
    "in transcribe 1",
    "after transcribe 1",
    "before transcribe 2",
    "in transcribe 2",
    "after transcribe 2",
    "before transcript",
    "in transcript",
    "after transcript",
    "before diarize",
    "before voices heard",
    "in voices heard",
    "after voices heard",
    "in diarize",
    "after diarize",
    "before attribute",
    "in attribute",
    "after attribute",
    "before match_voices",
    "in match_voices",
    "after match_voices",
    "before extract",
    "in extract",
    "after extract",
    "before propose",
    "in propose",
    "after propose",
]
"""In the order in which a worker comes to them; what a diarizer hears is kept in the middle of its step."""


REAL_POINTS = ["in transcribe 1", "after transcribe 1", "in transcribe 2", "in voices heard"]
"""Where the model itself matters."""


@pytest.mark.parametrize(
    ("transcriber", "deadly"),
    [
        ("scripted", POINTS),
        pytest.param("faster_whisper", REAL_POINTS, marks=pytest.mark.weights),
    ],
)
def test_a_worker_killed_at_every_point_of_every_step_gives_the_same_bytes_and_repeats_nothing(
    settings: Settings,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    copy_of: Callable[[Settings, str], Settings],
    tmp_path: Path,
    transcriber: str,
    deadly: list[str],
) -> None:
    """One recording, as often killed as there are points. The diarizer and its network are real in both cases."""
    recording = upload(secretary)["id"]
    settings = settings.model_copy(
        update={"transcriber": transcriber, "diarizer": "embedded", "job_attempts": len(POINTS) + 1}
    )
    undisturbed = copy_of(settings, "undisturbed")
    quiet = tmp_path / "quiet.log"
    quiet.touch()
    work_doomed(undisturbed, quiet, ())

    journal = tmp_path / "journal.log"
    journal.touch()
    endings = []
    while not endings or endings[-1] != 0:
        endings.append(run_doomed(settings, journal, deadly))
        assert len(endings) <= len(POINTS) + 1
    lines = journal.read_text().splitlines()

    assert endings == [*[-signal.SIGKILL] * len(deadly), 0]
    assert [line.removeprefix("died ") for line in lines if line.startswith("died ")] == deadly
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]) == ("ready", None)
    assert kept(settings) == kept(undisturbed)
    made = Counter(line.removeprefix("made ") for line in lines if line.startswith("made "))
    once = Counter(line.removeprefix("made ") for line in quiet.read_text().splitlines())
    assert once == dict.fromkeys(STEPS, 1)
    assert made == {step: 2 if f"in {step}" in deadly else 1 for step in STEPS}, "again only where it was unfinished"


def run_doomed(settings: Settings, journal: Path, deadly: Sequence[str]) -> int:
    """A process of its own; that it is forked from one which has loaded the code already saves a second each time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.api.jobs.doomed_worker", "transcribe.vad", "transcribe.decode"])
    process = context.Process(target=work_doomed, args=(settings, journal, deadly))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def kept(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Everything that processing leaves, byte for byte, but for random names and moments."""
    with closing(open_database(settings.database_url)) as database, database.engine.connect() as connection:
        return {
            "artifacts": columns(connection, ArtifactRow, "step", "recording_id fingerprint body sha256"),
            "steps": columns(connection, StepRow, "position", "run_id name state error_code"),
            "runs": columns(connection, RunRow, "id", "recording_id number state progress error_code"),
            "proposals": columns(connection, ProposalRow, "position", "key kind finding state changes"),
            "jobs": [tuple(row) for row in connection.execute(select(JOBS.c.id, JOBS.c.state))],
        }


def columns(connection: Connection, row: type[Base], order: str, others: str) -> list[tuple[object, ...]]:
    table = row.__table__
    query = select(*(table.c[name] for name in (order, *others.split()))).order_by(table.c[order])
    return [tuple(found) for found in connection.execute(query)]
