"""By when: of all that was said around a task, the moment that was agreed in the end."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.findings import CivilTime, Due
from scheduling.dates import due_value
from scheduling.extractors.rules.course import course
from scheduling.extractors.rules.deadlines import bare_day, is_deadline, is_negated
from scheduling.extractors.rules.judge import Judge
from scheduling.extractors.rules.meeting_anchors import Anchors
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.moments import as_date, names_day, says_hour
from scheduling.extractors.rules.owners import Owners
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.signs import Features, Signs, merged
from scheduling.extractors.rules.task_draft import TaskDraft
from scheduling.extractors.rules.text import words
from scheduling.extractors.rules.turns_of_talk import shifts

_BEFORE, _AFTER = 3, 8
"""Sentences before and after each one a task rests on in which its date is looked for."""
_AHEAD = (1, 2, 4, 8, 15, 32, 100)


@dataclass(frozen=True, slots=True)
class DueCandidate:
    """``due`` is None for "no date was set"; ``sentence`` is where it was said."""

    due: Due | None
    sentence: int | None
    features: Features
    doubt: bool = False

    @property
    def value(self) -> CivilTime | None:
        return self.due.value if self.due is not None else None


class DueChoice:
    """The dates that may be a task's, and the judge's choice among them."""

    def __init__(
        self,
        reading: Reading,
        signs: Signs,
        owners: Owners,
        meetings: Sequence[MeetingDraft],
        drafts: Sequence[TaskDraft],
    ) -> None:
        self._reading = reading
        self._signs = signs
        self._owners = owners
        self._anchors = Anchors(meetings, reading)
        self._in_meeting = {index for meeting in meetings for index in meeting.sentences}
        self._tasks_at: dict[int, list[TaskDraft]] = {}
        for draft in drafts:
            for index in draft.sentences:
                self._tasks_at.setdefault(index, []).append(draft)
        self._cited = sorted(self._tasks_at)

    def choose(self, draft: TaskDraft, judge: Judge) -> DueCandidate:
        """The candidate whose value the judge believes most, all the places where it was said taken together."""
        candidates = self.candidates(draft)
        return judge.choose("due", candidates, lambda candidate: str(candidate.value), lambda c: c.features)

    def by_rules(self, draft: TaskDraft) -> DueCandidate:
        """The date that the rules settled on as they followed the talk."""
        if draft.fixed is None and draft.due is None:
            return DueCandidate(None, None, {})
        return self._of_rules(draft, self._by_rules(draft))

    def candidates(self, draft: TaskDraft) -> list[DueCandidate]:
        """Nothing, and every date in reach, in the order in which they were said."""
        reach = self._reach(draft)
        said = [candidate for index in reach for candidate in self._said(draft, index)]
        values = [str(candidate.value) for candidate in said]
        places = [(c.sentence, v) for c, v in zip(said, values, strict=True) if c.sentence is not None]
        thread = self._thread(draft)
        rules = self._by_rules(draft)
        found = []
        for at, candidate in enumerate(said):
            own: Features = {f"nth:{min(3, at)}": 1.0, f"to_come:{min(3, len(said) - 1 - at)}": 1.0}
            if values.count(values[at]) > 1:
                own["said_again"] = 1.0
            if candidate.sentence is not None:
                own |= course("due", candidate.sentence, values[at], places, thread, self._reading)
            if candidate.value is not None and str(candidate.value) == str(rules):
                own |= _rules(draft)
            found.append(
                DueCandidate(candidate.due, candidate.sentence, merged(candidate.features, own), candidate.doubt)
            )
        by_rules = [] if rules is None or str(rules) in values else [self._of_rules(draft, rules)]
        return [self._nothing(draft, rules, len(said)), *found, *by_rules]

    def _reach(self, draft: TaskDraft) -> list[int]:
        """The sentences around those that the task rests on."""
        near = {index + step for index in draft.sentences for step in range(-_BEFORE, _AFTER + 1)}
        return sorted(index for index in near if 0 <= index < len(self._reading.sentences))

    def _thread(self, draft: TaskDraft) -> range:
        """The sentences around the draft's in which no other matter is begun."""
        sentences, first, last = self._reading.sentences, min(draft.sentences), max(draft.sentences)
        end = min(len(sentences), last + _AFTER + 1)
        while last + 1 < end and not shifts(sentences[last + 1].low):
            last += 1
        return range(max(0, first - _BEFORE), last + 1)

    def _by_rules(self, draft: TaskDraft) -> CivilTime | None:
        if draft.fixed is not None:
            return draft.fixed
        return due_value(draft.due, reference=self._reading.reference) if draft.due is not None else None

    def _of_rules(self, draft: TaskDraft, value: CivilTime | None) -> DueCandidate:
        """A day and an hour that were put together from what was said in two places."""
        doubt = draft.fixed is None and draft.due is not None and draft.due.doubt is not None
        due: Due | None = Due(value, draft.fixed_phrase)
        if draft.fixed is None:
            due = Due(value, draft.due.phrase, draft.due.reading) if draft.due is not None else None
        return DueCandidate(due, None, merged(_rules(draft), {"put_together": 1.0}, self._ahead(value)), doubt)

    def _nothing(self, draft: TaskDraft, rules: CivilTime | None, count: int) -> DueCandidate:
        features: Features = {
            "nothing": 1.0,
            f"nothing:{draft.nucleus.actor}": 1.0,
            f"nothing of:{min(3, count)}": 1.0,
        }
        if rules is None:
            features["nothing by rules"] = 1.0
        if any(self._reading.sentences[index].whens for index in draft.sentences):
            features["nothing though dated"] = 1.0
        return DueCandidate(None, None, features)

    def _said(self, draft: TaskDraft, index: int) -> Iterable[DueCandidate]:
        sentence = self._reading.sentences[index]
        place = self._place(draft, sentence)
        for when in sentence.whens:
            if when.doubt is None and not is_deadline(when, self._reading):
                continue
            own = self._of_phrase(sentence, when.begin, when.stop)
            own |= {f"grain:{when.grain}": 1.0, f"open:{when.open}": 1.0}
            own["hour" if says_hour(when) else "day"] = 1.0
            if not names_day(when):
                own["no_day"] = 1.0
            value = due_value(when, reference=self._reading.reference)
            own |= self._ahead(value)
            yield DueCandidate(
                Due(value, when.phrase, when.reading), index, merged(place, own), when.doubt is not None
            )
        bare = bare_day(sentence, draft.due, self._reading)
        if bare is not None:
            value = due_value(bare, reference=self._reading.reference)
            yield DueCandidate(Due(value, bare.phrase, bare.reading), index, merged(place, {"bare": 1.0}))
        for hung in self._anchors.of(sentence):
            own = self._of_phrase(sentence, hung.begin, hung.stop)
            own |= {f"anchored:{hung.side}": 1.0}
            own |= self._ahead(hung.value)
            phrase = sentence.text[hung.begin : hung.stop].strip()
            yield DueCandidate(Due(hung.value, phrase), index, merged(place, own))

    def _place(self, draft: TaskDraft, sentence: Sentence) -> Features:
        """Where in the talk over the task the sentence stands, who says it, and what is said around it."""
        nucleus = self._reading.sentences[draft.nucleus.sentence]
        after = sentence.index - nucleus.index
        low, high = sorted((nucleus.index, sentence.index))
        of_any = bisect_right(self._cited, high) - bisect_left(self._cited, low)
        between = of_any - sum(low <= index <= high for index in set(draft.sentences))
        told = {
            "cited": sentence.index in draft.sentences,
            "same_line": sentence.line == nucleus.line,
            "by_owner": self._owners.name(sentence.speaker) in draft.owners,
            "by_asker": sentence.speaker == nucleus.speaker,
            "in_meeting": sentence.index in self._in_meeting,
            "of_another": any(d is not draft for d in self._tasks_at.get(sentence.index, ())),
            "after_all": sentence.index > max(draft.sentences),
        }
        features: Features = {name: 1.0 for name, holds in told.items() if holds}
        features |= {f"at:{max(-4, min(9, after))}": 1.0, f"between:{min(3, between)}": 1.0}
        features |= {f"in {name}": 1.0 for name in self._signs.cues(sentence.index)}
        reply = self._signs.reply(sentence.index)
        return features | {f"then {name}": value for name, value in reply.items() if not name.startswith("reply=")}

    def _of_phrase(self, sentence: Sentence, begin: int, stop: int) -> Features:
        said = words(sentence.low[begin:stop])
        lead, tail = words(sentence.low[max(0, begin - 30) : begin]), words(sentence.low[stop : stop + 20])
        names = [f"first={said[0]}", f"last={said[-1]}"] if said else []
        names += [f"lead={lead[-1]}" if lead else "lead=^", f"tail={tail[0]}" if tail else "tail=$"]
        names += [f"lead={' '.join(lead[-2:])}"] if len(lead) > 1 else []
        if is_negated(sentence, begin):
            names.append("negated")
        return dict.fromkeys(names, 1.0)

    def _ahead(self, value: CivilTime | None) -> Features:
        if value is None:
            return {"ahead:none": 1.0}
        days = (as_date(value) - self._reading.reference.date()).days
        return {f"ahead:{sum(days >= edge for edge in _AHEAD)}": 1.0}


def _rules(draft: TaskDraft) -> Features:
    """The date of the rules, and whether they counted it from a gathering or took it in place of another."""
    return {
        "rules": 1.0,
        "rules hung": float(draft.fixed is not None),
        "rules redated": float(draft.due_before is not None),
    }
