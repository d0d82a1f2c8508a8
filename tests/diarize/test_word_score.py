"""Words under speakers, scored on literals that can be counted by hand."""

from hypothesis import given
from hypothesis import strategies as st

from diarize.word_score import score_words
from transcribe.score import edit_distance


def said(text: str) -> list[tuple[str, str | None]]:
    """``A:one A:two B:three`` as words and speakers; ``-`` is nobody."""
    pairs = (each.split(":") for each in text.split())
    return [(word, None if speaker == "-" else speaker) for speaker, word in pairs]


def test_other_labels_for_the_same_speakers_are_no_error() -> None:
    found = score_words(said("A:go B:no A:on"), said("x:go y:no x:on"))
    assert (found.plain_rate, found.paired_rate, found.right_share) == (0.0, 0.0, 1.0)


def test_a_word_under_the_wrong_speaker_costs_two_edits_of_the_paired_rate_and_none_of_the_plain() -> None:
    found = score_words(said("A:one A:two B:three B:four"), said("x:one x:two x:three y:four"))
    assert (found.plain_edits, found.paired_edits) == (0, 2)
    assert (found.heard_words, found.rightly_given_words) == (4, 3)


def test_a_speaker_split_in_two_pays_for_the_words_of_the_second_label() -> None:
    found = score_words(said("A:a A:b A:c A:d"), said("x:a x:b x:c y:d"))
    assert (found.paired_edits, found.right_share) == (2, 0.75)


def test_words_heard_wrongly_are_judged_by_their_place() -> None:
    found = score_words(said("A:read B:the B:letter"), said("x:red y:the y:letter"))
    assert (found.plain_edits, found.paired_edits, found.right_share) == (1, 1, 1.0)


def test_words_not_heard_have_no_speaker_to_judge() -> None:
    found = score_words(said("A:a A:b B:c"), said("x:a"))
    assert (found.plain_edits, found.paired_edits, found.heard_words) == (2, 2, 1)


def test_nothing_said_and_something_heard() -> None:
    assert score_words([], []).paired_rate == 0.0
    assert score_words([], said("x:a")).plain_rate == 1.0
    assert score_words(said("A:a"), []).paired_rate == 1.0


def test_words_of_nobody_are_a_speaker_of_their_own() -> None:
    assert score_words(said("A:a B:b"), said("-:a -:b")).paired_edits == 2


words = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("XY")), max_size=8)


@given(words, words)
def test_the_plain_edits_are_the_edit_distance(
    reference: list[tuple[str, str | None]], found: list[tuple[str, str | None]]
) -> None:
    errors = score_words(reference, found)
    assert errors.plain_edits == edit_distance([word for word, _ in reference], [word for word, _ in found])
    assert errors.rightly_given_words <= errors.heard_words


@given(words)
def test_a_perfect_answer_under_any_labels_has_no_errors(reference: list[tuple[str, str | None]]) -> None:
    errors = score_words(reference, [(word, f"voice {speaker}") for word, speaker in reference])
    assert (errors.plain_edits, errors.paired_edits, errors.right_share) == (0, 0, 1.0)
