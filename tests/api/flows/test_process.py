"""Steps done once, steps that fail, and a worker killed in the middle."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from starlette.testclient import TestClient

from api.bootstrap import Engines, Services, build_engines, build_services
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.settings import Settings
from diarize.protocol import DiarizeOptions, Diarizer, Keep, make_bytes
from models.audio import Audio, Sound
from models.diarization import Diarization
from models.errors import EngineError, UserError
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Transcript
from tests.model_server import ModelServer
from transcribe.protocol import Progress, TranscribeOptions, Transcriber, ignore_progress


class FailingDiarizer:
    fingerprint = Fingerprint("failing", "1")

    def diarize(
        self,
        audio: Sound,
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        raise EngineError("vad.broken", reason="no network file")


class LoggedTranscriber:
    """Writes a line for each call."""

    def __init__(self, inner: Transcriber, log: Path) -> None:
        self.inner, self.log = inner, log
        self.fingerprint = inner.fingerprint

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        with self.log.open("a") as log:
            log.write("transcribe\n")
        return self.inner.transcribe(audio, speech, options, progress)


class SlowDiarizer:
    """Writes a line when called and, the first time, waits to be killed."""

    def __init__(self, inner: Diarizer, log: Path) -> None:
        self.inner, self.log = inner, log
        self.fingerprint = inner.fingerprint

    def diarize(
        self,
        audio: Sound,
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        with self.log.open("a") as log:
            log.write("diarize\n")
        if self.log.read_text().count("diarize") == 1:
            time.sleep(60)
        return self.inner.diarize(audio, speech, options, progress, keep)


def work_watched(settings: Settings, log: Path) -> None:
    """A worker process whose engines leave a trace."""
    engines = build_engines(settings)
    assert engines.diarizer is not None
    watched = Engines(
        LoggedTranscriber(engines.transcriber, log), SlowDiarizer(engines.diarizer, log), engines.extractor
    )
    work_with(settings, lambda: watched)


def work_with(settings: Settings, engines: Callable[[], Engines]) -> None:
    """What is queued, done by a worker with other settings."""
    services = build_services(settings, engines=engines)
    with closing(services.database):
        run_worker(ProcessingWorkshop(services), Event(), until_idle=True)


def test_a_failing_diarization_still_delivers_the_words_and_says_so(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    engines = replace(services.engines(), diarizer=FailingDiarizer())
    run_worker(ProcessingWorkshop(replace(services, engines=lambda: engines)), Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]) == ("ready", None)
    assert [notice["code"] for notice in shown["notices"]] == ["vad.broken"]
    words = secretary.get(f"/api/recordings/{recording}/transcript").json()["utterances"]
    assert words
    assert {utterance["speaker"] for utterance in words} == {None}
    assert len(secretary.get("/api/proposals", params={"recording": recording}).json()["items"]) == 3

    secretary.post(f"/api/recordings/{recording}/runs")
    work()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert shown["notices"] == []
    words = secretary.get(f"/api/recordings/{recording}/transcript").json()["utterances"]
    assert {utterance["speaker"] for utterance in words} == {"SPEAKER_00", "SPEAKER_01"}


def test_terms_of_the_glossary_are_written_as_it_has_them(
    services: Services,
    settings: Settings,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    work: Callable[[], None],
    tmp_path: Path,
) -> None:
    recording = upload(secretary)["id"]
    work()
    (tmp_path / "terms.txt").write_text("Ủy ban = w0\n", encoding="utf-8")
    settings = settings.model_copy(update={"glossary": tmp_path / "terms.txt"})
    secretary.post(f"/api/recordings/{recording}/runs")
    work_with(settings, services.engines)
    (first, *_rest) = secretary.get(f"/api/recordings/{recording}/transcript").json()["utterances"]
    assert first["text"].startswith("Ủy ban w1 w2")
    (tmp_path / "terms.txt").write_text("UBND = w0 w1\n", encoding="utf-8")
    secretary.post(f"/api/recordings/{recording}/runs")
    work_with(settings, services.engines)
    (first, *_rest) = secretary.get(f"/api/recordings/{recording}/transcript").json()["utterances"]
    assert first["text"].startswith("UBND w2")
    assert first["words"][0]["heard"] == "w0 w1"


def test_a_glossary_that_cannot_be_read_is_told_at_the_start(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"names\.unreadable"):
        build_services(settings.model_copy(update={"glossary": tmp_path / "nowhere.txt"}))


def test_a_model_that_is_out_of_reach_is_told_and_the_rules_do_the_work(
    services: Services,
    settings: Settings,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    model: ModelServer,
) -> None:
    recording = upload(secretary)["id"]
    settings = settings.model_copy(update={"extractor": "llm", "llm_url": model.url, "llm_model": "any"})
    engines = build_engines(settings)
    workshop = ProcessingWorkshop(replace(services, settings=settings, engines=lambda: engines))
    model.status = 500
    run_worker(workshop, Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]) == ("ready", None)
    assert [notice["code"] for notice in shown["notices"]] == ["llm.silent"]
    steps = {step["name"]: step["state"] for step in shown["steps"]}
    assert (steps["extract"], steps["extract instead"]) == ("failed", "done")

    model.status = 200
    model.reply = lambda _question: [
        {"kind": "decision", "text": "Chọn w3", "quotes": [{"line": "u1", "text": "w2 w3"}]},
        {"kind": "decision", "text": "Chọn w9999", "quotes": [{"line": "u1", "text": "w9999 w9998"}]},
    ]
    secretary.post(f"/api/recordings/{recording}/runs")
    run_worker(workshop, Event(), until_idle=True)
    assert secretary.get(f"/api/recordings/{recording}").json()["notices"] == []
    proposals = secretary.get("/api/proposals", params={"recording": recording}).json()["items"]
    assert [proposal["what"] for proposal in proposals] == ["Chọn w3"]


def test_a_confidential_recording_never_reaches_the_model(
    services: Services,
    settings: Settings,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    model: ModelServer,
) -> None:
    recording = upload(secretary)["id"]
    with services.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE recordings SET level = 'confidential'")
    settings = settings.model_copy(update={"extractor": "llm", "llm_url": model.url, "llm_model": "any"})
    engines = build_engines(settings)
    run_worker(ProcessingWorkshop(replace(services, engines=lambda: engines)), Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert [notice["code"] for notice in shown["notices"]] == ["llm.level"]
    assert model.questions == []


def test_another_diarizer_than_the_one_that_was_set_is_told(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    refused = UserError("pyannote.refused", source="pyannote/x", reason="403")
    engines = replace(services.engines(), diarizer_trouble=refused)
    run_worker(ProcessingWorkshop(replace(services, engines=lambda: engines)), Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], [notice["code"] for notice in shown["notices"]]) == ("ready", ["pyannote.refused"])
    words = secretary.get(f"/api/recordings/{recording}/transcript").json()["utterances"]
    assert {utterance["speaker"] for utterance in words} == {"SPEAKER_00", "SPEAKER_01"}


def test_without_a_diarizer_the_step_is_skipped(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    engines = replace(services.engines(), diarizer=None)
    run_worker(ProcessingWorkshop(replace(services, engines=lambda: engines)), Event(), until_idle=True)
    steps = {step["name"]: step["state"] for step in secretary.get(f"/api/recordings/{recording}").json()["steps"]}
    assert steps == {
        "find_speech": "done",
        "transcribe 1": "done",
        "transcript": "done",
        "diarize": "skipped",
        "attribute": "done",
        "match_voices": "skipped",
        "extract": "done",
    }


def test_a_worker_killed_in_the_middle_loses_no_finished_step(
    settings: Settings, secretary: TestClient, upload: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    recording = upload(secretary)["id"]
    log = tmp_path / "calls.log"
    doomed = subprocess.Popen([sys.executable, __file__, settings.model_dump_json(), str(log)])
    deadline = time.monotonic() + 30
    while not (log.exists() and "diarize" in log.read_text()):
        assert time.monotonic() < deadline
        assert doomed.poll() is None
        time.sleep(0.02)
    doomed.kill()
    doomed.wait()
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "processing"

    work_watched(settings, log)

    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"], shown["error"]) == ("ready", 2, None)
    assert log.read_text().split() == ["transcribe", "diarize", "diarize"]


def test_a_damaged_artifact_is_noticed_and_made_anew(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    whole = secretary.get(f"/api/recordings/{recording}/transcript").content
    with services.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE artifacts SET body = replace(body, 'w1', 'x1')")
    answer = secretary.get(f"/api/recordings/{recording}/transcript")
    assert (answer.status_code, answer.json()["code"]) == (500, "artifact.damaged")
    secretary.post(f"/api/recordings/{recording}/runs")
    work()
    assert secretary.get(f"/api/recordings/{recording}/transcript").content == whole


@pytest.mark.parametrize("engine", ["transcriber", "diarizer", "extractor"])
def test_a_missing_engine_is_told_and_the_recording_kept(
    settings: Settings, secretary: TestClient, upload: Callable[..., dict[str, str]], engine: str
) -> None:
    recording = upload(secretary)["id"]
    services = build_services(settings.model_copy(update={engine: "crystal_ball"}))
    run_worker(ProcessingWorkshop(services), Event(), until_idle=True)
    services.database.engine.dispose()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert shown["state"] == "failed"
    assert "crystal_ball" in shown["error"]["detail"]
    assert secretary.get(f"/api/recordings/{recording}/audio").status_code == 200


if __name__ == "__main__":
    work_watched(Settings.model_validate_json(sys.argv[1]), Path(sys.argv[2]))


class StumblingDiarizer:
    """Fails the first time, after it has listened."""

    fingerprint = Fingerprint("stumbling", "1")

    def __init__(self) -> None:
        self.listened, self.given = 0, list[bytes]()

    def diarize(
        self,
        audio: Sound,
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        self.given.append(keep(self._listen))
        if len(self.given) == 1:
            raise EngineError("diarizer.runtime", reason="stumbled")
        return Diarization(())

    def _listen(self) -> bytes:
        self.listened += 1
        return b"\x00heard\xff"


def test_what_a_diarizer_heard_is_kept_although_it_failed_afterwards(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    diarizer = StumblingDiarizer()
    watched = replace(services, engines=lambda: replace(services.engines(), diarizer=diarizer))
    run_worker(ProcessingWorkshop(watched), Event(), until_idle=True)
    secretary.post(f"/api/recordings/{recording}/runs")
    run_worker(ProcessingWorkshop(watched), Event(), until_idle=True)
    assert (diarizer.listened, diarizer.given) == (1, [b"\x00heard\xff"] * 2)
