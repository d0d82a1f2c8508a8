"""Error rates as the development recordings ask for them."""

import unicodedata

import pytest

from transcribe.score import character_error_rate, edit_distance, word_error_rate


@pytest.mark.parametrize(
    ("reference", "hypothesis", "rate"),
    [
        ("xin chào các anh", "Xin chào, các anh!", 0.0),
        ("xin chào các anh", "xin chao các anh", 0.25),
        ("xin chào các anh", "xin các anh", 0.25),
        ("xin chào", "xin chào tất cả", 1.0),
        ("it's fine", "its fine", 0.0),
        ("", "", 0.0),
        ("", "gì đó", 1.0),
    ],
)
def test_word_error_rate(reference: str, hypothesis: str, rate: float) -> None:
    assert word_error_rate(reference, hypothesis) == pytest.approx(rate)


def test_nfd_equals_nfc() -> None:
    text = "đề nghị Ủy ban"
    assert word_error_rate(text, unicodedata.normalize("NFD", text)) == 0.0


def test_a_lost_diacritic_is_one_character() -> None:
    assert character_error_rate("chào anh", "chao anh") == pytest.approx(1 / 7)


def test_blanks_are_no_characters() -> None:
    assert character_error_rate("Hà Nội", "HàNội") == 0.0


def test_edit_distance() -> None:
    assert edit_distance("kitten", "sitting") == 3
