"""How near two syllables sound."""

import pytest

from transcribe.names.syllables import Syllable, distance, syllable_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nguyễn", Syllable("ng", "wiê", "n", "ngã")),
        ("Giang", Syllable("d", "a", "ng", "ngang")),
        ("gì", Syllable("d", "i", "", "huyền")),
        ("quý", Syllable("c", "wi", "", "sắc")),
        ("hòa", Syllable("h", "wa", "", "huyền")),
        ("ưu", Syllable("", "ưu", "", "ngang")),
        ("ủy", Syllable("", "wi", "", "hỏi")),
    ],
)
def test_a_syllable_has_onset_vowel_coda_and_tone(text: str, expected: Syllable) -> None:
    assert syllable_of(text) == expected


@pytest.mark.parametrize("text", ["Helen", "budget", "", "14", "UBND", "nguyeenx"])
def test_what_is_no_syllable_is_told(text: str) -> None:
    assert syllable_of(text) is None


@pytest.mark.parametrize(("one", "other"), [("dang", "giang"), ("quý", "quí"), ("hoà", "hòa"), ("mỹ", "mĩ")])
def test_spellings_of_one_sound_are_equal(one: str, other: str) -> None:
    assert distance(one, other) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sơn", "xơn"),
        ("trung", "chung"),
        ("nam", "lam"),
        ("giang", "rang"),
        ("ngãi", "ngải"),
        ("tan", "tang"),
        ("lan", "lanh"),
    ],
)
def test_sounds_that_are_taken_for_one_another_are_near(one: str, other: str) -> None:
    assert 0 < distance(one, other) <= 0.15
    assert distance(one, other) == distance(other, one)


@pytest.mark.parametrize(("one", "other"), [("hoa", "minh"), ("sơn", "lan"), ("đức", "bình"), ("an", "Helen")])
def test_other_sounds_are_far(one: str, other: str) -> None:
    assert distance(one, other) > 0.5


def test_foreign_words_are_compared_by_their_letters() -> None:
    assert distance("Jonathan", "Johnathan") < 0.2
    assert distance("June", "Jane") == 1.0
