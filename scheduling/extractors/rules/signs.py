"""What speaks for and against an item, as named signs that a trained judge weighs (see ``judge``).

A sentence's signs are the cues it holds (words of ordering, promising, accepting, refusing …), what kind of dates it
names, its words and pairs of words, whether the one who leads says it, and the cues of the sentences around it, by
the same voice or another. In the manner of Purver et al. 2007, "Detecting and Summarizing Action Items in Multi-Party
Dialogue", and Fernández et al. 2008, "Modelling and Detecting Decisions in Multi-party Dialogue".
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from scheduling.extractors.rules.chair import find_chair
from scheduling.extractors.rules.deadlines import is_deadline
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.text import words

Features = dict[str, float]
_AROUND = (-2, -1, 1, 2)
_AT_START = ("accept", "weak_accept", "refuse")
_SHORT_REPLY = 12
"""Words up to which the whole of a reply is looked at, not only its cues."""


class Signs:
    """The signs of the sentences of one reading, each worked out once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._own: dict[int, tuple[str, ...]] = {}

    @cached_property
    def _chair(self) -> str | None:
        return find_chair(self._reading)

    def of(self, index: int) -> Features:
        """The sentence ``index``, its words, its neighbours, and the reply of the next voice."""
        sentence = self._reading.sentences[index]
        features: Features = dict.fromkeys((f"0:{sign}" for sign in self.cues(index)), 1.0)
        features |= word_signs("", sentence)
        if sentence.speaker is not None and sentence.speaker == self._chair:
            features["chair"] = 1.0
        features[f"place:{5 * index // len(self._reading.sentences)}"] = 1.0
        for step in _AROUND:
            other = index + step
            if 0 <= other < len(self._reading.sentences):
                voice = "same" if self._reading.sentences[other].speaker == sentence.speaker else "other"
                features |= dict.fromkeys((f"{step:+d}{voice}:{sign}" for sign in self.cues(other)), 1.0)
        return features | self.reply(index)

    def reply(self, index: int) -> Features:
        """What the next voice says within three sentences."""
        said = self._reading.sentences[index]
        for other in self._reading.sentences[index + 1 : index + 4]:
            if other.speaker == said.speaker:
                continue
            features = dict.fromkeys((f"reply:{sign}" for sign in self.cues(other.index)), 1.0)
            if len(other.low.split()) <= _SHORT_REPLY:
                features |= dict.fromkeys((f"reply={word}" for word in words(other.low)), 1.0)
            return features
        return {"reply:none": 1.0}

    def cues(self, index: int) -> tuple[str, ...]:
        """The cues of the sentence itself."""
        if index not in self._own:
            self._own[index] = tuple(self._read(self._reading.sentences[index]))
        return self._own[index]

    def _read(self, sentence: Sentence) -> Iterable[str]:
        grammar, low = self._reading.grammar, sentence.low
        yield from (name for name, cue in grammar.cues.items() if cue.search(low))
        yield from (f"^{name}" for name in _AT_START if grammar.starts(name, low))
        if sentence.is_question:
            yield "asks"
        yield f"long:{min(5, len(low.split()) // 4)}"
        if sentence.mentions:
            yield "names"
        for when in sentence.whens:
            yield "when"
            yield f"when:{when.open}"
            if is_deadline(when, self._reading):
                yield "when:ahead"
            if when.rrule:
                yield "when:again"
            if not when.grain.is_civil_date:
                yield "when:hour"


def word_signs(prefix: str, sentence: Sentence) -> Features:
    """The words of a sentence and their pairs, its ends included."""
    said = words(sentence.low)
    features: Features = dict.fromkeys((f"{prefix}={word}" for word in said), 1.0)
    pairs = pairwise(["^", *said, "$"])
    return features | dict.fromkeys((f"{prefix}={one}_{other}" for one, other in pairs), 1.0)


def steps(name: str, value: float, edges: Iterable[float]) -> Features:
    """A quantity as the edges it reaches, so that its weight need not grow in a straight line."""
    return {f"{name}>={edge}": 1.0 for edge in edges if value >= edge}


def merged(*parts: Mapping[str, float]) -> Features:
    return {name: value for part in parts for name, value in part.items()}
