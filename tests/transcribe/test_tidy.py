"""What nobody said goes; what somebody said stays: both sides of every rule."""

import unicodedata

import pytest

from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word
from transcribe.inventions import INVENTIONS
from transcribe.tidy import tidy_transcript

OUTRO = "Cảm ơn các bạn đã theo dõi."
CHANNEL = "Hãy subscribe cho kênh Ghiền Mì Gõ để không bỏ lỡ những video hấp dẫn"


def said(text: str, *, ms_per_word: int = 250, probability: float | None = 0.9, language: str = "vi") -> Segment:
    words = text.split()
    return Segment(
        tuple(
            Word(word, TimeSpan(index * ms_per_word, (index + 1) * ms_per_word), probability)
            for index, word in enumerate(words)
        ),
        language,
    )


def tidied(*segments: Segment) -> str:
    return " | ".join(segment.text for segment in tidy_transcript(Transcript(segments, "vi", 900_000)).segments)


def test_marks_without_words_go() -> None:
    assert tidied(said("♪ Mời … anh - Nam ♪"), said("...")) == "Mời anh Nam"


@pytest.mark.parametrize("mark", ["%", "$", "+", "&", "đ", "5"])
def test_signs_that_are_spoken_stay(mark: str) -> None:
    assert tidied(said(f"tăng 5 {mark} năm nay")) == f"tăng 5 {mark} năm nay"


def test_a_long_loop_is_said_once() -> None:
    assert tidied(said("Báo cáo " + "chúng ta sẽ " * 30 + "bắt đầu")) == "Báo cáo chúng ta sẽ bắt đầu"


def test_a_loop_that_the_model_doubts_is_said_once() -> None:
    assert tidied(said("không " * 5, probability=0.2)) == "không"


def test_a_loop_faster_than_speech_is_said_once() -> None:
    assert tidied(said("đồng ý " * 5, ms_per_word=40)) == "đồng ý"


@pytest.mark.parametrize(
    "text", ["đồng ý đồng ý đồng ý đồng ý", "dạ dạ dạ dạ dạ", "không không không bảy", "rất rất tốt"]
)
def test_words_that_people_repeat_stay(text: str) -> None:
    assert tidied(said(text)) == text


def test_figures_read_one_by_one_stay() -> None:
    assert tidied(said("0 " * 9 + "7")) == ("0 " * 9 + "7")


@pytest.mark.parametrize("invention", [OUTRO, CHANNEL, "Thanks for watching!"])
@pytest.mark.parametrize(
    ("ms_per_word", "probability"), [(250, 0.3), (60, 0.9), (2_500, 0.9)], ids=["doubted", "hurried", "stretched"]
)
def test_an_invention_that_no_sound_carries_goes(invention: str, ms_per_word: int, probability: float) -> None:
    assert tidied(said("Xin mời"), said(invention, ms_per_word=ms_per_word, probability=probability)) == "Xin mời"


@pytest.mark.parametrize("sentence", [OUTRO, CHANNEL, "Thanks for watching!"])
def test_the_same_sentence_really_said_stays(sentence: str) -> None:
    assert tidied(said(sentence)) == sentence


def test_without_probabilities_nothing_is_held_against_a_sentence() -> None:
    assert tidied(said(OUTRO, probability=None)) == OUTRO


def test_only_the_invention_goes_not_its_neighbours() -> None:
    assert tidied(said(f"Kết luận như vậy. {OUTRO} Hết.", probability=0.4)) == "Kết luận như vậy. Hết."


def test_doubted_words_that_are_no_invention_stay() -> None:
    assert tidied(said("giao chị Hoa soạn công văn", probability=0.1)) == "giao chị Hoa soạn công văn"


def test_nfd_is_read_like_nfc() -> None:
    assert tidied(said(unicodedata.normalize("NFD", OUTRO), probability=0.2)) == ""


def test_the_longest_invention_is_taken() -> None:
    assert tidied(said("Thanks for watching and see you in the next video", probability=0.2)) == ""


def test_an_emptied_transcript_has_no_language() -> None:
    assert tidy_transcript(Transcript((said("..."),), "vi", 1_000)) == Transcript((), "und", 1_000)


def test_a_clean_transcript_is_left_alone() -> None:
    clean = Transcript((said("Xin mời anh Nam."),), "vi", 10_000)
    assert tidy_transcript(clean) == clean


def test_inventions_are_kept_in_comparable_form() -> None:
    assert all(word == word.casefold() and word.isalnum() for told in INVENTIONS for word in told)
