"""When a gathering begins: of all days and hours said around it, those that were agreed in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.findings import CivilTime
from scheduling.extractors.rules.course import course
from scheduling.extractors.rules.judge import Judge
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.meeting_words import events_only, same_event
from scheduling.extractors.rules.moments import as_date, at_hour_of
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.said_days import SaidDay, said_days
from scheduling.extractors.rules.said_hours import SaidHour, said_hours
from scheduling.extractors.rules.signs import Features, Signs, merged
from scheduling.extractors.rules.text import words
from scheduling.extractors.rules.turns_of_talk import shifts

_BEFORE, _AFTER = 12, 14
"""Sentences before a gathering's first one and after its last in which its day and hour are looked for."""
_MOST = 300


@dataclass(frozen=True, slots=True)
class StartCandidate:
    """``sentences`` are where its day and its hour were said."""

    value: CivilTime
    phrase: str
    reading: str
    sentences: tuple[int, ...]
    features: Features


class StartChoice:
    """The moments at which a gathering may begin, and the judge's choice among them."""

    def __init__(self, reading: Reading, signs: Signs, drafts: Sequence[MeetingDraft]) -> None:
        self._reading = reading
        self._signs = signs
        self._threads: dict[tuple[int, int], range] = {}
        self._differ: dict[tuple[int, int], bool] = {}
        self._others = {index: draft for draft in drafts for index in draft.sentences}

    def choose(self, draft: MeetingDraft, judge: Judge) -> StartCandidate:
        candidates = self.candidates(draft)
        return judge.choose("start", candidates, lambda c: str(c.value), lambda c: c.features)

    def candidates(self, draft: MeetingDraft) -> list[StartCandidate]:
        """What the rules say, and each day in reach, alone and with each hour in reach."""
        reach = [self._reading.sentences[index] for index in self._reach(draft)]
        days = said_days(reach, as_date(draft.start), self._reading)
        hours = said_hours(reach, self._reading)
        of_days = [self._of_day(draft, day, days) for day in days]
        of_hours = [self._of_hour(draft, hour, hours) for hour in hours]
        rules: Features = {"rules": 1.0}
        found = [StartCandidate(draft.start, draft.phrase, draft.reading, (draft.main,), rules)]
        for day, own in zip(days, of_days, strict=True):
            found.append(self._alone(draft, day, own, hours))
            found.extend(
                self._with(draft, day, hour, merged(own, told), hours)
                for hour, told in zip(hours, of_hours, strict=True)
            )
        return found[:_MOST]

    def _reach(self, draft: MeetingDraft) -> range:
        first, last = min(draft.sentences), max(draft.sentences)
        return range(max(0, first - _BEFORE), min(len(self._reading.sentences), last + _AFTER + 1))

    def _of_day(self, draft: MeetingDraft, day: SaidDay, days: Sequence[SaidDay]) -> Features:
        sentence = self._reading.sentences[day.sentence]
        features = merged(self._place(draft, sentence, "day"), _lead("day", sentence, day.begin))
        features |= {f"day:{day.kind}": 1.0, f"day:{_ahead((day.value - self._reading.reference.date()).days)}": 1.0}
        otherwise = {d.kind for d in days if d.kind in _OTHERWISE and _same_place(d, day) and d.value != day.value}
        if day.kind not in _OTHERWISE:
            features |= {f"day:may_be_{kind}": 1.0 for kind in otherwise}
            if day.value == as_date(draft.start) and not otherwise:
                features["day_of_rules"] = 1.0
        others = [(other.sentence, other.value) for other in days if other.kind != "bare" or other.value == day.value]
        return merged(features, course("day", day.sentence, day.value, others, self._thread(draft), self._reading))

    def _of_hour(self, draft: MeetingDraft, hour: SaidHour, hours: Sequence[SaidHour]) -> Features:
        sentence = self._reading.sentences[hour.sentence]
        features = merged(self._place(draft, sentence, "hour"), _lead("hour", sentence, hour.begin))
        features[f"hour:{hour.kind}"] = 1.0
        others = [(other.sentence, other.value.timetz()) for other in hours]
        return merged(
            features, course("hour", hour.sentence, hour.value.timetz(), others, self._thread(draft), self._reading)
        )

    def _thread(self, draft: MeetingDraft) -> range:
        """The sentences around the draft's in which no other matter is begun."""
        ends = min(draft.sentences), max(draft.sentences)
        if ends not in self._threads:
            self._threads[ends] = self._unbroken(draft, *ends)
        return self._threads[ends]

    def _unbroken(self, draft: MeetingDraft, first: int, last: int) -> range:
        sentences, earliest = self._reading.sentences, max(0, first - _BEFORE)
        while first > earliest and not shifts(sentences[first].low):
            first -= 1
        end = min(len(sentences), last + _AFTER + 1)
        while last + 1 < end and not shifts(sentences[last + 1].low) and not self._other_event(draft, last + 1):
            last += 1
        return range(first, last + 1)

    def _other_event(self, draft: MeetingDraft, at: int) -> bool:
        """Another kind of gathering is set there."""
        other = self._others.get(at, draft)
        if other is draft:
            return False
        key = (draft.main, other.main)
        if key not in self._differ:
            main = self._reading.sentences[other.main]
            named = self._reading.grammar.has("event_strong", events_only(main.low, self._reading))
            self._differ[key] = named and not same_event(main, draft, self._reading)
        return self._differ[key]

    def _alone(self, draft: MeetingDraft, day: SaidDay, own: Features, hours: Sequence[SaidHour]) -> StartCandidate:
        clocks = [hour for hour in hours if hour.kind != "part"]
        thread = self._thread(draft)
        told = {
            "no_hour": True,
            "no_hour though beside": any(hour.sentence == day.sentence for hour in clocks),
            "no_hour in thread": not any(hour.sentence in thread for hour in clocks),
            "no_hour by rules": not isinstance(draft.start, datetime),
            "rules": day.value == draft.start and "day_of_rules" in own,
        }
        features = merged(own, {name: 1.0 for name, holds in told.items() if holds})
        return StartCandidate(day.value, day.phrase, day.reading, (day.sentence,), features)

    def _with(
        self, draft: MeetingDraft, day: SaidDay, hour: SaidHour, own: Features, hours: Sequence[SaidHour]
    ) -> StartCandidate:
        value = at_hour_of(day.value, hour.value)
        one = day.when is not None and day.when is hour.when
        told = {
            "its_own_hour": one,
            "hour_of_another_day": hour.of_day is not None and not one,
            "hour_told_with_another_day": any(_tells(other, hour) and other.of_day != day.value for other in hours),
            "hour_told_with_day": any(_tells(other, hour) and other.of_day == day.value for other in hours),
            f"hour {_joined(day, hour, hours)}": True,
            "hour_of_rules": isinstance(draft.start, datetime) and draft.start.timetz() == value.timetz(),
            "rules": value == draft.start and "day_of_rules" in own,
        }
        features = merged(own, {name: 1.0 for name, holds in told.items() if holds})
        phrase = day.phrase if hour.phrase in day.phrase else f"{day.phrase} {hour.phrase}"
        return StartCandidate(value, phrase, day.reading, (day.sentence, hour.sentence), features)

    def _place(self, draft: MeetingDraft, sentence: Sentence, prefix: str) -> Features:
        at = sentence.index
        thread = self._thread(draft)
        told = {
            "cited": at in draft.sentences,
            "after": at > draft.main and at in thread,
            "out_of_thread": at not in thread,
            "of_another": self._others.get(at, draft) is not draft,
            "of_other_event": self._other_event(draft, at),
            "by_setter": sentence.speaker == self._reading.sentences[draft.main].speaker,
        }
        features: Features = {f"{prefix}:{name}": 1.0 for name, holds in told.items() if holds}
        away = max(min(draft.sentences) - at, at - max(draft.sentences), 0)
        side = "before" if at < min(draft.sentences) else "after"
        features |= {f"{prefix}:{side}>={edge}": 1.0 for edge in _AWAY if away >= edge}
        cues = set(self._signs.cues(at))
        features |= {f"{prefix} in {name}": 1.0 for name in _CUES if name in cues}
        reply = self._signs.reply(at)
        return features | {f"{prefix} then {name}": 1.0 for name in _REPLIES if f"reply:{name}" in reply}


