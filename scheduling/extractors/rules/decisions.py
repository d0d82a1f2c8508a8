"""Questions the meeting settled: an option chosen, a rule set, something approved."""

import re
from dataclasses import dataclass

from models.findings import Decision
from scheduling.extractors.rules.assessor import Assessor, confidence
from scheduling.extractors.rules.evidence import cite
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.text import content_words
from scheduling.extractors.rules.wording import plain_wording


def find_decisions(reading: Reading, assessor: Assessor, taken: dict[int, float]) -> list[Decision]:
    """Decisions in order. ``taken`` maps sentences that tasks or meetings rest on to how firmly they do."""
    found: list[_Settled] = []
    last = -10
    for sentence in reading.sentences:
        margin = assessor.decision_margin(sentence, taken.get(sentence.index, 0.0))
        if margin <= 0.0 or sentence.line < 2:
            continue
        if sentence.index - last <= 1 and reading.sentences[last].speaker == sentence.speaker:
            continue
        last = sentence.index
        sentence = _what_was_carried(sentence, reading)
        text = plain_wording(sentence, _settled_at(sentence), reading.grammar)
        if len(text.split()) < 3:
            continue
        again = next((earlier for earlier in found if _says_again(sentence, earlier)), None)
        if again is None:
            found.append(_Settled(text, sentence, _support(sentence, reading), margin))
        else:
            again.sentences.extend(_support(sentence, reading))
    return [Decision(done.text, cite(reading, done.sentences), confidence(done.margin)) for done in found]


@dataclass(slots=True)
class _Settled:
    """A decision while the talk goes on; ``sentences`` are its evidence so far."""

    text: str
    main: Sentence
    sentences: list[int]
    margin: float


_REPEAT = 12
"""Sentences within which a decision said again is the same one."""


def _says_again(sentence: Sentence, earlier: _Settled) -> bool:
    """Half of the telling words, and at least two, were said in the decision already."""
    known, said = content_words(earlier.main.low), content_words(sentence.low)
    near = sentence.index - earlier.main.index <= _REPEAT
    return near and len(known & said) >= max(2, min(len(known), len(said)) / 2)


def _what_was_carried(sentence: Sentence, reading: Reading) -> Sentence:
    """ "All in favour? Carried." – the motion stands a sentence or two before, in the same breath."""
    if len(sentence.low.split()) >= 4:
        return sentence
    breath = reading.sentences[max(0, sentence.index - 3) : sentence.index]
    motions = [s for s in breath if s.line == sentence.line and not s.is_question and len(s.low.split()) >= 4]
    return motions[-1] if motions else sentence


_SETTLES = re.compile(
    r"(?<!\w)(?:chốt(?: là| lại)?|vậy (?=quyết định|thống nhất|đồng ý|lấy|chọn)|final(?: nha| nhé)?)[:,]?\s"
)


def _settled_at(sentence: Sentence) -> int:
    """Where the decision itself begins: after "không ai phản đối thì chốt", after the name that is called."""
    low = sentence.low
    match = _SETTLES.search(low, 0, 48)
    if match and len(low) - match.end() > 12:
        return match.end()
    called = _CALLED.match(low)
    first = sentence.mentions[0] if sentence.mentions else None
    if (
        called
        and first
        and first.kind == "person"
        and first.begin <= called.end()
        and low[first.stop : first.stop + 1] == ","
    ):
        return first.stop + 1
    return 0


_CALLED = re.compile(r"(?:(?:no|yes|okay|ok|right|well|all right|dạ|vâng|ừ),? )?")


def _support(sentence: Sentence, reading: Reading) -> list[int]:
    """The sentence, and the assent of the next voice."""
    for after in reading.sentences[sentence.index + 1 : sentence.index + 3]:
        if after.speaker != sentence.speaker:
            agreed = reading.grammar.starts("accept", after.low) and not after.whens and len(after.low.split()) <= 12
            return [sentence.index, after.index] if agreed and not after.is_question else [sentence.index]
    return [sentence.index]
