"""From words as heard to words as written, each with its time, and what was heard kept beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from models.conversation import Utterance, overlaps_of
from models.transcript import Word
from transcribe.numbers.en import read_english
from transcribe.numbers.stretch import Reading, Stretch
from transcribe.numbers.vi import read_vietnamese
from transcribe.rewriting import lowered, merged, split_marks

_ENDS = (".", "!", "?", "…")


def write_numbers(words: Sequence[Word]) -> tuple[Word, ...]:
    """The same words with numbers as figures; a figure spans the words it was heard in.

    Joining ``as_heard`` of the answer gives back exactly what was heard.
    """
    texts = [word.text for word in words]
    answer: list[Word] = []
    for text, begin, stop in _pieces(texts):
        answer.append(words[begin] if text is None else merged(text, words[begin:stop]))
    return tuple(answer)


def written_text(text: str) -> str:
    """The same for text without times; it is given back as it is where nothing is a number."""
    texts = text.split()
    pieces = list(_pieces(texts))
    if all(piece is None for piece, _, _ in pieces):
        return text
    return " ".join(texts[begin] if piece is None else piece for piece, begin, _ in pieces)


def write_utterance(utterance: Utterance) -> Utterance:
    """Words and text written; where the text is not that of the words each is written for itself.

    Whoever speaks over one of the words of a figure speaks over the figure.
    """
    heard = utterance.words
    words = write_numbers(heard)
    own = " ".join(word.text for word in heard) == utterance.text
    text = " ".join(word.text for word in words) if own else written_text(utterance.text)
    return replace(utterance, words=words, text=text, overlaps=overlaps_of(_others(utterance)))


def _others(utterance: Utterance) -> list[tuple[str, ...]]:
    """Who else speaks over each word as it is written."""
    over: list[tuple[str, ...]] = [()] * len(utterance.words)
    for each in utterance.overlaps:
        over[each.first : each.end] = [each.speakers] * (each.end - each.first)
    pieces = _pieces([word.text for word in utterance.words])
    return [tuple(dict.fromkeys(chain(*over[begin:stop]))) for _, begin, stop in pieces]


def _pieces(texts: Sequence[str]) -> Iterator[tuple[str | None, int, int]]:
    """What is written for texts ``begin..stop``, None for one that stays."""
    parts = [split_marks(text) for text in texts]
    begin = 0
    sentence = True
    while begin < len(parts):
        stop = begin + 1
        while stop < len(parts) and not parts[stop - 1][2] and not parts[stop][0]:
            stop += 1
        yield from _of_stretch(parts, begin, stop, sentence)
        sentence = parts[stop - 1][2].endswith(_ENDS)
        begin = stop


def _of_stretch(
    parts: Sequence[tuple[str, str, str]], begin: int, stop: int, sentence: bool
) -> Iterator[tuple[str | None, int, int]]:
    bare = [part[1] for part in parts[begin:stop]]
    capitals = [text[:1].isupper() for text in bare]
    capitals[0] = capitals[0] and not sentence
    stretch = Stretch(tuple(lowered(text) for text in bare), tuple(capitals))
    at = 0
    while at < len(bare):
        for text, count in _read(stretch, at):
            first, last = begin + at, begin + at + count - 1
            if text is None:
                yield from ((None, each, each + 1) for each in range(first, last + 1))
            else:
                yield parts[first][0] + text + parts[last][2], first, last + 1
            at += count


def _read(stretch: Stretch, at: int) -> Reading:
    return read_vietnamese(stretch, at) or read_english(stretch, at) or ((None, 1),)
