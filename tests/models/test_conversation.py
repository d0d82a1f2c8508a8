"""Utterances with overlapped words, and their JSON."""

import pytest

from models.codec import conversation_from_json, conversation_to_json, dump_json, load_json
from models.conversation import Conversation, Overlap, Utterance, overlaps_of
from models.span import TimeSpan
from models.transcript import Word

TEXT = "we meet on Monday then"
WORDS = tuple(Word(text, TimeSpan(i * 100, i * 100 + 100)) for i, text in enumerate(TEXT.split()))


def utterance(*overlaps: Overlap) -> Utterance:
    return Utterance("u1", "A", TimeSpan(0, 500), "we meet on Monday then", WORDS, ("B", "C"), overlaps)


def conversation(*overlaps: Overlap) -> Conversation:
    return Conversation("m", "en", (utterance(*overlaps),), None, "Asia/Ho_Chi_Minh")


def test_words_with_the_same_other_speakers_are_one_overlap() -> None:
    others = [(), ("B",), ("B",), ("B", "C"), ()]
    assert overlaps_of(others) == (Overlap(1, 3, ("B",)), Overlap(3, 4, ("B", "C")))


def test_the_text_comes_in_parts_that_make_the_whole() -> None:
    parts = utterance(Overlap(0, 2, ("B",)), Overlap(3, 4, ("B", "C"))).runs()
    assert parts == (("we meet", ("B",)), ("on", ()), ("Monday", ("B", "C")), ("then", ()))
    assert utterance().runs() == (("we meet on Monday then", ()),)


def test_json_names_the_others_at_each_word_and_reads_them_back() -> None:
    before = conversation(Overlap(1, 3, ("B",)), Overlap(4, 5, ("C",)))
    text = dump_json(conversation_to_json(before))
    assert conversation_from_json(load_json(text, "m")).utterances == before.utterances
    words = conversation_to_json(before)["utterances"][0]["words"]
    assert [word.get("also_speaking") for word in words] == [None, ["B"], ["B"], None, ["C"]]


def test_json_written_before_words_were_marked_is_read() -> None:
    old = conversation_to_json(conversation())
    assert conversation_from_json(load_json(dump_json(old), "m")).utterances[0].overlaps == ()


@pytest.mark.parametrize("wrong", [[Overlap(4, 6, ("B",))], [Overlap(2, 4, ("B",)), Overlap(3, 5, ("C",))]])
def test_overlaps_outside_the_words_or_over_each_other_are_refused(wrong: list[Overlap]) -> None:
    with pytest.raises(ValueError, match="overlaps of u1"):
        utterance(*wrong)


@pytest.mark.parametrize(("first", "end", "speakers"), [(2, 2, ("B",)), (-1, 2, ("B",)), (0, 1, ())])
def test_an_overlap_holds_words_and_names_somebody(first: int, end: int, speakers: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not an overlap"):
        Overlap(first, end, speakers)
