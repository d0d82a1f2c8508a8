"""Who is to do it: of everybody who spoke or was named around a task, those who took it on in the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scheduling.extractors.rules.chair import find_chair
from scheduling.extractors.rules.judge import Judge
from scheduling.extractors.rules.nuclei import Nucleus
from scheduling.extractors.rules.owners import Owners
from scheduling.extractors.rules.people import Mention
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.signs import Features, Signs
from scheduling.extractors.rules.task_draft import TaskDraft
from scheduling.extractors.rules.text import words

_BEFORE, _AFTER = 3, 4
"""Sentences before and after those a task rests on in which its owner is looked for."""

_ROLES = frozenset({"asker", "next_voice", "voice_before", "last_voice", "named core", "addressed core"})
"""Signs that mean another thing with every kind of actor: "you" is not who asks, "I" is."""


@dataclass(frozen=True, slots=True)
class OwnerCandidate:
    """``names`` is empty for "everybody, or nobody in particular"."""

    names: tuple[str, ...]
    features: Features = field(default_factory=dict)


class OwnerChoice:
    """The people and units that may own a task, and the judge's choice among them."""

    def __init__(self, reading: Reading, signs: Signs, owners: Owners) -> None:
        self._reading = reading
        self._signs = signs
        self._owners = owners
        self._chair = owners.name(find_chair(reading))

    def choose(self, draft: TaskDraft, judge: Judge) -> tuple[str, ...]:
        candidates = self.candidates(draft)
        return judge.choose("owner", candidates, lambda c: "\n".join(c.names), lambda c: c.features).names

    def candidates(self, draft: TaskDraft) -> list[OwnerCandidate]:
        """What the rules say first, nobody, and each voice, person and unit around the task."""
        found: dict[tuple[str, ...], Features] = {draft.owners: {}, (): {}}
        for name, sign in self._seen(draft):
            own = found.setdefault((name,), {})
            own[sign] = 1.0
            if sign in _ROLES:
                own[f"{sign}|{draft.nucleus.actor}"] = 1.0
        for nucleus in draft.nuclei:
            names = self._owners.of(self._reading.sentences[nucleus.sentence], nucleus)
            own = found.setdefault(names, {})
            own[f"actor:{nucleus.actor}"] = 1.0
            if nucleus is draft.nuclei[-1]:
                own[f"last_actor:{nucleus.actor}"] = 1.0
        for names, own in found.items():
            own |= self._whole(draft, names)
        return [OwnerCandidate(names, own) for names, own in found.items()]

    def _whole(self, draft: TaskDraft, names: tuple[str, ...]) -> Features:
        told = {
            "rules": names == draft.owners,
            f"rules:{draft.nucleus.actor}": names == draft.owners,
            "part_of_rules": len(draft.owners) > 1 and len(names) == 1 and names[0] in draft.owners,
            "nobody": not names,
            f"nobody:{draft.nucleus.actor}": not names,
            "several": len(names) > 1,
            "chair": self._chair in names,
            "unit_of_rules": any(self._unit(owner) in names for owner in draft.owners),
        }
        return {name: 1.0 for name, holds in told.items() if holds}

    def _unit(self, name: str | None) -> str | None:
        return self._reading.roster.department_of.get(name or "")

    def _seen(self, draft: TaskDraft) -> Iterable[tuple[str, str]]:
        """A name, and a sign of how it stands to the task."""
        cited = sorted(set(draft.sentences))
        nucleus = self._reading.sentences[draft.nucleus.sentence]
        for other, sign in (
            (self._owners.other_voice(nucleus, 1), "next_voice"),
            (self._owners.other_voice(nucleus, -1), "voice_before"),
        ):
            voice = None if other is None else self._owners.name(other.speaker)
            if voice is not None and other is not None:
                yield voice, sign
                for cue in self._signs.cues(other.index):
                    yield voice, f"{sign} {cue}"
        last = self._owners.name(self._reading.sentences[cited[-1]].speaker)
        if last is not None:
            yield last, "last_voice"
        reach = range(max(0, cited[0] - _BEFORE), min(len(self._reading.sentences), cited[-1] + _AFTER + 1))
        for index in reach:
            sentence = self._reading.sentences[index]
            place = _place(index, nucleus.index, cited)
            voice = self._owners.name(sentence.speaker)
            if voice is not None:
                for sign in self._of_voice(sentence, nucleus, place):
                    yield voice, sign
                unit = self._unit(voice)
                if unit is not None:
                    yield unit, f"unit_of_voice {place}"
            for mention in sentence.mentions:
                for sign in self._of_mention(sentence, mention, draft.nuclei, place):
                    yield mention.name, sign

    def _of_voice(self, sentence: Sentence, nucleus: Sentence, place: str) -> Iterable[str]:
        yield f"voice {place}"
        yield "voice" if sentence.speaker != nucleus.speaker else "asker"
        if sentence.speaker == nucleus.speaker and sentence.index != nucleus.index:
            return
        for cue in self._signs.cues(sentence.index):
            yield f"voice {place} {cue}"
        said = words(sentence.low)
        for word in said[:3]:
            yield f"voice {place} ={word}"

    def _of_mention(
        self, sentence: Sentence, mention: Mention, nuclei: Sequence[Nucleus], place: str
    ) -> Iterable[str]:
        yield f"named {place}"
        yield f"named {mention.kind}"
        if mention.addressed:
            yield f"addressed {place}"
        lead, tail = words(sentence.low[: mention.begin]), words(sentence.low[mention.stop :])
        yield f"named lead={lead[-1] if lead else '^'}"
        yield f"named tail={tail[0] if tail else '$'}"
        if place in ("core", "cited"):
            yield f"named {place} lead={lead[-1] if lead else '^'}"
            yield f"named {place} tail={tail[0] if tail else '$'}"
        for nucleus in nuclei:
            if nucleus.sentence == sentence.index:
                yield "before_verb" if mention.stop <= nucleus.verb else "behind_verb"


def _place(index: int, nucleus: int, cited: Sequence[int]) -> str:
    """Where a sentence stands: the one that orders or promises, another the task rests on, or how far outside."""
    if index == nucleus:
        return "core"
    if index in cited:
        return "cited before" if index < nucleus else "cited"
    if index < cited[0]:
        return f"-{cited[0] - index}"
    if index > cited[-1]:
        return f"+{index - cited[-1]}"
    return "between"
