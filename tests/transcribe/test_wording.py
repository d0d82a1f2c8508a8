"""Tokens become words that stand in the recording; words become sentences."""

import pytest

from models.span import TimeSpan
from models.transcript import Segment, Word
from transcribe.windows import Window
from transcribe.wording import HeardToken, sentences, within_speech, words_of

WINDOW = Window((TimeSpan(1_000, 2_000), TimeSpan(5_000, 6_000)))


def test_tokens_without_a_blank_belong_to_the_word_before() -> None:
    tokens = [HeardToken(" 3", 0, 100, 0.9), HeardToken(".5", 100, 200, 0.8), HeardToken(" tỷ", 200, 300, 0.7)]
    words = words_of(tokens, WINDOW)
    assert [(word.text, word.span, word.probability) for word in words] == [
        ("3.5", TimeSpan(1_000, 1_200), 0.8),
        ("tỷ", TimeSpan(1_200, 1_300), 0.7),
    ]


def test_punctuation_reaches_to_its_end_but_does_not_count_as_heard() -> None:
    (word,) = words_of([HeardToken(" ạ", 0, 100, 0.9), HeardToken(".", 100, 400, 0.1)], WINDOW)
    assert (word.text, word.span, word.probability) == ("ạ.", TimeSpan(1_000, 1_400), 0.9)


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ((0, 700), (500, 700)),
        ((900, 1_400), (900, 1_000)),
        ((900, 2_600), (2_000, 2_600)),
        ((600, 800), (600, 800)),
        ((1_200, 1_500), (1_200, 1_500)),
    ],
)
def test_words_are_cut_to_the_speech_they_lie_in(heard: tuple[int, int], kept: tuple[int, int]) -> None:
    speech = [TimeSpan(500, 1_000), TimeSpan(2_000, 3_000)]
    segment = Segment((Word("ạ", TimeSpan(*heard)),), "vi")
    assert within_speech(segment, speech).words[0].span == TimeSpan(*kept)


def test_a_long_figure_keeps_the_pauses_inside_it() -> None:
    speech = [TimeSpan(0, 1_000), TimeSpan(1_300, 2_000), TimeSpan(2_400, 3_000)]
    figure, year = (Word(text, TimeSpan(200, 3_200)) for text in ("33,263,250", "25"))
    said = within_speech(Segment((figure, year), "vi"), speech)
    assert said.words[0].span == TimeSpan(200, 3_000)
    assert said.words[1].span == TimeSpan(200, 1_000)


def test_without_speech_words_stay_as_they_are() -> None:
    segment = Segment((Word("ạ", TimeSpan(0, 10)),), "vi")
    assert within_speech(segment, []) == segment


def test_blanks_inside_a_token_part_words() -> None:
    assert [word.text for word in words_of([HeardToken(" xin chào ", 0, 100, 0.9)], WINDOW)] == ["xin", "chào"]


def test_empty_tokens_vanish() -> None:
    assert words_of([HeardToken(" ", 0, 100, 0.9)], WINDOW) == []
    assert words_of([], WINDOW) == []


def test_words_never_run_backwards() -> None:
    words = words_of([HeardToken(" một", 500, 600, 0.9), HeardToken(" hai", 300, 320, 0.9)], WINDOW)
    assert words[1].span == TimeSpan(1_500, 1_501)


def word(text: str, start_ms: int) -> Word:
    return Word(text, TimeSpan(start_ms, start_ms + 100))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([word("Vâng.", 0), word("Mời", 100), word("anh.", 200)], ["Vâng.", "Mời anh."]),
        ([word("Mời", 0), word("anh", 1_100)], ["Mời", "anh"]),
        ([word("Mời", 0), word("anh", 1_000)], ["Mời anh"]),
        ([], []),
    ],
)
def test_a_sentence_ends_at_its_mark_or_a_pause(words: list[Word], expected: list[str]) -> None:
    assert [segment.text for segment in sentences(words, "vi")] == expected


def test_a_sentence_without_end_is_cut() -> None:
    long = [word("và", index * 100) for index in range(100)]
    assert [len(segment.words) for segment in sentences(long, "vi")] == [40, 40, 20]


def test_without_punctuation_a_long_stretch_is_cut_at_its_longest_pause() -> None:
    words = [word("và", index * 100 + (300 if index >= 30 else 0)) for index in range(60)]
    assert [len(segment.words) for segment in sentences(words, "vi")] == [30, 30]
