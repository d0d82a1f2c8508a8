"""The same people as in an earlier recording, by a reviewer's word: its voices reach the diarizer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event

import pytest
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.flows.same_people import candidates, series_of
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from diarize.protocol import DiarizeOptions, Keep, Progress, ignore_progress, make_bytes
from models.audio import Sound
from models.diarization import Diarization, Turn, Voiceprint
from models.run import Fingerprint
from models.span import TimeSpan

VOICES = ((1.0, 0.0), (0.0, 1.0))


@dataclass
class Listener:
    """Hears both voices of ``network``; notes what it was asked."""

    network: str | None = "net"
    voices: tuple[tuple[float, ...], ...] = VOICES
    asked: list[DiarizeOptions] = field(default_factory=list)
    listened: int = 0

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint("listener", "1", (("network", str(self.network)),))

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
        turns = (Turn(TimeSpan(0, 3000), "SPEAKER_00"), Turn(TimeSpan(3000, 12_000), "SPEAKER_01"))
        prints = tuple(Voiceprint(f"SPEAKER_{n:02d}", vector) for n, vector in enumerate(self.voices))
        return Diarization(turns, prints, self.network if prints else None)

    def _listen(self) -> bytes:
        self.listened += 1
        return b"heard"


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
def two(secretary: TestClient, upload: Callable[..., dict[str, object]], work: Callable[[], None]) -> tuple[str, str]:
    """Ids of the meeting before and of this one."""
    before = str(upload(secretary, title="Giao ban tuần 12", recorded_at="2026-03-12T08:00:00+07:00")["id"])
    this = upload(secretary, tail=b"\0\0", title="Giao ban tuần 13", recorded_at="2026-03-19T08:00:00+07:00")
    work()
    return before, str(this["id"])


def run_again(client: TestClient, id: str, work: Callable[[], None], **asked: str) -> dict[str, object]:
    answer = client.post(f"/api/recordings/{id}/runs", json=asked)
    assert answer.status_code == 202, answer.text
    work()
    return dict(client.get(f"/api/recordings/{id}").json())


def test_the_voices_of_the_former_recording_lead_and_nothing_is_listened_to(
    secretary: TestClient, two: tuple[str, str], work: Callable[[], None], listener: Listener
) -> None:
    before, this = two
    listened = listener.listened
    shown = run_again(secretary, this, work, same_people_as=before)
    assert (shown["same_people_as"], shown["state"], shown["notices"]) == (before, "ready", [])
    assert listener.asked[-1] == DiarizeOptions(voices=VOICES, network="net")
    assert listener.listened == listened


def test_it_stands_until_a_number_is_said(
    secretary: TestClient, two: tuple[str, str], work: Callable[[], None], listener: Listener
) -> None:
    before, this = two
    run_again(secretary, this, work, same_people_as=before)
    assert run_again(secretary, this, work)["same_people_as"] == before
    shown = run_again(secretary, this, work, speakers="3")
    assert (shown["same_people_as"], shown["speakers"]) == (None, "3")
    assert listener.asked[-1] == DiarizeOptions(3, 3)


def test_a_recording_in_which_nobody_is_known_to_speak_is_refused(
    secretary: TestClient,
    upload: Callable[..., dict[str, object]],
    two: tuple[str, str],
) -> None:
    waiting = str(upload(secretary, tail=b"\0\0\0\0")["id"])
    for other in (waiting, two[1]):
        answer = secretary.post(f"/api/recordings/{two[1]}/runs", json={"same_people_as": other})
        assert (answer.status_code, answer.json()["code"]) == (422, "speakers.no_voices")
    answer = secretary.post(f"/api/recordings/{two[1]}/runs", json={"same_people_as": "nothing"})
    assert answer.status_code == 404
    assert secretary.get(f"/api/recordings/{two[1]}").json()["same_people_as"] is None


def test_somebody_elses_recording_cannot_be_named(
    client_of: Callable[[str, str], TestClient],
    two: tuple[str, str],
    upload: Callable[..., dict[str, object]],
    work: Callable[[], None],
) -> None:
    staff = client_of("An", "staff")
    own = str(upload(staff, tail=b"\0\0\0\0\0\0")["id"])
    work()
    assert staff.post(f"/api/recordings/{own}/runs", json={"same_people_as": two[0]}).status_code == 404


def test_voices_of_another_network_give_their_number_only_and_that_is_told(
    secretary: TestClient, two: tuple[str, str], work: Callable[[], None], listener: Listener
) -> None:
    listener.network = "another"
    shown = run_again(secretary, two[1], work, same_people_as=two[0])
    (notice,) = shown["notices"]  # type: ignore[misc]
    assert notice["code"] == "speakers.other_network"
    assert "2 at most" in notice["messages"]["en"]
    assert listener.asked[-1].comparable("another") == DiarizeOptions(None, 2)


def test_the_page_offers_the_meeting_before_first(secretary: TestClient, two: tuple[str, str]) -> None:
    page = secretary.get(f"/recordings/{two[1]}").text
    assert f'<option value="{two[0]}">Giao ban tuần 12' in page
    answer = secretary.post(
        f"/recordings/{two[1]}/runs", data={"speakers": "auto", "same_people_as": two[0]}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert secretary.get(f"/api/recordings/{two[1]}").json()["same_people_as"] == two[0]


def test_meetings_of_the_same_series_come_first_and_later_ones_after_earlier(
    services: Services, secretary: TestClient, two: tuple[str, str]
) -> None:
    with services.database.reading() as uow:
        entries = uow.recordings.list(None)
    entry = next(entry for entry in entries if entry.recording.id == two[1])

    def like(id: str, title: str, days: int) -> object:
        moment = entry.recording.recorded_at + timedelta(days=days)
        return replace(entry, recording=replace(entry.recording, id=id, title=title, recorded_at=moment))

    others = [
        like("other", "Họp chi bộ", -1),
        like("next", "Giao ban tuần 14", 7),
        like("old", "GIAO BAN tuần 1", -84),
        like("last", "Giao ban, tuần 12", -7),
    ]
    found = candidates(entry.recording, [entry, *others])  # type: ignore[list-item]
    assert [each.id for each in found] == ["last", "old", "next", "other"]


def test_a_series_is_its_title_without_figures() -> None:
    assert series_of("Giao ban tuần 12 (3/2026)") == series_of("giao ban Tuần 13, 4-2026") == "giao ban tuần"
