"""Who is who, said on the review page."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.flows.people import add_user
from api.settings import Settings


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Two voices that overlap from 5 to 6 s, and a key to keep them."""
    turns = [{"speaker": "SPEAKER_00", "start": 0, "end": 6}, {"speaker": "SPEAKER_01", "start": 5, "end": 12}]
    prints = [{"speaker": "SPEAKER_00", "vector": [1, 0]}, {"speaker": "SPEAKER_01", "vector": [0, 1]}]
    script = tmp_path / "turns.json"
    script.write_text(json.dumps({"turns": turns, "voiceprints": prints, "network": "net"}))
    key = SecretStr(base64.b64encode(bytes(32)).decode())
    return settings.model_copy(update={"diarizer_script": script, "secret_key": key})


@pytest.fixture
def sign_in(services: Services, browser: TestClient) -> Callable[[str], TestClient]:
    def in_role(role: str) -> TestClient:
        add_user(services, "Lan", role, "mat-khau-dai")
        browser.headers.update({"Accept": "text/html", "Accept-Language": "vi"})
        browser.post("/sign-in", data={"username": "Lan", "password": "mat-khau-dai"})
        return browser

    return in_role


@pytest.fixture
def bring(clip: Path, work: Callable[[], None]) -> Callable[..., str]:
    def one(browser: TestClient, more: bytes = b"") -> str:
        answer = browser.post("/recordings", files={"file": ("họp.wav", clip.read_bytes() + more)})
        work()
        return answer.url.path

    return one


def test_a_voice_is_named_kept_known_again_and_forgotten_on_the_page(
    sign_in: Callable[[str], TestClient], bring: Callable[..., str]
) -> None:
    lan = sign_in("secretary")
    first = bring(lan)
    assert "Người nói 1" in lan.get(first).text
    page = lan.post(f"{first}/speakers/SPEAKER_00/name", data={"name": "Trần Thu Hà", "keep_voice": "yes"}).text
    assert '<span class="utterance-voice">Trần Thu Hà</span>' in page
    assert "do Lan xác nhận" in page
    second = bring(lan, more=b"\0\0")
    assert "Giống giọng Trần Thu Hà (100 %): xác nhận?" in lan.get(second).text
    (kept,) = lan.get("/api/voices", headers={"Accept": "application/json"}).json()["items"]
    assert "Xóa hồ sơ giọng nói của Trần Thu Hà" in lan.get(first).text
    page = lan.post(f"{first}/voices/{kept['person']}/deletion").text
    assert "Xóa hồ sơ giọng nói" not in page
    assert "Giống giọng" not in lan.get(second).text
    page = lan.post(f"{first}/speakers/SPEAKER_00/name", data={"name": "", "unname": "yes"}).text
    assert "do Lan xác nhận" not in page


def test_words_over_which_others_speak_are_marked(
    sign_in: Callable[[str], TestClient], bring: Callable[..., str]
) -> None:
    lan = sign_in("secretary")
    page = lan.get(bring(lan)).text
    assert '<mark class="overlap">w9</mark> <small class="muted">(nói cùng lúc: Người nói 2)</small>' in page


def test_staff_name_voices_of_their_own_recordings_but_keep_none(
    sign_in: Callable[[str], TestClient], bring: Callable[..., str]
) -> None:
    staff = sign_in("staff")
    mine = bring(staff)
    assert "keep_voice" not in staff.get(mine).text
    assert "Hà" in staff.post(f"{mine}/speakers/SPEAKER_00/name", data={"name": "Hà"}).text
    refused = staff.post(f"{mine}/speakers/SPEAKER_00/name", data={"name": "Hà", "keep_voice": "yes"})
    assert refused.status_code == 403
    assert staff.post(f"{mine}/voices/p1/deletion").status_code == 403


def test_a_name_that_is_none_is_refused_with_words(
    sign_in: Callable[[str], TestClient], bring: Callable[..., str]
) -> None:
    lan = sign_in("secretary")
    refused = lan.post(f"{bring(lan)}/speakers/SPEAKER_00/name", data={"name": " "})
    assert refused.status_code == 422
    assert "Tên người nói phải có" in refused.text
