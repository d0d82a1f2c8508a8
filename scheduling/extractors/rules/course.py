"""How talk went on over a day, an hour or a date: said again, replaced, objected to, settled."""

from collections.abc import Container, Sequence

from scheduling.extractors.rules.reading import Reading
from scheduling.extractors.rules.signs import Features
from scheduling.extractors.rules.turns_of_talk import concludes, objects


def course(
    prefix: str,
    at: int,
    value: object,
    said: Sequence[tuple[int, object]],
    thread: Container[int],
    reading: Reading,
) -> Features:
    """Of ``value``, named in sentence ``at``; ``said`` are all that were named, with their sentences.

    ``thread`` are the sentences in which the same matter is talked over.
    """
    later = [(index, other) for index, other in said if index > at and index in thread]
    again = [index for index, other in later if other == value]
    replaced = [index for index, other in later if other != value]
    firm = {index for index, _ in said if index in thread and _is_firm(index, reading)}
    sentence = reading.sentences[at]
    objected = _is_objected(at, reading)
    told = {
        "replaced_firmly": any(index in firm for index in replaced),
        "last_firm": at == max(firm, default=-1),
        "in_thread": at in thread,
        "again": bool(again),
        "last": at in thread and not replaced,
        "replaced": bool(replaced),
        "replaced_twice": len({other for _, other in later if other != value}) > 1,
        "stays": bool(again) and (not replaced or max(again) >= max(replaced)),
        "objected": objected,
        "asked": sentence.is_question,
        "concluded": concludes(sentence.low),
        "objected, replaced": bool(replaced) and objected,
    }
    return {f"{prefix}:{name}": 1.0 for name, holds in told.items() if holds}


def _is_firm(at: int, reading: Reading) -> bool:
    """Said by one who draws a line or moves something, and not asked."""
    sentence = reading.sentences[at]
    return not sentence.is_question and (concludes(sentence.low) or reading.grammar.has("move", sentence.low))


def _is_objected(at: int, reading: Reading) -> bool:
    said = reading.sentences[at]
    return any(objects(o.low) and o.speaker != said.speaker for o in reading.sentences[at + 1 : at + 3])
