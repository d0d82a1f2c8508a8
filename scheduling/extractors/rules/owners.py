"""Who is to do it: from the actor of a nucleus to names of people and units."""

from typing import Literal

from scheduling.extractors.rules.nuclei import Nucleus
from scheduling.extractors.rules.people import Mention
from scheduling.extractors.rules.reading import Reading, Sentence


class Owners:
    """Resolves actors; ``names`` maps speaker labels to people."""

    def __init__(self, reading: Reading, names: dict[str, str]) -> None:
        self.reading = reading
        self.names = names

    def of(self, sentence: Sentence, nucleus: Nucleus) -> tuple[str, ...]:
        match nucleus.actor:
            case "named" | "unit":
                return nucleus.names
            case "self":
                return self._named(sentence.speaker)
            case "unit_self":
                unit = self.reading.roster.department_of.get(self.name(sentence.speaker) or "")
                return (unit,) if unit else self._named(sentence.speaker)
            case "everyone":
                return ()
            case "you" | "nobody":
                return self._addressee(sentence, nucleus)

    def name(self, speaker: str | None) -> str | None:
        return None if speaker is None else self.names.get(speaker, speaker)

    def _addressee(self, sentence: Sentence, nucleus: Nucleus) -> tuple[str, ...]:
        """Who was called in the same breath, else who answers, else who spoke before."""
        called = [m for m in sentence.mentions if m.stop <= nucleus.begin]
        if called:
            return (called[-1].name,)
        at_end = sentence.mentions[-1] if nucleus.actor == "you" and sentence.mentions else None
        if at_end is not None and at_end.kind == "person" and not sentence.low[at_end.stop :].strip(" ,.?!ạơi"):
            return (at_end.name,)
        breath = self.reading.sentences[max(0, sentence.index - 3) : sentence.index + 4]
        nearby = [
            mention
            for other in breath
            if other.line == sentence.line and (other.index <= sentence.index or nucleus.actor == "nobody")
            for mention in other.mentions
            if (other.index != sentence.index or mention.stop <= nucleus.begin)
            and (mention.begin < 12 if mention.kind == "person" else self._acts(other, mention))
        ]
        if nearby and nucleus.actor == "nobody":
            return (nearby[0].name,)
        following, previous = self.other_voice(sentence, 1), self.other_voice(sentence, -1)
        if following is not None and self.reading.grammar.starts("accept", following.low):
            return self._named(following.speaker)
        chosen = previous or following
        return self._named(chosen.speaker) if chosen is not None else ()

    def _acts(self, sentence: Sentence, mention: Mention) -> bool:
        """A unit that is named as the doer, not as the receiver ("nộp lên Đảng ủy")."""
        before = sentence.low[max(0, mention.begin - 24) : mention.begin]
        return mention.begin < 20 and self.reading.grammar.cues["receiver"].search(before) is None

    def other_voice(self, sentence: Sentence, step: Literal[1, -1]) -> Sentence | None:
        """Who speaks next (1) or spoke before (-1), a few sentences away at most."""
        most = 3 if step == 1 else 4
        for index in range(sentence.index + step, sentence.index + step * (most + 1), step):
            if 0 <= index < len(self.reading.sentences) and self.reading.sentences[index].speaker != sentence.speaker:
                return self.reading.sentences[index]
        return None

    def _named(self, speaker: str | None) -> tuple[str, ...]:
        name = self.name(speaker)
        return (name,) if name else ()
