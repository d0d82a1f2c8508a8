"""Asks the trained judge about the candidates of one reading."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.when import When
from scheduling.extractors.rules.gatherings import gathering_signs, gathering_weight
from scheduling.extractors.rules.handout import LONG_MEETING
from scheduling.extractors.rules.judge import Judge
from scheduling.extractors.rules.meeting_draft import ENOUGH as MEETING_ENOUGH
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.nuclei import Nucleus
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.settling import SETTLED, settling_weights
from scheduling.extractors.rules.signs import Features, Signs, merged, steps
from scheduling.extractors.rules.task_draft import ENOUGH as TASK_ENOUGH
from scheduling.extractors.rules.task_draft import TaskDraft
from scheduling.extractors.rules.text import words

SHORTEST = 12
"""Utterances from which on the judge is asked: it learnt from whole meetings. Shorter talk is left to the rules."""
_TIE = 1e-6
"""What just reaches a threshold of the rules is taken."""
_SCALE = 0.6
"""Weight for each unit of log-odds."""
_WEIGHTS = (-1.0, 0.0, 0.4, 0.8, 1.2, 1.7, 2.2, 2.7, 3.2)


class Assessor:
    """Signs in, weights and verdicts out. A weight is 'enough' where the judge's margin is zero."""

    def __init__(self, reading: Reading, judge: Judge) -> None:
        self._reading = reading
        self.judge = judge
        self.signs = Signs(reading)
        self._settling = settling_weights(reading)
        self.by_rules = _is_left_to_rules(reading)

    def weighed(self, nuclei: Iterable[Nucleus]) -> list[Nucleus]:
        """The nuclei with the judge's weight, or that of the rules where it is left to them."""
        if self.by_rules:
            return list(nuclei)
        return [
            replace(n, weight=TASK_ENOUGH + _SCALE * self.judge.margin("nucleus", self.nucleus_features(n)))
            for n in nuclei
        ]

    def weight_of_gathering(self, sentence: Sentence, days: Sequence[When]) -> float:
        if self.by_rules:
            return gathering_weight(sentence, days, self._reading)
        signs = gathering_signs(sentence, days, self._reading)
        return MEETING_ENOUGH + _SCALE * self.judge.margin("gathering", self.gathering_features(sentence, signs))

    def task_margin(self, draft: TaskDraft) -> float:
        """Positive when the draft is a task."""
        if self.by_rules:
            return (draft.total - TASK_ENOUGH) / _SCALE + _TIE if draft.stands else -1.0
        return self.judge.margin("task", self.task_features(draft))

    def meeting_margin(self, draft: MeetingDraft) -> float:
        if self.by_rules:
            return (draft.weight - MEETING_ENOUGH) / _SCALE + _TIE
        return self.judge.margin("meeting", self.meeting_features(draft))

    def decision_margin(self, sentence: Sentence, taken: float) -> float:
        if self.by_rules:
            return (self._settling[sentence.index] - taken - SETTLED) / _SCALE + _TIE
        return self.judge.margin("decision", self.decision_features(sentence, taken))

    def nucleus_features(self, nucleus: Nucleus) -> Features:
        sentence = self._reading.sentences[nucleus.sentence]
        said = words(sentence.low[nucleus.verb :])
        named = (f"actor:{nucleus.actor}", *(f"verb={' '.join(said[:count])}" for count in (1, 2)))
        own: Features = dict.fromkeys(named, 1.0)
        if nucleus.light:
            own["light"] = 1.0
        return merged(self.signs.of(nucleus.sentence), own, steps("rules", nucleus.weight, _WEIGHTS))

    def gathering_features(self, sentence: Sentence, signs: Iterable[str]) -> Features:
        return merged(self.signs.of(sentence.index), dict.fromkeys((f"day:{sign}" for sign in signs), 1.0))

    def decision_features(self, sentence: Sentence, taken: float) -> Features:
        """``taken`` is how firmly a task or a meeting already rests on the sentence, 0 … 1."""
        weight = self._settling[sentence.index]
        return merged(self.signs.of(sentence.index), {"taken": taken}, steps("rules", weight, _WEIGHTS))

    def task_features(self, draft: TaskDraft) -> Features:
        last = self._reading.sentences[draft.last]
        voices = {self._reading.sentences[index].speaker for index in draft.sentences}
        own: Features = {
            f"actor:{draft.nucleus.actor}": 1.0,
            f"sentences:{min(4, len(draft.sentences))}": 1.0,
            f"nuclei:{min(3, len(draft.nuclei))}": 1.0,
            f"voices:{min(3, len(voices))}": 1.0,
            "weight": max(-1.0, min(4.0, draft.weight)),
        }
        told = {
            "dated": draft.due is not None or draft.fixed is not None,
            "refused": draft.refused,
            "nobody": not draft.owners,
            "light": draft.nucleus.light,
            "stands": draft.stands,
            "late_date": draft.due is not None and not draft.dated_at_once,
        }
        own |= {name: 1.0 for name, holds in told.items() if holds}
        return merged(
            self.signs.of(draft.nucleus.sentence),
            {f"end {name}": value for name, value in self.signs.reply(last.index).items()},
            own,
            steps("weight", draft.weight, _WEIGHTS),
            steps("total", draft.total, _WEIGHTS),
            steps("assent", draft.assent, (0.3, 0.5, 0.8)),
        )

    def meeting_features(self, draft: MeetingDraft) -> Features:
        own: Features = {
            f"sentences:{min(4, len(draft.sentences))}": 1.0,
            "weight": max(-1.0, min(4.0, draft.weight)),
        }
        told = {
            "hour": hasattr(draft.start, "hour"),
            "end": draft.end is not None or draft.length is not None,
            "place": draft.place is not None,
            "again": draft.rrule is not None,
        }
        own |= {name: 1.0 for name, holds in told.items() if holds}
        return merged(self.signs.of(draft.main), own, steps("weight", draft.weight, _WEIGHTS))


def _is_left_to_rules(reading: Reading) -> bool:
    """Talk too short for the judge, and long English meetings, for which ``handout`` was trained beside the rules."""
    count = len(reading.utterances)
    return count < SHORTEST or (reading.grammar.languages == ("en",) and count >= LONG_MEETING)


def confidence(margin: float) -> float:
    """The judge's margin as a belief between 0.3 and 0.95."""
    return round(min(0.95, max(0.3, 1.0 / (1.0 + math.exp(-margin)))), 2)
