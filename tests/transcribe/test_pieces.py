"""Pieces cover all speech, are cut in silence, and their transcripts join to one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word
from transcribe.pieces import cut_pieces, join_transcripts, spoken_language


def spans(*bounds: tuple[int, int]) -> list[TimeSpan]:
    return [TimeSpan(start, end) for start, end in bounds]


def heard(language: str, *words: tuple[str, int, int]) -> Segment:
    return Segment(tuple(Word(text, TimeSpan(start, end)) for text, start, end in words), language)


@st.composite
def speech(draw: st.DrawFn) -> list[TimeSpan]:
    made, at = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(1, 3_000), st.integers(1, 9_000)), max_size=40)):
        made.append(TimeSpan(at + gap, at + gap + length))
        at += gap + length
    return made


def test_a_short_recording_is_one_piece() -> None:
    assert cut_pieces(spans((500, 900), (2_000, 3_000)), 5_000) == (TimeSpan(500, 3_000),)


def test_no_speech_gives_no_piece() -> None:
    assert cut_pieces([], 36_000_000) == ()
    assert cut_pieces([], 0) == ()


def test_the_cut_is_at_the_longest_pause_of_the_second_half() -> None:
    told = spans((0, 1_000), (4_000, 6_000), (6_100, 7_000), (7_900, 9_000), (9_200, 12_000))
    assert cut_pieces(told, 12_000, longest_ms=10_000) == (TimeSpan(0, 7_000), TimeSpan(7_900, 12_000))


def test_speech_without_a_pause_is_cut_where_it_must() -> None:
    assert cut_pieces(spans((0, 25)), 25, longest_ms=10) == (TimeSpan(0, 10), TimeSpan(10, 20), TimeSpan(20, 25))


def test_speech_behind_the_end_is_left_out() -> None:
    assert cut_pieces(spans((0, 900), (1_500, 1_800)), 1_000) == (TimeSpan(0, 900),)


@given(speech(), st.integers(100, 10_000))
def test_all_speech_lies_in_pieces_that_are_short_enough_and_apart(told: list[TimeSpan], longest_ms: int) -> None:
    end = told[-1].end_ms if told else 0
    pieces = cut_pieces(told, end, longest_ms)
    assert all(piece.duration_ms <= longest_ms for piece in pieces)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(pieces))
    for span in told:
        assert sum(span.overlap_ms(piece) for piece in pieces) == span.duration_ms


@given(speech(), st.integers(9_000, 30_000))
def test_speech_that_fits_is_never_cut_inside(told: list[TimeSpan], longest_ms: int) -> None:
    end = told[-1].end_ms if told else 0
    edges = {edge for piece in cut_pieces(told, end, longest_ms) for edge in (piece.start_ms, piece.end_ms)}
    assert not any(span.start_ms < edge < span.end_ms for span in told for edge in edges)


def test_joined_words_stand_where_their_piece_does() -> None:
    second = Transcript((heard("vi", ("chào", 100, 300)),), "vi", 1_000)
    first = Transcript((heard("vi", ("xin", 0, 200)),), "vi", 1_000)
    joined = join_transcripts([(60_000, second), (0, first)], 70_000)
    assert [(word.text, word.span) for word in joined.words] == [
        ("xin", TimeSpan(0, 200)),
        ("chào", TimeSpan(60_100, 60_300)),
    ]
    assert (joined.spoken_language, joined.duration_ms) == ("vi", 70_000)


def test_nothing_joined_is_an_empty_transcript() -> None:
    assert join_transcripts([], 5_000) == Transcript((), "und", 5_000)


def test_four_fifths_of_the_words_name_the_language() -> None:
    vi, en = heard("vi", *[("ạ", 0, 1)] * 8), heard("en", ("yes", 1, 2), ("no", 2, 3))
    assert spoken_language([vi, en]) == "vi"
    assert spoken_language([vi, en, en]) == "mixed"
