"""Single words beside a change of speaker, by the stated rule."""

import pytest

from diarize.attribute import attribute_words
from diarize.changes import Given, settle_changes
from models.diarization import Diarization, Turn
from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word


def settled(*words: tuple[str, int, int, str], doubtful: str, language: str = "vi") -> str:
    """Speakers, a letter a word, of words (text, start ms, end ms, speaker), ``doubtful`` marking doubtful ones x."""
    given = [
        Given(Word(text, TimeSpan(start, end)), language, speaker, mark == "x")
        for (text, start, end, speaker), mark in zip(words, doubtful, strict=True)
    ]
    return "".join(str(speaker) for speaker in settle_changes(given))


def test_a_word_after_a_pause_goes_with_the_speaker_who_goes_on() -> None:
    words = (("xong", 0, 400, "A"), ("tôi", 1000, 1200, "A"), ("nghĩ", 1250, 1500, "B"))
    assert settled(*words, doubtful=".x.") == "ABB"


def test_a_word_before_a_pause_goes_with_the_speaker_who_spoke() -> None:
    words = (("the", 0, 200, "A"), ("plan", 220, 500, "B"), ("right", 1000, 1200, "B"), ("so", 1200, 1300, "B"))
    assert settled(*words, doubtful=".x..") == "AABB"


def test_pauses_that_hardly_differ_move_nothing() -> None:
    words = (("xong", 0, 400, "A"), ("tôi", 700, 900, "A"), ("nghĩ", 950, 1500, "B"))
    assert settled(*words, doubtful=".x.") == "AAB"


@pytest.mark.parametrize(("pause_ms", "speakers"), [(50, "AAA"), (350, "ABA")])
def test_a_lone_word_goes_with_its_neighbours_only_within_one_breath(pause_ms: int, speakers: str) -> None:
    words = (("we", 0, 200, "A"), ("will", 250, 400, "B"), ("go", 400 + pause_ms, 900, "A"))
    assert settled(*words, doubtful=".x.") == speakers


def test_a_word_that_its_turn_covers_stays() -> None:
    lone = (("và", 0, 200, "A"), ("vâng", 200, 400, "B"), ("sau", 400, 600, "A"))
    assert settled(*lone, doubtful="...") == "ABA"
    answer = (("go?", 0, 200, "A"), ("Yes,", 250, 400, "B"), ("I", 1000, 1100, "B"), ("do", 1100, 1200, "B"))
    assert settled(*answer, doubtful="....") == "ABBB"


def test_the_first_word_of_a_sentence_goes_to_the_speaker_who_goes_on_with_it() -> None:
    words = (("pure.", 0, 500, "A"), ("He", 500, 700, "A"), ("might", 2000, 2200, "B"))
    assert settled(*words, doubtful=".x.", language="en") == "ABB"


@pytest.mark.parametrize(("language", "speakers"), [("vi", "ABB"), ("en", "AAB")])
def test_a_number_ends_a_sentence_only_where_no_month_can_follow_it(language: str, speakers: str) -> None:
    words = (("25", 0, 500, "A"), ("December", 500, 900, "A"), ("sounds", 2500, 2700, "B"))
    assert settled(*words, doubtful=".x.", language=language) == speakers


@pytest.mark.parametrize(
    ("before", "here", "after"),
    [("chí", "Nam", "vâng"), ("xong.", "Vâng.", "tôi"), ("xong.", "Nhưng", "Không"), ("xong.", "thì", "tôi")],
)
def test_names_whole_sentences_and_new_beginnings_stay(before: str, here: str, after: str) -> None:
    words = ((before, 0, 500, "A"), (here, 500, 700, "A"), (after, 2000, 2200, "B"))
    assert settled(*words, doubtful=".x.") == "AAB"


@pytest.mark.parametrize(("turn_begins_ms", "speakers"), [(1850, "A B B"), (1851, "A A B")])
def test_a_word_goes_to_the_turn_after_a_silence_that_begins_with_the_sound_of_a_word(
    turn_begins_ms: int, speakers: str
) -> None:
    words = (Word("247", TimeSpan(0, 700)), Word("và", TimeSpan(700, 1100)), Word("gọn", TimeSpan(2000, 2300)))
    turns = (Turn(TimeSpan(0, 950), "A"), Turn(TimeSpan(turn_begins_ms, 2300), "B"))
    utterances = attribute_words(Transcript((Segment(words, "vi"),), "vi", 3000), Diarization(turns))
    assert " ".join(str(u.speaker) for u in utterances for _ in u.words) == speakers


def test_a_word_without_neighbours_on_both_sides_stays() -> None:
    assert settled(("Một", 0, 500, "A"), ("hai", 500, 900, "B"), doubtful="xx") == "AB"
    assert settled(doubtful="") == ""


def test_a_turn_that_covers_less_than_three_quarters_of_a_word_leaves_it_doubtful() -> None:
    words = (Word("776", TimeSpan(0, 1000)), Word("Người", TimeSpan(1000, 1300)), Word("ta", TimeSpan(3000, 3200)))
    transcript = Transcript((Segment(words, "vi"),), "vi", 4000)

    def last_of_first(end_ms: int) -> str:
        turns = (Turn(TimeSpan(0, end_ms), "A"), Turn(TimeSpan(2900, 3500), "B"))
        return attribute_words(transcript, Diarization(turns))[0].words[-1].text

    assert last_of_first(1224) == "776"
    assert last_of_first(1225) == "Người"