_OTHERWISE = ("echo", "that_month", "of_that_week")
_AWAY = (1, 3, 6, 10)
_CUES = (
    "move",
    "event_strong",
    "event_force",
    "hypothetical",
    "past_event",
    "other_event",
    "negated",
    "convene",
    "action",
    "decide_choice",
    "opinion",
    "refuse",
)
_REPLIES = ("^accept", "^refuse", "negated", "asks")


def _ahead(days: int) -> str:
    """How far a day is."""
    return next((f"within {most}" for most in (0, 1, 7, 31) if days <= most), "far")


def _tells(other: SaidHour, hour: SaidHour) -> bool:
    """The same hour, said in one phrase with a day."""
    return other.of_day is not None and other.value.timetz() == hour.value.timetz()


def _joined(day: SaidDay, hour: SaidHour, hours: Sequence[SaidHour]) -> str:
    """How the hour stands to the day: said in one breath, kept from before, added or changed later."""
    clocks = [other for other in hours if other.kind != "part"]
    beside = any(other.sentence == day.sentence for other in clocks)
    if hour.sentence == day.sentence:
        return "beside"
    between = any(
        min(day.sentence, hour.sentence) < other.sentence < max(day.sentence, hour.sentence) for other in clocks
    )
    if hour.sentence < day.sentence:
        return ("left" if beside else "kept") + (" over another" if between else "")
    return ("changed" if beside else "added") + (" after another" if between else "")


def _same_place(one: SaidDay, other: SaidDay) -> bool:
    return one.sentence == other.sentence and one.begin == other.begin


def _lead(prefix: str, sentence: Sentence, begin: int) -> Features:
    """The word before the phrase."""
    lead = words(sentence.low[max(0, begin - 30) : begin])
    return {f"{prefix} lead={lead[-1] if lead else '^'}": 1.0}
