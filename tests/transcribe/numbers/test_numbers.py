"""Numbers as figures: the corpus of both sides, and what holds for every text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.conversation import Overlap, Utterance
from models.span import TimeSpan
from models.transcript import Word
from tests.corpus import en_numbers, vi_numbers
from transcribe.numbers import write_numbers, write_utterance, written_text

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
OTHERS = [
    "mười",
    "mươi",
    "mốt",
    "tư",
    "lăm",
    "linh",
    "trăm",
    "nghìn",
    "triệu",
    "tỷ",
    "rưỡi",
    "phẩy",
    "twenty",
    "five",
]
AROUND = [
    "giờ",
    "phút",
    "ngày",
    "tháng",
    "quý",
    "số",
    "phần",
    "kém",
    "thứ",
    "người",
    "đồng",
    "anh",
    "xuyệt",
    "nờ",
    "đê",
]


def timed(text: str, probability: float | None = None) -> tuple[Word, ...]:
    """One word a second, each 0.8 s long."""
    return tuple(
        Word(each, TimeSpan(1000 * at, 1000 * at + 800), probability) for at, each in enumerate(text.split())
    )


@pytest.mark.parametrize(("said", "expected"), [*vi_numbers.WRITTEN, *en_numbers.WRITTEN])
def test_a_number_is_written_in_figures(said: str, expected: str) -> None:
    assert written_text(said) == expected


@pytest.mark.parametrize("said", [*vi_numbers.UNTOUCHED, *en_numbers.UNTOUCHED])
def test_what_is_no_number_stays(said: str) -> None:
    assert written_text(said) == said


@pytest.mark.parametrize("expected", [pair[1] for pair in (*vi_numbers.WRITTEN, *en_numbers.WRITTEN)])
def test_what_is_written_is_not_written_again(expected: str) -> None:
    assert written_text(expected) == expected


def test_an_hour_before_a_count_takes_no_minutes_from_it() -> None:
    assert written_text("tám giờ hai người đến") == "8 giờ hai người đến"


def test_a_figure_spans_the_words_it_was_heard_in() -> None:
    words = write_numbers(timed("họp lúc mười bốn giờ ba mươi, nhé"))
    assert [(word.text, word.span.start_ms, word.span.end_ms, word.heard) for word in words] == [
        ("họp", 0, 800, None),
        ("lúc", 1000, 1800, None),
        ("14", 2000, 3800, "mười bốn"),
        ("giờ", 4000, 4800, None),
        ("30,", 5000, 6800, "ba mươi,"),
        ("nhé", 7000, 7800, None),
    ]


def test_a_figure_is_as_sure_as_its_least_sure_word() -> None:
    first, second = timed("mười bốn")
    (figure,) = write_numbers([Word("mười", first.span, 0.9), Word("bốn", second.span, 0.4)])
    assert figure.probability == 0.4


def test_the_word_of_a_great_amount_keeps_a_time_of_its_own() -> None:
    words = write_numbers(timed("một tỷ hai trăm triệu đồng"))
    assert [(word.text, word.span.end_ms) for word in words] == [("1,2", 3800), ("tỷ", 4800), ("đồng", 5800)]


def test_marks_stay_where_they_were() -> None:
    assert written_text("(mười bốn) và “hai mươi”…") == "(14) và “20”…"


def test_a_decomposed_text_is_read_like_a_composed_one() -> None:
    assert written_text(unicodedata.normalize("NFD", "mười bốn người")).startswith("14 ")


@given(st.lists(st.sampled_from([*DIGITS, *OTHERS, *AROUND, "năm,", "Hai", "..."]), min_size=1, max_size=12))
def test_what_was_heard_can_always_be_given_back(texts: list[str]) -> None:
    words = timed(" ".join(texts))
    answer = write_numbers(words)
    assert " ".join(word.as_heard for word in answer).split() == [word.text for word in words]
    assert [word.span.start_ms for word in answer] == sorted(word.span.start_ms for word in answer)
    assert {word.span.start_ms for word in answer} <= {word.span.start_ms for word in words}
    assert answer[-1].span.end_ms == words[-1].span.end_ms


@given(st.integers(11, 999_999))
def test_every_number_is_read_as_itself(number: int) -> None:
    assert written_text(f"có {_said(number)} đơn") == f"có {number:,} đơn".replace(",", ".")


def test_text_and_words_of_an_utterance_are_written_alike() -> None:
    told = write_utterance(Utterance("u1", "A", TimeSpan(0, 4000), "hai mươi lăm người", timed("hai mươi lăm người")))
    assert told.text == "25 người"
    assert [(word.text, word.as_heard) for word in told.words] == [("25", "hai mươi lăm"), ("người", "người")]


def test_who_speaks_over_a_word_of_a_figure_speaks_over_the_figure() -> None:
    words = timed("có hai mươi lăm người à")
    over = (Overlap(2, 4, ("B",)), Overlap(5, 6, ("C",)))
    said = Utterance("u1", "A", TimeSpan(0, 5800), "có hai mươi lăm người à", words, ("B", "C"), over)
    told = write_utterance(said)
    assert told.text == "có 25 người à"
    assert told.overlaps == (Overlap(1, 2, ("B",)), Overlap(3, 4, ("C",)))
    assert told.also_speaking == ("B", "C")


def test_an_utterance_without_word_times_is_written_too() -> None:
    assert write_utterance(Utterance("u2", None, TimeSpan(0, 1000), "mười bốn giờ")).text == "14 giờ"


def _said(number: int) -> str:
    """A number below a million as it is taught in school."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        tail = f" {_hundreds(rest, full=True)}" if rest else ""
        return f"{_hundreds(thousands)} nghìn{tail}"
    return _hundreds(rest)


def _hundreds(number: int, full: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    tens, unit = divmod(rest, 10)
    if tens > 1:
        parts.append(f"{DIGITS[tens]} mươi")
        if unit:
            parts.append({1: "mốt", 4: "tư", 5: "lăm"}.get(unit, DIGITS[unit]))
    elif tens:
        parts.append("mười")
        if unit:
            parts.append("lăm" if unit == 5 else DIGITS[unit])
    elif unit:
        parts.append(f"linh {DIGITS[unit]}" if parts else DIGITS[unit])
    return " ".join(parts)
