"""``thuky dates``: rows in, spans out."""

import json

import pytest

from tests.scripts.conftest import Thuky

ROW = {
    "id": "r1",
    "text": "họp lúc 14h30 ngày 23/3/2026",
    "reference": "2026-03-09T09:00:00+07:00",
    "lang": "vi",
    "timezone": "Asia/Ho_Chi_Minh",
}


def rows(*values: object) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def test_a_row_gives_its_spans_with_offsets(thuky: Thuky) -> None:
    done = thuky("dates", given=rows(ROW))
    assert done.exit_code == 0
    (told,) = map(json.loads, done.stdout.splitlines())
    assert told["id"] == "r1"
    (span,) = told["spans"]
    assert set(span) == {"start", "end", "grain", "text", "open"}
    assert (span["start"], span["grain"]) == ("2026-03-23T14:30:00+07:00", "minute")
    assert span["text"] in ROW["text"]


def test_a_sentence_without_a_date_gives_an_empty_list(thuky: Thuky) -> None:
    done = thuky("dates", given=rows({**ROW, "text": "Anh ấy có thể làm được."}))
    assert json.loads(done.stdout) == {"id": "r1", "spans": []}


def test_a_reference_without_an_offset_is_read_in_the_rows_zone(thuky: Thuky) -> None:
    done = thuky("dates", given=rows({**ROW, "reference": "2026-03-09T09:00:00", "timezone": "Europe/Berlin"}))
    assert json.loads(done.stdout)["spans"][0]["start"] == "2026-03-23T14:30:00+01:00"


def test_bad_rows_are_named_and_the_others_answered(thuky: Thuky) -> None:
    given = rows(ROW) + "{\n\n" + rows({**ROW, "text": 5}, {**ROW, "lang": "fr"}, {**ROW, "id": 7})
    done = thuky("dates", given=given)
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["r1", 7]
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == ["2", "4", "5"]


def test_no_rows_are_no_mistake(thuky: Thuky) -> None:
    done = thuky("dates", given="")
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("id", ["NaN", "1e999", "[]", "1.5", "1" * 5000])
def test_an_id_that_json_cannot_say_again_is_refused(thuky: Thuky, id: str) -> None:
    done = thuky("dates", given=rows({**ROW, "id": "ID"}).replace('"ID"', id))
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"reference": "0001-01-01T00:00:00+14:00"}, "reference"),
        ({"reference": 20260309}, "reference"),
        ({"timezone": ""}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
    ],
)
def test_a_broken_row_says_where(thuky: Thuky, changes: dict[str, object], place: str) -> None:
    done = thuky("dates", given=rows({**ROW, **changes}))
    assert done.exit_code == 1
    assert f"wrong at {place}" in done.stderr


def test_a_byte_order_mark_carriage_returns_and_a_missing_language_are_no_mistake(thuky: Thuky) -> None:
    given = "\ufeff" + json.dumps({key: ROW[key] for key in ("id", "text", "reference")}) + "\r\n\r\n"
    done = thuky("dates", given=given.encode())
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["spans"]) == 1
