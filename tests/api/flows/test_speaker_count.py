"""How many people speak by a reviewer's word: told apart anew from what was kept, and nobody's name is lost."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.settings import Settings
from api.store.sealing import Sealer
from diarize.protocol import DiarizeOptions, Keep, Progress, ignore_progress, make_bytes
from models.audio import Sound
from models.diarization import Diarization, Turn, Voiceprint
from models.findings import ActionItem
from models.review import ReviewState
from models.run import Fingerprint
from models.span import TimeSpan

SHORT, LONG, LONG_OTHERWISE, BOTH = (1.0, 0.0), (0.0, 1.0), (0.28, 0.96), (0.6, 0.8)
VOICES = {1: [BOTH], 2: [SHORT, LONG], 3: [SHORT, LONG_OTHERWISE, LONG]}
BY_COUNT = {
    1: [("SPEAKER_00", 0, 12)],
    2: [("SPEAKER_00", 0, 3), ("SPEAKER_01", 3, 12)],
    3: [("SPEAKER_00", 0, 3), ("SPEAKER_01", 3, 5), ("SPEAKER_02", 5, 12)],
}


@dataclass
class Listener:
    """Hears two voices unless told how many; counts how often it had to listen."""

    listened: int = 0
    asked: list[DiarizeOptions] = field(default_factory=list)
    fingerprint: Fingerprint = field(default_factory=lambda: Fingerprint("listener", "1"))

    def diarize(
        self,
        audio: Sound,
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        keep(self._listen)
        self.asked.append(options)
        count = min(max(2, options.min_speakers or 1), options.max_speakers or 3)
        turns = tuple(Turn(TimeSpan(a * 1000, b * 1000), label) for label, a, b in BY_COUNT[count])
        prints = tuple(Voiceprint(f"SPEAKER_{n:02d}", vector) for n, vector in enumerate(VOICES[count]))
        return Diarization(turns, prints, "net")

    def _listen(self) -> bytes:
        self.listened += 1
        return b"heard"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"secret_key": SecretStr(base64.b64encode(bytes(32)).decode())})


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def work(services: Services, listener: Listener) -> Callable[[], None]:
    engines = replace(services.engines(), diarizer=listener)
    return lambda: run_worker(
        ProcessingWorkshop(replace(services, engines=lambda: engines)), Event(), until_idle=True
    )


@pytest.fixture
def recording(secretary: TestClient, upload: Callable[..., dict[str, object]], work: Callable[[], None]) -> str:
    address = f"/api/recordings/{upload(secretary)['id']}"
    work()
    return address


def names(client: TestClient, recording: str) -> dict[str, str | None]:
    items = client.get(f"{recording}/speakers").json()["items"]
    return {item["label"]: item["named"] and item["named"]["name"] for item in items}


def call(client: TestClient, recording: str, label: str, name: str, *, keep_voice: bool = False) -> None:
    answer = client.put(f"{recording}/speakers/{label}/name", json={"name": name, "keep_voice": keep_voice})
    assert answer.status_code == 200, answer.text


def again(client: TestClient, recording: str, work: Callable[[], None], speakers: str | None) -> dict[str, object]:
    answer = client.post(f"{recording}/runs", json={"speakers": speakers})
    assert answer.status_code == 202, answer.text
    work()
    return dict(client.get(recording).json())


def test_another_number_is_answered_without_listening_again(
    secretary: TestClient, recording: str, work: Callable[[], None], listener: Listener
) -> None:
    assert secretary.get(recording).json()["speakers"] == "auto"
    assert again(secretary, recording, work, "3")["speakers"] == "3"
    assert list(names(secretary, recording)) == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_02"]
    assert again(secretary, recording, work, " 1 - 1 ")["speakers"] == "1"
    assert list(names(secretary, recording)) == ["SPEAKER_00"]
    assert listener.asked == [DiarizeOptions(), DiarizeOptions(3, 3), DiarizeOptions(1, 1)]
    assert listener.listened == 1


def test_what_was_said_stands_until_something_else_is(
    secretary: TestClient, recording: str, work: Callable[[], None], listener: Listener
) -> None:
    again(secretary, recording, work, "2-3")
    assert again(secretary, recording, work, None)["speakers"] == "2-3"
    assert secretary.post(f"{recording}/runs").status_code == 202
    work()
    assert secretary.get(recording).json()["speakers"] == "2-3"
    assert again(secretary, recording, work, "auto")["speakers"] == "auto"
    assert listener.asked == [DiarizeOptions(), DiarizeOptions(2, 3)]


def test_said_with_the_upload_it_holds_from_the_first_run(
    secretary: TestClient, upload: Callable[..., dict[str, object]], work: Callable[[], None], listener: Listener
) -> None:
    assert upload(secretary, speakers="3")["speakers"] == "3"
    work()
    assert listener.asked == [DiarizeOptions(3, 3)]


@pytest.mark.parametrize(
    ("speakers", "code"), [("5-2", "speakers.range"), ("0", "speakers.range"), ("bốn", "speakers.text")]
)
def test_an_impossible_number_is_refused_and_changes_nothing(
    secretary: TestClient, recording: str, clip_bytes: bytes, speakers: str, code: str
) -> None:
    answer = secretary.post(f"{recording}/runs", json={"speakers": speakers})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    shown = secretary.get(recording).json()
    assert (shown["state"], shown["speakers"]) == ("ready", "auto")
    files = {"file": ("b.wav", clip_bytes)}
    answer = secretary.post("/api/recordings", files=files, data={"speakers": speakers})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.fixture
def clip_bytes(clip: Path) -> bytes:
    return clip.read_bytes() + b"\0\0"


def test_a_name_and_its_voice_go_over_to_the_same_voice(
    services: Services, secretary: TestClient, recording: str, work: Callable[[], None]
) -> None:
    call(secretary, recording, "SPEAKER_01", "Trần Thu Hà", keep_voice=True)
    again(secretary, recording, work, "3")
    assert names(secretary, recording) == {"SPEAKER_00": None, "SPEAKER_01": None, "SPEAKER_02": "Trần Thu Hà"}
    words = secretary.get(f"{recording}/transcript").json()["utterances"]
    assert {word["speaker"] for word in words} == {"SPEAKER_00", "SPEAKER_01", "Trần Thu Hà"}
    (kept,) = secretary.get("/api/voices").json()["items"]
    assert (kept["shares"], kept["speech"]) == (1, 7.0)
    with services.database.reading() as uow:
        assert [share.label for share in uow.voices.profiles()[0].shares] == ["SPEAKER_02"]
    secretary.delete(f"{recording}/speakers/SPEAKER_02/name")
    assert secretary.get("/api/voices").json()["items"] == []


def test_a_name_that_finds_no_voice_is_told_and_comes_back_with_the_former_number(
    secretary: TestClient, recording: str, work: Callable[[], None]
) -> None:
    call(secretary, recording, "SPEAKER_00", "Lê Văn Bình")
    call(secretary, recording, "SPEAKER_01", "Trần Thu Hà")
    shown = again(secretary, recording, work, "1")
    assert names(secretary, recording) == {"SPEAKER_00": "Trần Thu Hà"}
    (notice,) = shown["notices"]  # type: ignore[misc]
    assert notice["code"] == "speaker.not_carried"
    assert "Lê Văn Bình" in notice["messages"]["vi"]
    assert again(secretary, recording, work, "auto")["notices"] == []
    assert names(secretary, recording) == {"SPEAKER_00": "Lê Văn Bình", "SPEAKER_01": "Trần Thu Hà"}


def owners_of(services: Services, recording: str) -> list[tuple[str, ...]]:
    with services.database.reading() as uow:
        proposals = uow.proposals.of_recording(recording.rpartition("/")[2])
    return [each.finding.owners for each in proposals if isinstance(each.finding, ActionItem)]


def test_a_waiting_proposal_names_its_voice_by_the_new_label_every_time(
    services: Services, secretary: TestClient, recording: str, work: Callable[[], None]
) -> None:
    give_owners(services, recording, ("SPEAKER_01", "SPEAKER_00", "Trần Thu Hà"))
    count = len(owners_of(services, recording))
    for speakers, owners in (
        ("3", ("SPEAKER_02", "SPEAKER_00", "Trần Thu Hà")),
        ("3", ("SPEAKER_02", "SPEAKER_00", "Trần Thu Hà")),
        ("auto", ("SPEAKER_01", "SPEAKER_00", "Trần Thu Hà")),
        ("1", ("SPEAKER_00", "Trần Thu Hà")),
    ):
        again(secretary, recording, work, speakers)
        assert owners_of(services, recording) == [owners] * count


def test_what_a_person_decided_keeps_the_label_it_was_decided_with(
    services: Services, secretary: TestClient, recording: str, work: Callable[[], None]
) -> None:
    give_owners(services, recording, ("SPEAKER_01",), ReviewState.REJECTED)
    again(secretary, recording, work, "3")
    assert set(owners_of(services, recording)) == {("SPEAKER_01",)}


def give_owners(
    services: Services, recording: str, owners: tuple[str, ...], state: ReviewState = ReviewState.PROPOSED
) -> None:
    with services.database.writing() as uow:
        tasks = [
            (each, each.finding)
            for each in uow.proposals.of_recording(recording.rpartition("/")[2])
            if isinstance(each.finding, ActionItem)
        ]
        assert tasks
        for proposal, finding in tasks:
            uow.proposals.update(replace(proposal, finding=replace(finding, owners=owners), state=state))


def test_a_name_taken_back_does_not_return(secretary: TestClient, recording: str, work: Callable[[], None]) -> None:
    call(secretary, recording, "SPEAKER_01", "Trần Thu Hà")
    again(secretary, recording, work, "3")
    secretary.delete(f"{recording}/speakers/SPEAKER_02/name")
    again(secretary, recording, work, "auto")
    assert names(secretary, recording) == {"SPEAKER_00": None, "SPEAKER_01": None}


def test_one_person_in_two_voices_that_are_joined_is_still_named(
    secretary: TestClient, recording: str, work: Callable[[], None]
) -> None:
    for label in ("SPEAKER_00", "SPEAKER_01"):
        call(secretary, recording, label, "Trần Thu Hà")
    assert again(secretary, recording, work, "1")["notices"] == []
    assert names(secretary, recording) == {"SPEAKER_00": "Trần Thu Hà"}


@pytest.mark.parametrize("sealer", [None, Sealer(bytes([7]) * 32)], ids=["no key", "another key"])
def test_without_the_key_of_a_kept_voice_nothing_is_moved_and_it_is_said(
    services: Services,
    listener: Listener,
    secretary: TestClient,
    recording: str,
    work: Callable[[], None],
    sealer: Sealer | None,
) -> None:
    call(secretary, recording, "SPEAKER_01", "Trần Thu Hà", keep_voice=True)
    keyless = replace(services, sealer=sealer, engines=lambda: replace(services.engines(), diarizer=listener))
    shown = again(
        secretary, recording, lambda: run_worker(ProcessingWorkshop(keyless), Event(), until_idle=True), "3"
    )
    with services.database.reading() as uow:
        assert [share.label for share in uow.voices.profiles()[0].shares] == ["SPEAKER_01"]
    codes = {notice["code"] for notice in shown["notices"]}  # type: ignore[attr-defined]
    assert codes == {"secret.unopened"}
    again(secretary, recording, work, "auto")
    assert names(secretary, recording)["SPEAKER_01"] == "Trần Thu Hà"


def test_the_page_has_a_form_for_it(
    secretary: TestClient, recording: str, work: Callable[[], None], listener: Listener
) -> None:
    page = recording.removeprefix("/api")
    assert 'name="speakers"' in secretary.get(page).text
    answer = secretary.post(f"{page}/runs", data={"speakers": "3"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    work()
    assert listener.asked[-1] == DiarizeOptions(3, 3)
    assert 'value="3"' in secretary.get(page).text
    assert secretary.post(f"{page}/runs", data={"speakers": "3-1"}).status_code == 422
