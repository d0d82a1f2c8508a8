"""Questions the meeting settled: an option chosen, a rule set, something approved."""

import re
from dataclasses import dataclass

from models.findings import Decision
from scheduling.extractors.rules.evidence import cite
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.text import content_words
from scheduling.extractors.rules.wording import plain_wording

_ENOUGH = 1.15
_DEBATE = re.compile(
    r"(?<!\w)(?:phương án|đề xuất|đề nghị|hay là|chọn|biểu quyết|ý kiến|phản đối|đồng ý|"
    r"bao nhiêu|chỗ nào|cách|nên|giá|option|proposal|propose|suggest|should|vote|either|agree|"
    r"choose|prefer|how about|why don't)(?!\w)"
)


_CONCLUDES = re.compile(
    r"(?:rồi |ừ |à |ok )?(?:vậy|thôi|thế|như vậy|rồi|được rồi|ok|okay|all right|alright|right|then|so|agreed)\b"
)


def find_decisions(reading: Reading, taken: dict[int, float]) -> list[Decision]:
    """Decisions in order. ``taken`` maps sentences that tasks or meetings rest on to how firmly they do."""
    chair = _chair(reading)
    found: list[_Settled] = []
    last = -10
    for sentence in reading.sentences:
        weight = _weight(sentence, reading, chair) + _announced(sentence, reading) - taken.get(sentence.index, 0.0)
        if weight < _ENOUGH or sentence.line < 2:
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
            found.append(_Settled(text, sentence, _support(sentence, reading), weight))
        else:
            again.sentences.extend(_support(sentence, reading))
    return [
        Decision(done.text, cite(reading, done.sentences), round(min(0.95, 0.3 + 0.3 * done.weight), 2))
        for done in found
    ]


@dataclass(slots=True)
class _Settled:
    """A decision while the talk goes on; ``sentences`` are its evidence so far."""

    text: str
    main: Sentence
    sentences: list[int]
    weight: float


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


def _announced(sentence: Sentence, reading: Reading) -> float:
    """ "Agreed then." – and in the same breath what was agreed."""
    if sentence.index == 0:
        return 0.0
    before = reading.sentences[sentence.index - 1]
    bare = before.line == sentence.line and len(before.low.split()) <= 5 and not before.is_question
    return 1.3 if bare and reading.grammar.has("decide_strong", before.low) and not sentence.is_question else 0.0


def _weight(sentence: Sentence, reading: Reading, chair: str | None) -> float:
    grammar, low = reading.grammar, sentence.low
    weight = 0.0
    weight += 0.9 if grammar.has("decide_strong", low) else 0.0
    weight += 0.9 if grammar.has("decide_rule", low) else 0.0
    weight += 0.7 if grammar.has("decide_choice", low) else 0.0
    if weight == 0.0:
        return 0.0
    weight += 0.2 if _CONCLUDES.match(low) else 0.0
    weight += 0.3 if sentence.speaker is not None and sentence.speaker == chair else -0.2
    before = reading.sentences[max(0, sentence.index - 8) : sentence.index]
    weight += 0.3 if any(_DEBATE.search(other.low) for other in before) else 0.0
    after = reading.sentences[sentence.index + 1 : sentence.index + 2]
    weight += 0.2 if any(o.speaker != sentence.speaker and grammar.starts("accept", o.low) for o in after) else 0.0
    if any(o.speaker != sentence.speaker and grammar.starts("refuse", o.low) for o in after):
        weight -= 0.5
    weight -= 0.8 if sentence.speaker != chair and grammar.has("opinion", low) else 0.0
    weight -= 1.0 if sentence.is_question else 0.0
    weight -= 0.8 if grammar.has("hypothetical", low) else 0.0
    weight -= 0.8 if grammar.has("past", low) else 0.0
    weight -= 1.0 if grammar.has("decide_not", low) else 0.0
    weight -= 0.6 if grammar.has("exhortation", low) else 0.0
    weight -= 0.3 if len(low.split()) < 6 else 0.0
    return weight


def _chair(reading: Reading) -> str | None:
    """Who leads: the voice that orders, asks and hands the floor most often."""
    scores: dict[str, float] = {}
    for sentence in reading.sentences:
        if sentence.speaker is None:
            continue
        led = 1.0 if sentence.is_question else 0.0
        led += 1.0 if reading.grammar.has("order", sentence.low) else 0.0
        led += 1.5 if reading.grammar.has("decide_strong", sentence.low) else 0.0
        led -= 0.7 if sentence.low.startswith(("dạ", "vâng")) else 0.0
        led += 3.0 if sentence.index == 0 else 0.0
        scores[sentence.speaker] = scores.get(sentence.speaker, 0.0) + led
    return max(scores, key=lambda name: scores[name]) if scores else None


def _support(sentence: Sentence, reading: Reading) -> list[int]:
    """The sentence, and the assent of the next voice."""
    for after in reading.sentences[sentence.index + 1 : sentence.index + 3]:
        if after.speaker != sentence.speaker:
            agreed = reading.grammar.starts("accept", after.low) and not after.whens and len(after.low.split()) <= 12
            return [sentence.index, after.index] if agreed and not after.is_question else [sentence.index]
    return [sentence.index]
