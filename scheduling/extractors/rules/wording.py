"""What was said, in the wording of minutes: no fillers, no address, no date of its own, verb first."""

import re

from scheduling.extractors.rules.grammar import Grammar
from scheduling.extractors.rules.reading import Sentence
from scheduling.extractors.rules.text import lower

_EDGE = " ,.;:!?…-–"
_LONGEST = 160
_LEFTOVER = re.compile(
    r"(?:^|\s)(?:trước|chậm nhất|muộn nhất|hạn(?: là| chót| cuối)?|xong trong|trong|vào|lúc|"
    r"từ|đến|tới|ngay|by|before|on|until|at|xong)\s*$",
    re.IGNORECASE,
)


def task_wording(sentence: Sentence, verb: int, grammar: Grammar) -> str:
    """The sentence from its verb on, without dates and courtesies."""
    text = _cut_dates(sentence, verb)
    object_first = _fronted_object(sentence, verb, grammar)
    return finish(f"{text} {object_first}".strip() if object_first else text, grammar)


def plain_wording(sentence: Sentence, begin: int, grammar: Grammar, keep_dates: bool = True) -> str:
    text = sentence.text[begin:] if keep_dates else _cut_dates(sentence, begin)
    return finish(text, grammar)


def finish(text: str, grammar: Grammar) -> str:
    """Fillers stripped from both ends, hesitations inside, first letter large."""
    text = re.sub(r"(?<!\w)(?:ờ|ừm|uh|um|erm)(?!\w)[ ,]*", "", text, flags=re.IGNORECASE)
    text = " ".join(text.split())
    previous = None
    while previous != text:
        previous = text
        text = text.strip(_EDGE)
        text = _LEFTOVER.sub("", text).strip(_EDGE)
        low = lower(text)
        head = grammar.cues["lead_in"].match(low)
        if head and head.end() < len(text):
            text = text[head.end() :].strip(_EDGE)
            continue
        tail = _trailing(grammar, low)
        if tail:
            text = text[:tail].strip(_EDGE)
    if len(text) > _LONGEST:
        text = text[: text.rfind(" ", 0, _LONGEST)].strip(_EDGE)
    return text[:1].upper() + text[1:]


def _trailing(grammar: Grammar, low: str) -> int | None:
    for size in range(min(4, len(low.split()) - 1), 0, -1):
        at = _word_start(low, size)
        if at > 0 and grammar.cues["filler"].fullmatch(low[at:].strip(_EDGE)):
            return at
    return None


def _word_start(low: str, size: int) -> int:
    at = len(low)
    for _ in range(size):
        at = low.rfind(" ", 0, at)
        if at < 0:
            return -1
    return at + 1 if at >= 0 else -1


def _cut_dates(sentence: Sentence, begin: int) -> str:
    pieces: list[str] = []
    at = begin
    for when in sentence.whens:
        if when.begin >= at:
            pieces.append(_LEFTOVER.sub(" ", sentence.text[at : when.begin]))
            at = when.stop
    pieces.append(sentence.text[at:])
    return " ".join(piece.strip() for piece in pieces if piece.strip())


def _fronted_object(sentence: Sentence, verb: int, grammar: Grammar) -> str | None:
    """ "giấy tờ thì anh Quân lo": what stands before the doer is the object."""
    rest = sentence.low[verb:].split()
    if len(rest) > 4:
        return None
    match = re.match(r"(?:còn |rồi |vậy |thì |cái )*(.{3,60}?) (?:thì|là|để) ", sentence.low[:verb])
    return sentence.text[match.start(1) : match.end(1)] if match else None
