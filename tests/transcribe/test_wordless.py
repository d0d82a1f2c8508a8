"""Speech for which no word was placed is told, and only that."""

from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word
from transcribe.pieces import join_transcripts
from transcribe.wordless import speech_without_words, with_wordless


def word(start_ms: int, end_ms: int) -> Word:
    return Word("nói", TimeSpan(start_ms, end_ms))


def test_speech_full_of_words_lacks_none() -> None:
    words = [word(start, start + 300) for start in range(0, 10_000, 700)]
    assert speech_without_words([TimeSpan(0, 10_000)], words) == ()


def test_a_hole_is_told_with_its_times() -> None:
    words = [word(0, 1_000), word(6_000, 7_000)]
    assert speech_without_words([TimeSpan(0, 7_000)], words) == (TimeSpan(1_400, 5_600),)


def test_speech_without_any_word_is_told_whole() -> None:
    spans = [TimeSpan(0, 2_000), TimeSpan(60_000, 63_000)]
    assert speech_without_words(spans, [word(500, 1_500)]) == (spans[1],)


def test_a_cough_is_no_lost_word() -> None:
    assert speech_without_words([TimeSpan(0, 1_000)], []) == ()


def test_a_long_word_before_short_ones_hides_nothing_and_counts() -> None:
    words = [word(0, 8_000), word(1_000, 1_200), word(12_000, 12_500)]
    assert speech_without_words([TimeSpan(0, 12_500)], words) == (TimeSpan(8_400, 11_600),)


def test_pieces_keep_their_wordless_speech_at_its_place() -> None:
    speech = (TimeSpan(0, 3_000), TimeSpan(5_000, 8_000))
    piece = with_wordless(Transcript((Segment((word(0, 3_000),), "vi"),), "vi", 10_000), speech)
    joined = join_transcripts([(0, piece), (600_000, piece)], 610_000)
    assert joined.wordless == (TimeSpan(5_000, 8_000), TimeSpan(605_000, 608_000))
