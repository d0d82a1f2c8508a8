"""When a gathering begins: of all days and hours said around it, those that were agreed in the end."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from models.findings import CivilTime
from models.when import When
from scheduling.dates import start_value
from scheduling.extractors.rules.deadlines import bare_day_near
from scheduling.extractors.rules.judge import Judge
from scheduling.extractors.rules.meeting_days import is_bare_weekday, is_day_of_event, is_later_half
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.moments import NUMBERS, as_date, at_hour_of, says_day, says_hour
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.signs import Features, Signs, merged
from scheduling.extractors.rules.text import words

_BEFORE, _AFTER = 12, 14
"""Sentences before a gathering's first one and after its last in which its day and hour are looked for."""
_DAY_AFTER = re.compile(
    r"(?<!\w)(?:(?:ngày |sáng |chiều |trưa |tối )?(?:hôm|bữa) sau|ngày kế(?: tiếp)?|"
    r"(?:the )?(?:day after|next day|following day))(?!\w)"
)
"""Counted from the day that was spoken of last."""
_SHIFT = re.compile(
    r"(?<!\w)(?:lùi|lui|dời|hoãn|chậm|đẩy|sớm|push|move|shift|put)"
    r"(?: (?:lại|qua|sang|xuống|thêm|it|that|back|out|by))*"
    rf" (?P<count>\d{{1,2}}|{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))})"
    r" (?P<unit>ngày|hôm|bữa|tuần|days?|weeks?)(?!\w)"
)
"""By how much the day moves."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Day:
    value: date
    sentence: int
    phrase: str
    reading: str
    features: Features


@dataclass(frozen=True, slots=True)
class _Hour:
    value: datetime
    sentence: int
    phrase: str
    features: Features
    of_day: date | None


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
        self._others = {index: draft for draft in drafts for index in draft.sentences}

    def choose(self, draft: MeetingDraft, judge: Judge) -> StartCandidate:
        candidates = self.candidates(draft)
        return judge.choose("start", candidates, lambda c: str(c.value), lambda c: c.features)

    def candidates(self, draft: MeetingDraft) -> list[StartCandidate]:
        """What the rules say, and each day in reach, alone and with each hour in reach."""
        reach = [self._reading.sentences[index] for index in self._reach(draft)]
        days = self._days(draft, reach)
        hours = [hour for sentence in reach for hour in self._hours(draft, sentence)]
        rules: Features = {"rules": 1.0, "rules moved": float(draft.moved)}
        found = [StartCandidate(draft.start, draft.phrase, draft.reading, (draft.main,), rules)]
        for at, day in enumerate(days):
            place = {f"day:nth:{min(3, at)}": 1.0, f"day:to_come:{min(3, len(days) - 1 - at)}": 1.0}
            own = merged(day.features, place, self._like_rules(draft, day.value))
            found.append(self._alone(draft, day, own, hours))
            found.extend(self._with(draft, day, hour, own) for hour in hours)
        return found[:_MOST]

    def _reach(self, draft: MeetingDraft) -> range:
        first, last = min(draft.sentences), max(draft.sentences)
        return range(max(0, first - _BEFORE), min(len(self._reading.sentences), last + _AFTER + 1))

    def _days(self, draft: MeetingDraft, reach: Iterable[Sentence]) -> list[_Day]:
        found: list[_Day] = []
        for sentence in reach:
            place = self._place(draft, sentence, "day")
            for when in sentence.whens:
                value = start_value(when, reference=self._reading.reference)
                if value is None or not is_day_of_event(when, self._reading):
                    continue
                own = _of_phrase("day", sentence, when.begin, when.stop)
                if when.rrule:
                    own["day:again"] = 1.0
                said = _Day(as_date(value), sentence.index, when.phrase, when.reading, merged(place, own))
                found += [said, *self._in_the_week_of(found, said)]
            known = found[-1].value if found else as_date(draft.start)
            next_day = _DAY_AFTER.search(sentence.low)
            if next_day is not None:
                own = merged(place, {"day:after": 1.0})
                found.append(_Day(known + timedelta(days=1), sentence.index, next_day[0], "", own))
            shift = _SHIFT.search(sentence.low)
            if shift is not None:
                own = merged(place, {"day:shift": 1.0})
                found.append(_Day(known + _length(shift), sentence.index, shift[0], "", own))
            bare = (
                bare_day_near(sentence, known, self._reading)
                if not found or found[-1].sentence != sentence.index or shift
                else None
            )
            if bare is not None and bare.start is not None:
                own = merged(place, {"day:bare": 1.0})
                found.append(_Day(bare.start.date(), sentence.index, bare.phrase, bare.reading, own))
        return found

    def _in_the_week_of(self, earlier: Sequence[_Day], said: _Day) -> Iterable[_Day]:
        """A bare weekday may be one of the week that was spoken of before."""
        if not earlier or not is_bare_weekday(said.phrase):
            return
        known = earlier[-1].value
        same_week = known + timedelta(days=said.value.weekday() - known.weekday())
        if same_week > said.value:
            yield replace(said, value=same_week, features=merged(said.features, {"day:of_that_week": 1.0}))

    def _hours(self, draft: MeetingDraft, sentence: Sentence) -> Iterable[_Hour]:
        for when in sentence.whens:
            if not says_hour(when) or when.start is None or when.open == "before":
                continue
            own = _of_phrase("hour", sentence, when.begin, when.stop)
            features = merged(self._place(draft, sentence, "hour"), own)
            hour = _in_the_half_said(when.start, sentence, when)
            yield _Hour(hour, sentence.index, when.phrase, features, when.start.date() if says_day(when) else None)

    def _alone(self, draft: MeetingDraft, day: _Day, own: Features, hours: Sequence[_Hour]) -> StartCandidate:
        features = merged(own, {"no_hour": 1.0, f"no_hour of:{min(2, len(hours))}": 1.0})
        if any(hour.sentence == day.sentence for hour in hours):
            features["no_hour though beside"] = 1.0
        if not isinstance(draft.start, datetime):
            features["no_hour by rules"] = 1.0
        if day.value == as_date(draft.start) and not isinstance(draft.start, datetime):
            features |= {"rules": 1.0, "rules moved": float(draft.moved)}
        return StartCandidate(day.value, day.phrase, day.reading, (day.sentence,), features)

    def _with(self, draft: MeetingDraft, day: _Day, hour: _Hour, own: Features) -> StartCandidate:
        value = at_hour_of(day.value, hour.value)
        apart = hour.sentence - day.sentence
        told = {
            "its_own_hour": hour.of_day == day.value and apart == 0,
            "hour_of_another_day": hour.of_day is not None and hour.of_day != day.value,
            "same_sentence": apart == 0,
            "hour_of_rules": isinstance(draft.start, datetime) and draft.start.timetz() == value.timetz(),
            "rules": value == draft.start,
            "rules moved": value == draft.start and draft.moved,
        }
        features = merged(own, hour.features, {name: 1.0 for name, holds in told.items() if holds})
        features[f"apart:{max(-4, min(4, apart))}"] = 1.0
        phrase = day.phrase if apart == 0 and hour.phrase in day.phrase else f"{day.phrase} {hour.phrase}"
        return StartCandidate(value, phrase, day.reading, (day.sentence, hour.sentence), features)

    def _like_rules(self, draft: MeetingDraft, day: date) -> Features:
        return {"day_of_rules": 1.0} if day == as_date(draft.start) else {}

    def _place(self, draft: MeetingDraft, sentence: Sentence, prefix: str) -> Features:
        after = sentence.index - draft.main
        told = {
            "cited": sentence.index in draft.sentences,
            "after_all": sentence.index > max(draft.sentences),
            "of_another": self._others.get(sentence.index, draft) is not draft,
            "by_setter": sentence.speaker == self._reading.sentences[draft.main].speaker,
        }
        features: Features = {f"{prefix}:{name}": 1.0 for name, holds in told.items() if holds}
        features[f"{prefix}:at:{max(-4, min(9, after))}"] = 1.0
        features |= {f"{prefix} in {name}": 1.0 for name in self._signs.cues(sentence.index)}
        return features | {
            f"{prefix} then {name}": value for name, value in self._signs.reply(sentence.index).items()
        }


def _length(shift: re.Match[str]) -> timedelta:
    number = int(shift["count"]) if shift["count"].isdigit() else NUMBERS[shift["count"]]
    days = number * (7 if shift["unit"].startswith(("tuần", "week")) else 1)
    return timedelta(days=-days if shift[0].startswith("sớm") else days)


def _in_the_half_said(hour: datetime, sentence: Sentence, when: When) -> datetime:
    return hour.replace(hour=hour.hour + 12) if hour.hour < 12 and is_later_half(sentence, when) else hour


def _of_phrase(prefix: str, sentence: Sentence, begin: int, stop: int) -> Features:
    said = words(sentence.low[begin:stop])
    lead, tail = words(sentence.low[max(0, begin - 30) : begin]), words(sentence.low[stop : stop + 20])
    names = [f"{prefix} first={said[0]}"] if said else []
    names += [f"{prefix} lead={lead[-1] if lead else '^'}", f"{prefix} tail={tail[0] if tail else '$'}"]
    return dict.fromkeys(names, 1.0)
