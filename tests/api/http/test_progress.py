"""Progress is told as it changes, to those who may see the recording."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event

import pytest
from fastapi.sse import ServerSentEvent
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.flows import bench, pace
from api.flows.progress import progress_text, seconds_left
from api.flows.workshop import ProcessingWorkshop
from api.http import progress
from api.jobs import run_worker
from models.audio import Audio
from models.run import Run
from models.span import TimeSpan
from models.transcript import Transcript
from transcribe.protocol import Progress, TranscribeOptions, Transcriber, ignore_progress


def events_of(body: str) -> list[dict[str, object]]:
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in body.strip().split("\n\n")]
    assert {block["event"] for block in blocks} == {"progress"}
    return [json.loads(block["data"]) for block in blocks]


def test_a_finished_recording_is_told_once_and_the_stream_ends(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    answer = secretary.get(f"/api/recordings/{recording}/progress", headers={"Accept-Language": "en"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] in ("no-cache", "no-store")
    assert events_of(answer.text) == [
        {"state": "ready", "progress": 1.0, "step": None, "seconds_left": None, "text": "ready"}
    ]


def test_whoever_may_not_see_a_recording_is_told_nothing(
    secretary: TestClient, client_of: Callable[[str, str], TestClient], upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    answer = client_of("Nguyễn An", "staff").get(f"/api/recordings/{recording}/progress")
    assert (answer.status_code, answer.json()["code"]) == (404, "thing.absent")


class Telling:
    """A recogniser that says it is halfway; what is told of the run then is written down."""

    def __init__(self, inner: Transcriber, services: Services) -> None:
        self.inner, self.services, self.fingerprint = inner, services, inner.fingerprint
        self.runs: list[Run] = []

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        progress(0.5)
        with self.services.database.reading() as uow:
            (entry,) = uow.recordings.list(None)
        self.runs.append(entry.run)
        return self.inner.transcribe(audio, speech, options, progress)


def test_changes_are_told_as_they_happen_with_step_and_time_left(
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "LOOK_S", 0.0)
    monkeypatch.setattr(pace, "SHORTEST_S", 0.0)
    monkeypatch.setattr(bench, "TELL_EVERY_S", 0.0)
    recording = upload(secretary)["id"]
    with services.database.reading() as uow:
        entry = uow.recordings.entry(recording)
    assert entry is not None
    engines = services.engines()
    telling = Telling(engines.transcriber, services)
    watched = replace(services, engines=lambda: replace(engines, transcriber=telling))

    async def watch() -> list[ServerSentEvent]:
        stream = progress.stream_progress(entry, services, "vi")
        told = [await anext(stream)]
        await asyncio.to_thread(run_worker, ProcessingWorkshop(watched), Event(), until_idle=True)
        return [*told, *[event async for event in stream]]

    told = [(event.data.state, event.data.text) for event in asyncio.run(watch())]
    assert told == [("queued", "đang chờ"), ("ready", "đã xong")]
    (halfway,) = telling.runs
    assert seconds_left(services, halfway) is not None
    assert progress_text(halfway, 30.0, "vi") == "Đang chép lời phần 1 · còn khoảng 1 phút"
    assert progress_text(halfway, 200.0, "en") == "Writing down part 1 · about 4 min left"
    page = secretary.get(f"/recordings/{recording}").text
    assert "data-events" not in page


def test_the_page_of_a_recording_in_work_listens(
    secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    page = secretary.get(f"/recordings/{recording}").text
    assert f'data-events="/api/recordings/{recording}/progress"' in page
    assert "/static/progress.js" in page
