"""Strangers' JSON: what is refused, and that the refusal says where."""

import pytest

from models.codec import load_json
from models.codec.shape import Node
from models.codec.transcript import word_from_json, word_to_json
from models.errors import UserError
from models.span import TimeSpan
from models.transcript import Word

ZONE = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}', "1" * 5000, "[" * 100_000, "{"])
def test_what_is_no_json_or_too_much_of_it_is_a_syntax_error(text: str) -> None:
    with pytest.raises(UserError, match=r"json\.syntax"):
        load_json(text, "given")


@pytest.mark.parametrize("text", ["1e999", "-1e999", "1" + "0" * 400, "1e300", "true", '"1"'])
def test_a_number_that_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"json\.shape"):
        load_json(f'{{"start": {text}, "end": 2}}', "given").span()


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1899-12-31", "2200-01-01"]
)
def test_a_moment_far_from_any_meeting_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"json\.shape"):
        Node(text, "recorded_at", "given").moment(ZONE)


def test_an_hour_without_an_offset_is_refused_where_no_zone_is_known() -> None:
    with pytest.raises(UserError, match=r"items\[0\]\.start"):
        Node("2026-03-23T08:00:00", "items[0].start", "given").civil_time()


def test_what_was_heard_travels_with_a_word_that_is_written_otherwise() -> None:
    word = Word("14", TimeSpan(0, 900), 0.5, "mười bốn")
    told = word_to_json(word)
    assert told["heard"] == "mười bốn"
    assert word_from_json(Node(told, "", "x")) == word
    assert "heard" not in word_to_json(Word("giờ", TimeSpan(0, 900)))
