"""Words to speakers: each once, in order, by the stated rules."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from diarize.attribute import attribute_words
from models.diarization import Diarization, Turn
from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word


def transcript(*words: tuple[str, int, int]) -> Transcript:
    """One segment of words (text, start ms, end ms)."""
    heard = tuple(Word(text, TimeSpan(start, end)) for text, start, end in words)
    segments = (Segment(heard, "en"),) if heard else ()
    return Transcript(segments, "en", max((end for _, _, end in words), default=0))


def diarization(*turns: tuple[str, int, int]) -> Diarization:
    return Diarization(
        tuple(sorted((Turn(TimeSpan(a, b), label) for label, a, b in turns), key=lambda t: (t.span, t.label)))
    )


def told(*args: object) -> list[tuple[str | None, str]]:
    return [(u.speaker, u.text) for u in attribute_words(*args)]  # type: ignore[arg-type]


def test_a_segment_that_spans_a_change_of_speaker_is_cut_at_the_change() -> None:
    words = transcript(("shall", 0, 300), ("we?", 300, 600), ("Yes,", 700, 900), ("please.", 900, 1200))
    assert told(words, diarization(("A", 0, 650), ("B", 650, 1200))) == [("A", "shall we?"), ("B", "Yes, please.")]


def test_a_word_across_a_change_goes_to_the_voice_that_covers_most_of_it() -> None:
    words = transcript(("so", 0, 300))
    assert told(words, diarization(("A", 0, 100), ("B", 100, 300))) == [("B", "so")]


def test_a_word_between_turns_goes_to_the_nearer() -> None:
    turns = diarization(("A", 0, 1000), ("B", 2000, 3000))
    assert told(transcript(("um", 1100, 1200)), turns) == [("A", "um")]
    assert told(transcript(("um", 1800, 1900)), turns) == [("B", "um")]


def test_a_word_equally_far_from_two_turns_stays_with_the_speaker_before() -> None:
    turns = diarization(("A", 0, 1000), ("B", 1400, 3000))
    assert told(transcript(("hm", 1100, 1300)), turns) == [("A", "hm")]
    turns = diarization(("B", 0, 500), ("A", 600, 1000), ("B", 1400, 3000))
    assert told(transcript(("I", 700, 900), ("hm", 1100, 1300)), turns) == [("A", "I hm")]


def test_an_overlapped_word_stays_with_the_speaker_before_and_names_the_other() -> None:
    words = transcript(("I", 0, 200), ("think", 200, 500), ("so", 500, 700))
    (utterance,) = attribute_words(words, diarization(("A", 0, 700), ("B", 200, 700)))
    assert (utterance.speaker, utterance.also_speaking) == ("A", ("B",))
    assert utterance.runs() == (("I", ()), ("think so", ("B",)))


def test_exclusive_turns_say_who_has_a_word_and_all_turns_who_else_speaks() -> None:
    words = transcript(("I", 0, 200), ("think", 200, 500), ("so", 500, 700))
    turns = diarization(("A", 0, 700), ("B", 200, 700))
    floor = (Turn(TimeSpan(0, 200), "A"), Turn(TimeSpan(200, 500), "B"), Turn(TimeSpan(500, 700), "A"))
    found = attribute_words(words, replace(turns, exclusive=floor))
    assert [(u.speaker, u.text, u.also_speaking) for u in found] == [
        ("A", "I", ()),
        ("B", "think", ("A",)),
        ("A", "so", ("B",)),
    ]


def test_an_overlapped_first_word_goes_to_the_longer_turn() -> None:
    (utterance,) = attribute_words(transcript(("now", 0, 200)), diarization(("A", 0, 300), ("B", 0, 5000)))
    assert (utterance.speaker, utterance.also_speaking) == ("B", ("A",))


def test_a_voice_that_covers_less_than_half_of_a_word_is_not_also_speaking() -> None:
    (utterance,) = attribute_words(transcript(("now", 0, 200)), diarization(("A", 0, 200), ("B", 110, 500)))
    assert utterance.also_speaking == ()


def test_without_diarization_there_is_no_speaker() -> None:
    assert told(transcript(("hello", 0, 300)), None) == [(None, "hello")]
    assert told(transcript(("hello", 0, 300)), Diarization(())) == [(None, "hello")]


def test_a_long_pause_ends_an_utterance() -> None:
    words = transcript(("one", 0, 300), ("two", 2300, 2600))
    assert told(words, diarization(("A", 0, 3000))) == [("A", "one"), ("A", "two")]


def test_a_short_pause_ends_an_utterance_only_at_a_sentence_end() -> None:
    within = transcript(("one", 0, 300), ("two", 1200, 1500))
    after = transcript(("one.", 0, 300), ("two", 1200, 1500))
    assert len(attribute_words(within, None)) == 1
    assert len(attribute_words(after, None)) == 2


def test_a_long_speech_is_cut_at_sentence_ends_and_at_the_latest_after_half_a_minute() -> None:
    sentences = transcript(*((f"w{i}" + ("." if i % 10 == 9 else ""), i * 500, i * 500 + 500) for i in range(80)))
    assert [len(u.words) for u in attribute_words(sentences, None)] == [30, 30, 20]
    endless = transcript(*((f"w{i}", i * 500, i * 500 + 500) for i in range(80)))
    assert [len(u.words) for u in attribute_words(endless, None)] == [60, 20]


def test_ids_count_from_one_and_spans_cover_the_words() -> None:
    words = transcript(("one", 100, 300), ("two", 4000, 4500))
    utterances = attribute_words(words, None)
    assert [u.id for u in utterances] == ["u1", "u2"]
    assert [u.span for u in utterances] == [TimeSpan(100, 300), TimeSpan(4000, 4500)]


def test_nothing_heard_is_no_utterance() -> None:
    assert attribute_words(transcript(), diarization(("A", 0, 100))) == ()


spans = st.tuples(st.integers(0, 60_000), st.integers(1, 4_000)).map(lambda pair: TimeSpan(pair[0], sum(pair)))


@given(st.lists(spans, max_size=60), st.lists(st.tuples(spans, st.sampled_from("ABC")), max_size=15))
def test_every_word_is_kept_once_and_in_order(word_spans: list[TimeSpan], turns: list[tuple[TimeSpan, str]]) -> None:
    words = tuple(Word(f"w{index}", span) for index, span in enumerate(sorted(word_spans)))
    heard = Transcript((Segment(words, "vi"),) if words else (), "vi", 100_000)
    who = diarization(*((label, span.start_ms, span.end_ms) for span, label in turns))
    utterances = attribute_words(heard, who)
    assert tuple(word for utterance in utterances for word in utterance.words) == words
    assert {u.speaker for u in utterances} <= ({label for _, label in turns} or {None})
    assert all(u.text == " ".join(word.text for word in u.words) for u in utterances)


@given(st.lists(st.tuples(spans, st.sampled_from("ABC")), min_size=1, max_size=15), st.integers(0, 14))
def test_words_that_a_turn_covers_alone_stay_with_it(turns: list[tuple[TimeSpan, str]], chosen: int) -> None:
    span, label = turns[chosen % len(turns)]
    word = Word("He", TimeSpan(span.start_ms, span.start_ms + 1))
    others = [(each, name) for each, name in turns if name == label or not each.overlap_ms(word.span)]
    around = [Word("x", TimeSpan(each.start_ms, each.end_ms)) for each, _ in others]
    words = tuple(sorted([*around, word], key=lambda w: w.span))
    who = diarization(*((name, each.start_ms, each.end_ms) for each, name in others))
    utterances = attribute_words(Transcript((Segment(words, "vi"),), "vi", 100_000), who)
    assert {u.speaker for u in utterances if word in u.words} == {label}
