"""Naming voices, keeping them with leave, taking it back, and being known again."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.flows.steps import match_voices_step
from api.flows.voices import known_voices, name_speaker
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.settings import Settings
from api.store.sealing import Sealer
from diarize.engines.scripted import ScriptedDiarizer
from models.account import Account, Role
from models.conversation import Conversation, Utterance
from models.diarization import Diarization, Turn, Voiceprint
from models.errors import EngineError, UserError
from models.findings import ActionItem
from models.run import Fingerprint
from models.span import TimeSpan
from models.voices import KnownVoice

Vector = tuple[float, ...]
HA: Vector = (1.0, 0.0, 0.0)
NEAR_HA: Vector = (0.96, 0.0, 0.28)
BINH: Vector = (0.0, 1.0, 0.0)
STRANGER: Vector = (0.0, 0.0, 1.0)
KEY = bytes(range(32))

Bring = Callable[..., str]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"secret_key": SecretStr(base64.b64encode(KEY).decode())})


def told_apart(*vectors: Vector, network: str = "net") -> Diarization:
    """Voices that speak six seconds each, one after the other."""
    labels = [f"SPEAKER_{i:02d}" for i in range(len(vectors))]
    turns = (Turn(TimeSpan(6_000 * i, 6_000 * i + 6_000), label) for i, label in enumerate(labels))
    return Diarization(tuple(turns), tuple(map(Voiceprint, labels, vectors)), network)


def process(services: Services, diarization: Diarization) -> None:
    made_by = Fingerprint("scripted", str(hash(diarization)))
    engines = replace(services.engines(), diarizer=ScriptedDiarizer(diarization, made_by))
    run_worker(ProcessingWorkshop(replace(services, engines=lambda: engines)), Event(), until_idle=True)


@pytest.fixture
def bring(services: Services, secretary: TestClient, clip: Path) -> Bring:
    """A processed recording in which these voices speak; its address."""
    count = 0

    def one(*vectors: Vector, network: str = "net") -> str:
        nonlocal count
        count += 1
        other = clip.read_bytes() + b"\0" * 2 * count
        answer = secretary.post("/api/recordings", files={"file": ("clip.wav", other)})
        assert answer.status_code == 201, answer.text
        process(services, told_apart(*vectors, network=network))
        return f"/api/recordings/{answer.json()['id']}"

    return one


def name(client: TestClient, recording: str, who: str, *, keep_voice: bool, label: str = "SPEAKER_00") -> None:
    body = {"name": who, "keep_voice": keep_voice}
    answer = client.put(f"{recording}/speakers/{label}/name", json=body)
    assert answer.status_code == 200, answer.text


def likeness(client: TestClient, recording: str) -> list[tuple[str, str] | None]:
    items = client.get(f"{recording}/speakers").json()["items"]
    return [item["match"] and (item["match"]["likeness"], item["match"]["name"]) for item in items]


def test_a_voice_kept_with_leave_is_known_again_and_a_stranger_is_not(secretary: TestClient, bring: Bring) -> None:
    first = bring(HA, BINH)
    assert likeness(secretary, first) == [None, None]
    name(secretary, first, "Trần Thu Hà", keep_voice=True)
    second = bring(NEAR_HA, STRANGER)
    assert likeness(secretary, second) == [("same", "Trần Thu Hà"), ("not", "Trần Thu Hà")]
    (kept,) = secretary.get("/api/voices").json()["items"]
    assert (kept["name"], kept["consent_by"], kept["shares"], kept["speech"]) == ("Trần Thu Hà", "Lý Thu", 1, 6.0)
    assert kept["consent_at"]


def test_a_suggestion_names_nobody_by_itself(secretary: TestClient, bring: Bring) -> None:
    name(secretary, bring(HA), "Hà", keep_voice=True)
    second = bring(NEAR_HA)
    words = secretary.get(f"{second}/transcript").json()["utterances"]
    assert {word["speaker"] for word in words} == {"SPEAKER_00"}


def test_a_confirmed_name_stands_in_the_words_and_two_labels_may_share_it(
    services: Services, secretary: TestClient, bring: Bring
) -> None:
    recording = bring(HA, NEAR_HA)
    for label in ("SPEAKER_00", "SPEAKER_01"):
        name(secretary, recording, "  Trần Thu  Hà ", keep_voice=False, label=label)
    words = secretary.get(f"{recording}/transcript").json()["utterances"]
    assert {word["speaker"] for word in words} == {"Trần Thu Hà"}
    assert "Trần Thu Hà" in secretary.get(f"{recording}/transcript.md").text
    with services.database.reading() as uow:
        assert [each for _, each in uow.voices.people()] == ["Trần Thu Hà"]


def test_an_approved_task_of_a_named_voice_is_that_persons(
    services: Services, secretary: TestClient, bring: Bring
) -> None:
    recording = bring(HA)
    name(secretary, recording, "Trần Thu Hà", keep_voice=False)
    where = {"recording": recording.rsplit("/", 1)[1]}
    proposals = secretary.get("/api/proposals", params=where).json()["items"]
    task = next(each for each in proposals if each["kind"] == "task")
    with services.database.writing() as uow:
        proposal = uow.proposals.get(task["id"])
        assert proposal is not None
        assert isinstance(proposal.finding, ActionItem)
        uow.proposals.update(replace(proposal, finding=replace(proposal.finding, owners=("SPEAKER_00",))))
    made = secretary.post(f"/api/proposals/{task['id']}/verdict", json={"verdict": "approve"}).json()
    assert made["task"]["owners"] == ["Trần Thu Hà"]


def test_a_name_without_leave_keeps_no_voice(secretary: TestClient, bring: Bring) -> None:
    name(secretary, bring(HA), "Hà", keep_voice=False)
    assert secretary.get("/api/voices").json()["items"] == []
    assert likeness(secretary, bring(HA)) == [None]


def test_taking_a_name_back_takes_its_share_out_of_the_profile(
    services: Services, secretary: TestClient, bring: Bring
) -> None:
    first, wrong = bring(HA), bring(BINH)
    name(secretary, first, "Hà", keep_voice=True)
    before = known_voices(services, "net")
    name(secretary, wrong, "Hà", keep_voice=True)
    assert known_voices(services, "net") != before
    secretary.delete(f"{wrong}/speakers/SPEAKER_00/name")
    assert known_voices(services, "net") == before
    secretary.delete(f"{first}/speakers/SPEAKER_00/name")
    assert known_voices(services, "net") == ()
    assert secretary.get("/api/voices").json()["items"] == []


def test_naming_anew_replaces_what_the_old_name_gave(services: Services, secretary: TestClient, bring: Bring) -> None:
    recording = bring(HA)
    name(secretary, recording, "Bình", keep_voice=True)
    name(secretary, recording, "Hà", keep_voice=True)
    name(secretary, recording, "Hà", keep_voice=True)
    assert [voice.name for voice in known_voices(services, "net")] == ["Hà"]


def test_a_deleted_profile_says_nothing_more_and_names_stay(secretary: TestClient, bring: Bring) -> None:
    first = bring(HA)
    name(secretary, first, "Hà", keep_voice=True)
    second = bring(NEAR_HA)
    (kept,) = secretary.get("/api/voices").json()["items"]
    assert secretary.delete(f"/api/voices/{kept['person']}").status_code == 204
    assert likeness(secretary, second) == [None]
    assert likeness(secretary, bring(NEAR_HA)) == [None]
    (speaker,) = secretary.get(f"{first}/speakers").json()["items"]
    assert (speaker["named"]["name"], speaker["named"]["voice_kept"]) == ("Hà", False)
    assert secretary.delete(f"/api/voices/{kept['person']}").status_code == 404


def test_voices_of_another_network_are_not_compared(secretary: TestClient, bring: Bring) -> None:
    name(secretary, bring(HA), "Hà", keep_voice=True)
    assert likeness(secretary, bring((1.0, 0.0), network="other")) == [None]


def test_told_apart_anew_nobody_is_named_by_an_old_word(
    services: Services, secretary: TestClient, bring: Bring
) -> None:
    recording = bring(HA, BINH)
    name(secretary, recording, "Hà", keep_voice=True)
    secretary.post(f"{recording}/runs")
    process(services, told_apart(BINH, HA, STRANGER))
    assert [item["named"] for item in secretary.get(f"{recording}/speakers").json()["items"]] == [None, None]
    assert likeness(secretary, recording) == [("not", "Hà"), ("same", "Hà")]


def test_vectors_lie_sealed_and_no_answer_holds_one(services: Services, secretary: TestClient, bring: Bring) -> None:
    recording = bring((0.352, 0.936))
    name(secretary, recording, "Hà", keep_voice=True)
    for address in (f"{recording}/speakers", "/api/voices", f"{recording}/transcript", recording):
        told = "".join(secretary.get(address).text.split())
        assert "0.352,0.936" not in told
        assert "vector" not in told
    with services.database.engine.connect() as connection:
        (sealed,) = connection.exec_driver_sql("SELECT sealed FROM voice_shares").one()
    assert len(sealed) == 12 + 2 * 4 + 16


@pytest.mark.parametrize("sealer", [None, Sealer(bytes(32))])
def test_without_the_right_key_the_words_come_all_the_same_and_it_is_said(
    services: Services, secretary: TestClient, bring: Bring, sealer: Sealer | None
) -> None:
    recording = bring(HA)
    name(secretary, recording, "Hà", keep_voice=True)
    keyless = replace(services, sealer=sealer)
    with pytest.raises(EngineError, match=r"secret\.unopened"):
        known_voices(keyless, "net")
    secretary.post(f"{recording}/runs")
    process(keyless, told_apart(NEAR_HA))
    shown = secretary.get(recording).json()
    assert (shown["state"], shown["notices"][-1]["code"]) == ("ready", "secret.unopened")


def test_what_cannot_be_named_or_kept_is_told(
    services: Services, secretary: TestClient, client_of: Callable[[str, str], TestClient], bring: Bring
) -> None:
    recording = bring(HA)
    address = f"{recording}/speakers/SPEAKER_00/name"

    def refusal(client: TestClient, address: str, **body: object) -> tuple[int, str]:
        answer = client.put(address, json=body)
        return answer.status_code, answer.json()["code"]

    assert refusal(secretary, address, name=" \n ") == (422, "speaker.name")
    assert refusal(secretary, address, name="x" * 201) == (422, "speaker.name")
    assert refusal(secretary, f"{recording}/speakers/SPEAKER_07/name", name="Hà") == (404, "speaker.unknown")
    staff = client_of("Nhân viên", "staff")
    assert refusal(staff, address, name="Hà") == (404, "thing.absent")
    assert staff.get("/api/voices").status_code == 403


def test_a_voice_without_a_key_or_a_print_cannot_be_kept(
    services: Services, secretary: TestClient, bring: Bring
) -> None:
    recording = bring(HA)
    account = Account("a1", "Lý Thu", Role.SECRETARY, services.clock())
    where = (recording.rsplit("/", 1)[1], "SPEAKER_00", "Hà")
    with pytest.raises(UserError, match=r"voices\.no_key"):
        name_speaker(replace(services, sealer=None), *where, keep_voice=True, by=account)
    secretary.post(f"{recording}/runs")
    process(services, replace(told_apart(HA), network=None))
    with pytest.raises(UserError, match=r"voices\.no_print"):
        name_speaker(services, *where, keep_voice=True, by=account)
    assert [item["named"] for item in secretary.get(f"{recording}/speakers").json()["items"]] == [None]


def test_words_that_call_on_another_leave_the_voice_to_the_reviewer() -> None:
    known = (KnownVoice("p1", "Trần Thu Hà", HA), KnownVoice("p2", "Nguyễn Văn Bình", BINH))
    diarization = told_apart(BINH, NEAR_HA)

    def doubt(words: str, *people: str) -> str | None:
        utterances = (
            Utterance("u1", "SPEAKER_00", TimeSpan(0, 6_000), words),
            Utterance("u2", "SPEAKER_01", TimeSpan(6_000, 12_000), "Vâng, tôi xin báo cáo."),
        )
        conversation = Conversation("m", "vi", utterances, None, "Asia/Ho_Chi_Minh")
        return match_voices_step(conversation, diarization, known, people)[1].doubt

    assert doubt("Xin mời đồng chí Bình phát biểu.") == "called"
    assert doubt("Xin mời đồng chí Hà phát biểu.") is None
    assert doubt("Hôm qua anh Bình đã gửi bảng số liệu.") is None
    assert doubt("Xin mời đồng chí Lan phát biểu.") == "called"
    assert doubt("Over to Dana Cole.", "Dana Cole") == "called"
