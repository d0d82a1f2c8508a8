"""How strongly the rules alone hold that a sentence settles a matter; one sign among others for the judge."""

import re

from scheduling.extractors.rules.chair import find_chair
from scheduling.extractors.rules.reading import Reading, Sentence

_DEBATE = re.compile(
    r"(?<!\w)(?:phương án|đề xuất|đề nghị|hay là|chọn|biểu quyết|ý kiến|phản đối|đồng ý|"
    r"bao nhiêu|chỗ nào|cách|nên|giá|option|proposal|propose|suggest|should|vote|either|agree|"
    r"choose|prefer|how about|why don't)(?!\w)"
)


_CONCLUDES = re.compile(
    r"(?:rồi |ừ |à |ok )?(?:vậy|thôi|thế|như vậy|rồi|được rồi|ok|okay|all right|alright|right|then|so|agreed)\b"
)


SETTLED = 1.15
"""Weight from which on the rules alone call a sentence a decision."""


def settling_weights(reading: Reading) -> list[float]:
    """One weight a sentence."""
    chair = find_chair(reading)
    return [_weight(sentence, reading, chair) + _announced(sentence, reading) for sentence in reading.sentences]


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
