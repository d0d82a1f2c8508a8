"""``thuky extract``: conversations, documents and plain text in, findings out."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from models.codec import dump_json, findings_from_json, load_json
from tests.model_server import ModelServer
from tests.scripts.conftest import Thuky

CONVERSATION = {
    "id": "m1",
    "language": "vi",
    "style": "clean",
    "recorded_at": "2026-03-12T08:00:00+07:00",
    "timezone": "Asia/Ho_Chi_Minh",
    "participants": [{"name": "Lý Thu", "title": "Chánh Văn phòng", "department": "Văn phòng"}],
    "departments": ["Văn phòng"],
    "utterances": [
        {"id": "u1", "speaker": "Lý Thu", "start": 0.5, "end": 4.2, "text": "Họp lại 8 giờ sáng 23/3, phòng 2."}
    ],
}
LETTER = """UỶ BAN NHÂN DÂN                CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÀNH PHỐ SÔNG XANH               Độc lập - Tự do - Hạnh phúc
Số: 41/UBND-VX                  Sông Xanh, ngày 9 tháng 3 năm 2026

Kính gửi: Sở Y tế.

Giao Sở Y tế chủ trì rà soát các trạm y tế, báo cáo UBND Thành phố trước ngày 31/3/2026.
"""


def test_findings_of_a_file_are_printed(thuky: Thuky) -> None:
    Path("m1.json").write_text(json.dumps(CONVERSATION))
    done = thuky("extract", "m1.json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["schema"], told["id"]) == (1, "m1")
    assert told["reference_time"] == "2026-03-12T08:00:00+07:00"
    (meeting,) = findings_from_json(load_json(done.stdout, "told")).items
    assert meeting.kind == "meeting"


def test_stdin_is_read_when_no_file_is_named(thuky: Thuky) -> None:
    body = json.dumps(CONVERSATION)
    Path("m1.json").write_text(body)
    assert thuky("extract", given=body).stdout == thuky("extract", "m1.json").stdout
    assert thuky("extract", "-", given="\ufeff" + body).stdout == thuky("extract", "m1.json").stdout


def test_decomposed_letters_give_the_same_findings(thuky: Thuky) -> None:
    body = json.dumps(CONVERSATION, ensure_ascii=False)
    assert thuky("extract", given=unicodedata.normalize("NFD", body)).stdout == thuky("extract", given=body).stdout


def test_markdown_shows_each_item_with_its_quotation(thuky: Thuky) -> None:
    done = thuky("extract", "--format", "md", given=json.dumps(CONVERSATION))
    assert "2026-03-23 08:00" in done.stdout
    assert "“Họp lại 8 giờ sáng 23/3, phòng 2.”" in done.stdout


def test_a_plain_letter_counts_from_its_own_date(thuky: Thuky) -> None:
    done = thuky("extract", given=LETTER)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["reference_time"].startswith("2026-03-09")


def test_the_day_a_letter_came_can_be_given(thuky: Thuky) -> None:
    done = thuky("extract", "--received-at", "2026-03-11", given=LETTER)
    assert json.loads(done.stdout)["reference_time"].startswith("2026-03-11")


def test_text_that_is_of_no_day_is_refused_with_what_to_do(thuky: Thuky) -> None:
    done = thuky("extract", given="Mai họp lúc 9 giờ.")
    assert done.exit_code == 1
    assert "--received-at" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_conversation_of_no_day_is_refused_unless_the_day_is_given(thuky: Thuky) -> None:
    body = json.dumps({**CONVERSATION, "recorded_at": None})
    assert thuky("extract", given=body).exit_code == 1
    assert thuky("extract", "--recorded-at", "2026-03-12T08:00", given=body).exit_code == 0


def wrong(**changes: Any) -> str:
    return dump_json({**CONVERSATION, **changes})


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("{", "line 1"),
        ("{}", "utterances"),
        (wrong(utterances=[{"id": "u1", "start": 0, "end": 1}]), "utterances[0].text"),
        (wrong(utterances=[{"id": "u1", "start": "x", "end": 1, "text": ""}]), "utterances[0].start"),
        (wrong(recorded_at="someday"), "recorded_at"),
        (wrong(recorded_at="0001-01-01T00:00:00+14:00"), "recorded_at"),
        (wrong(schema=2), "schema"),
        (wrong(utterances=[{"id": "u1", "start": 0, "end": float("inf"), "text": "x"}]), "line 1"),
        (wrong(timezone="Mars/Olympus"), "timezone"),
    ],
)
def test_json_of_the_wrong_shape_says_where(thuky: Thuky, body: str, place: str) -> None:
    done = thuky("extract", given=body)
    assert done.exit_code == 1
    assert place in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "hint"), [(b"", "nothing in it"), (b"  \n", "nothing in it"), (b"\xff\xfe", "UTF-8")]
)
def test_what_is_no_text_is_refused(thuky: Thuky, given: bytes, hint: str) -> None:
    done = thuky("extract", given=given)
    assert done.exit_code == 1
    assert hint in done.stderr


def test_a_missing_file_is_named(thuky: Thuky) -> None:
    done = thuky("extract", "nowhere.json")
    assert done.exit_code == 1
    assert "nowhere.json" in done.stderr


def test_a_document_of_five_megabytes_is_read(thuky: Thuky, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    empty = tmp_path / "findings.json"
    empty.write_text('{"schema": 1, "id": "x", "items": []}')
    monkeypatch.setenv("THUKY_EXTRACTOR", "scripted")
    monkeypatch.setenv("THUKY_EXTRACTOR_SCRIPT", str(empty))
    done = thuky("extract", "--received-at", "2026-03-09", given=LETTER * (5_000_000 // len(LETTER.encode()) + 1))
    assert done.exit_code == 0


def test_an_unknown_extractor_is_wrong_usage(thuky: Thuky, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUKY_EXTRACTOR", "oracle")
    assert thuky("extract", given=LETTER).exit_code == 2


def test_an_impossible_setting_is_named(thuky: Thuky, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUKY_ZONE", "Mars/Olympus")
    done = thuky("extract", given=LETTER)
    assert done.exit_code == 2
    assert "THUKY_ZONE=Mars/Olympus" in done.stderr


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"PK\x03\x04word", b"{\\rtf1 }", b"RIFF\x00\x00WAVE", b"\x00" * 100])
def test_what_is_not_plain_text_is_named_for_what_it_is_not(thuky: Thuky, data: bytes) -> None:
    done = thuky("extract", given=data)
    assert done.exit_code == 1
    assert "not plain text" in done.stderr


def test_carriage_returns_and_a_byte_order_mark_change_nothing(thuky: Thuky) -> None:
    plain = thuky("extract", given=LETTER).stdout
    assert thuky("extract", given=("\ufeff" + LETTER).replace("\n", "\r\n").encode()).stdout == plain


def test_a_conversation_without_an_id_is_called_as_its_file(thuky: Thuky) -> None:
    Path("week").mkdir()
    Path("week/m7.json").write_text(json.dumps({key: CONVERSATION[key] for key in CONVERSATION if key != "id"}))
    assert json.loads(thuky("extract", "week/m7.json").stdout)["id"] == "m7"


def test_a_model_out_of_reach_is_told_and_the_rules_answer(thuky: Thuky, monkeypatch: pytest.MonkeyPatch) -> None:
    body = json.dumps(CONVERSATION)
    by_rules = thuky("extract", given=body).stdout
    monkeypatch.setenv("THUKY_EXTRACTOR", "llm")
    misused = thuky("extract", given=body)
    assert misused.exit_code == 2
    assert "THUKY_LLM_URL" in misused.stderr
    monkeypatch.setenv("THUKY_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("THUKY_LLM_MODEL", "any")
    rescued = thuky("extract", given=body)
    assert (rescued.exit_code, rescued.stdout) == (0, by_rules)
    assert "language model did not answer" in rescued.stderr


def test_a_letter_is_dated_without_asking_the_model(
    thuky: Thuky, monkeypatch: pytest.MonkeyPatch, model: ModelServer
) -> None:
    monkeypatch.setenv("THUKY_EXTRACTOR", "llm")
    monkeypatch.setenv("THUKY_LLM_URL", model.url)
    monkeypatch.setenv("THUKY_LLM_MODEL", "any")
    told = json.loads(thuky("extract", given=LETTER).stdout)
    assert told["reference_time"].startswith("2026-03-09")
    assert (told["items"], len(model.questions)) == ([], 1)
