"""Orders, requests and promises, followed until the talk leaves them; the last agreed value stands."""

import re
from collections.abc import Iterable

from models.when import When
from scheduling.dates import due_value
from scheduling.extractors.rules.deadlines import bare_day, deadline, is_deadline
from scheduling.extractors.rules.meeting_anchors import Anchors, hangs_on_meeting
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.moments import at_hour_of, names_day, says_day, says_hour
from scheduling.extractors.rules.nuclei import Nucleus
from scheduling.extractors.rules.owners import Owners
from scheduling.extractors.rules.reading import Reading, Sentence
from scheduling.extractors.rules.task_draft import ENOUGH, LEAST, TaskDraft
from scheduling.extractors.rules.text import content_words, words

CERTAIN = 3.0
"""Weight of a task whose doer, deadline and acceptance were all said."""
_NEAR = 4
"""Sentences after which a task is no longer the one under discussion."""


class TaskThreads:
    """Walks the conversation once and keeps the tasks under discussion."""

    def __init__(
        self, reading: Reading, owners: Owners, nuclei: Iterable[Nucleus], meetings: list[MeetingDraft]
    ) -> None:
        self.reading = reading
        self.owners = owners
        self.nuclei = {nucleus.sentence: nucleus for nucleus in nuclei}
        self.anchors = Anchors(meetings, reading)
        self.in_meeting = {index for meeting in meetings for index in meeting.sentences}
        self.drafts: list[TaskDraft] = []

    def follow(self) -> list[TaskDraft]:
        """Whatever may be a task, with its last values, in the order in which it was last spoken of."""
        for sentence in self.reading.sentences:
            recent = self._recent(sentence)
            if recent is not None and self._turns_elsewhere(sentence, recent):
                recent.closed = True
                recent = None
            nucleus = self.nuclei.get(sentence.index)
            if nucleus is not None and (nucleus.weight < LEAST or not self._is_work(sentence, nucleus)):
                nucleus = None
            answered = recent is not None and self._answer(sentence, recent)
            if self._correct(sentence, nucleus, recent):
                continue
            if nucleus is not None:
                self._take(sentence, nucleus, recent)
            elif recent is not None and not answered:
                self._redate(sentence, recent)
        return self.drafts

    def _is_work(self, sentence: Sentence, nucleus: Nucleus) -> bool:
        """Attending or arranging a gathering is part of the gathering; other work said beside it is not."""
        grammar = self.reading.grammar
        arranges = grammar.has("arrange", sentence.low[nucleus.begin :])
        if arranges and (not sentence.whens or sentence.index in self.in_meeting):
            return False
        if sentence.index not in self.in_meeting:
            return True
        if nucleus.actor in ("nobody", "you") or nucleus.light or nucleus.weight < 1.5:
            return False
        doing = sentence.low[nucleus.verb :]
        return not (grammar.starts("event", doing) or grammar.starts("event_strong", doing))

    def _recent(self, sentence: Sentence) -> TaskDraft | None:
        if self.drafts and not self.drafts[-1].closed and sentence.index - self.drafts[-1].last <= _NEAR:
            return self.drafts[-1]
        return None

    def _left(self, sentence: Sentence, recent: TaskDraft) -> bool:
        """Whether the talk has moved on: to a gathering, or by more than two sentences and more than two turns."""
        if any(index in self.in_meeting for index in range(recent.last + 1, sentence.index)):
            return True
        turns = sentence.line - self.reading.sentences[recent.last].line
        return sentence.index - recent.last > 2 and turns > 2

    def _answer(self, sentence: Sentence, recent: TaskDraft) -> bool:
        """Assent or refusal of the voice that was spoken to."""
        grammar, low = self.reading.grammar, sentence.low
        asked = self.reading.sentences[recent.last if recent.asked_for is None else recent.asked_for]
        if sentence.speaker == asked.speaker or self._left(sentence, recent) or sentence.index in self.in_meeting:
            return False
        if grammar.has("cancel", low):
            recent.refused = True
            return True
        if _REFUSES_DATE.match(low) and grammar.has("date_request", asked.low) and recent.due_before is not None:
            recent.due, recent.due_before = recent.due_before, None
            return True
        if grammar.starts("refuse", low) and recent.assent < 0.5:
            recent.refused = recent.total < 2.4
            return True
        assent = self._assent(sentence)
        if assent == 0.0:
            return False
        if recent.asked_for is not None:
            recent.cite(recent.asked_for)
            self._take_due(asked, recent)
            recent.asked_for = None
            recent.cite(sentence.index)
        day = bare_day(sentence, recent.due, self.reading)
        if recent.assent < 0.5 or sentence.whens or day is not None:
            recent.cite(sentence.index)
        recent.assent = max(recent.assent, assent)
        if day is not None:
            recent.due = day
        self._take_due(sentence, recent)
        return True

    def _assent(self, sentence: Sentence) -> float:
        """0.8 for a plain yes or a promise, 0.3 for a polite beginning of something else, 0 for neither."""
        grammar, low = self.reading.grammar, sentence.low
        if sentence.is_question and grammar.starts("accept", low) and _AGREES_AND_ASKS.search(low):
            return 0.8
        if sentence.is_question or not grammar.starts("accept", low) or grammar.starts("weak_accept", low):
            return 0.0
        plain = len(low.split()) <= 10 or grammar.has("self_task", low) or bool(sentence.whens)
        return 0.8 if plain else 0.3

    def _take(self, sentence: Sentence, nucleus: Nucleus, recent: TaskDraft | None) -> None:
        owners = self.owners.of(sentence, nucleus)
        if recent is not None and self._takes_over(sentence, nucleus, recent):
            recent.owners = owners
        if recent is not None and self._same_task(sentence, nucleus, owners, recent):
            recent.cite(sentence.index)
            unsaid = recent.nucleus.actor in ("nobody", "you") and nucleus.actor != "nobody"
            if nucleus.actor in ("unit", "unit_self") or unsaid:
                recent.owners = self._with_unit(owners, recent) or recent.owners
            recent.nuclei.append(nucleus)
            if recent.speaker != sentence.speaker:
                recent.assent = max(recent.assent, 0.8)
            recent.weight = max(recent.weight, nucleus.weight)
            self._take_due(sentence, recent)
            return
        draft = TaskDraft(nucleus, [nucleus], owners, sentence.speaker, nucleus.weight, [sentence.index])
        self._take_due(sentence, draft)
        draft.dated_at_once = any(is_deadline(when, self.reading) for when in sentence.whens)
        self._date_before(sentence, draft)
        self.drafts.append(draft)

    def _takes_over(self, sentence: Sentence, nucleus: Nucleus, recent: TaskDraft) -> bool:
        """ "Để em viết giùm anh": the work changes hands before it was accepted."""
        offers = nucleus.actor == "self" and _INSTEAD.search(sentence.low) is not None
        return offers and recent.assent < 0.8 and not self._left(sentence, recent)

    def _with_unit(self, owners: tuple[str, ...], recent: TaskDraft) -> tuple[str, ...]:
        """A unit that was ordered stays the owner when its own people answer."""
        units = self.reading.roster.department_of
        return recent.owners if any(units.get(owner) in recent.owners for owner in owners) else owners

    def _same_task(self, sentence: Sentence, nucleus: Nucleus, owners: tuple[str, ...], recent: TaskDraft) -> bool:
        if recent.refused and sentence.speaker != recent.speaker:
            return False
        shared = content_words(sentence.low) & content_words(self.reading.sentences[recent.nucleus.sentence].low)
        units = self.reading.roster.department_of
        if "everyone" in (nucleus.actor, recent.nucleus.actor) and nucleus.actor != recent.nucleus.actor:
            return False
        same_owner = not owners or not recent.owners or bool(set(owners) & set(recent.owners))
        same_owner = same_owner or any(units.get(owner) in owners for owner in recent.owners)
        same_owner = same_owner or any(units.get(owner) in recent.owners for owner in owners)
        close = sentence.index - recent.last <= 2
        if same_owner and sentence.speaker != self.reading.sentences[recent.nucleus.sentence].speaker:
            return close or bool(shared)
        return same_owner and close and (len(shared) >= 2 or nucleus.actor == "nobody" or nucleus.light)

    def _redate(self, sentence: Sentence, recent: TaskDraft) -> None:
        """A date said on its own right after: part of the bargaining."""
        grammar, low = self.reading.grammar, sentence.low
        if self._left(sentence, recent) or sentence.index in self.in_meeting:
            return
        if self._asks_for_another(sentence, recent):
            return
        if sentence.is_question:
            if sentence.whens and sentence.speaker != recent.speaker and grammar.has("own_request", low):
                recent.asked_for = sentence.index
            return
        day = bare_day(sentence, recent.due, self.reading)
        if day is not None:
            recent.due = day
            recent.cite(sentence.index)
            return
        requested = grammar.has("date_request", low)
        if not sentence.whens or grammar.starts("refuse", low) or (grammar.has("past", low) and not requested):
            return
        before = self.reading.sentences[sentence.index - 1]
        asked = before.speaker != sentence.speaker and grammar.has("when_asked", before.low)
        said = sum(len(when.phrase) for when in sentence.whens)
        short = len(low.split()) <= (14 if sentence.index - recent.last == 1 else 8)
        if recent.assent >= 0.8:
            known = set().union(*(content_words(self.reading.sentences[index].low) for index in recent.sentences))
            same = bool(content_words(sentence.low) & known) or grammar.has("own_request", low)
            short, requested = 2 * said >= len(low), requested and same
            insists = sentence.speaker == recent.speaker
            requested = requested or (insists and grammar.has("modal", low))
            if not (asked or short or requested):
                return
        self._promise(sentence, recent)
        bound = sentence.speaker == recent.speaker and any(w.open == "before" for w in sentence.whens)
        if asked or short or requested or bound:
            recent.cite(sentence.index)
            self._take_due(sentence, recent)

    def _turns_elsewhere(self, sentence: Sentence, recent: TaskDraft) -> bool:
        """Somebody else is called by name, not by the doer: another matter begins."""
        first = sentence.mentions[0] if sentence.mentions else None
        if first is None or first.kind != "person" or first.begin > 2 or not recent.owners:
            return False
        concerned = {first.name, self.reading.roster.department_of.get(first.name)}
        return not concerned & set(recent.owners) and self.owners.name(sentence.speaker) not in recent.owners

    def _asks_for_another(self, sentence: Sentence, recent: TaskDraft) -> bool:
        """ "Give me until Thursday", said by somebody who does not do this work, is about other work."""
        speaker = self.owners.name(sentence.speaker)
        unit = self.reading.roster.department_of.get(speaker or "")
        own = self.reading.grammar.has("own_request", sentence.low)
        return own and bool(recent.owners) and speaker not in recent.owners and unit not in recent.owners

    def _promise(self, sentence: Sentence, recent: TaskDraft) -> None:
        """The doer names a day of his own: "I'll have it ready by the sixth"."""
        if self.owners.name(sentence.speaker) in recent.owners and self.reading.grammar.has(
            "self_task", sentence.low
        ):
            recent.assent = max(recent.assent, 0.8)
            recent.cite(sentence.index)
            self._take_due(sentence, recent)

    def _correct(self, sentence: Sentence, nucleus: Nucleus | None, recent: TaskDraft | None) -> bool:
        """Later in the meeting a known task gets another date; true when the sentence is nothing but that."""
        if not sentence.whens or not self.reading.grammar.has("date_request", sentence.low):
            return False
        if sentence.index in self.in_meeting or (nucleus is not None and nucleus.weight >= ENOUGH):
            return False
        if recent is not None and sentence.index - recent.last <= 2 and recent.total >= 1.0:
            return False
        speaker = self.owners.name(sentence.speaker)
        concerned = {m.name for m in sentence.mentions} | ({speaker} if speaker else set())
        unit = self.reading.roster.department_of.get(speaker or "")
        own_request = self.reading.grammar.has("own_request", sentence.low)
        best: tuple[float, TaskDraft] | None = None
        for draft in self.drafts:
            if not draft.stands:
                continue
            known = set().union(*(content_words(self.reading.sentences[index].low) for index in draft.sentences))
            link = 0.8 if concerned & set(draft.owners) else (0.5 if unit in draft.owners else 0.0)
            if own_request and link == 0.0:
                continue
            link += 0.8 if draft.due is not None and any(_same_day(w, draft.due) for w in sentence.whens) else 0.0
            shared = len(content_words(sentence.low) & known)
            if link == 0.0:
                continue
            score = link + 0.4 * shared + (0.5 if own_request else 0.0)
            if score >= 1.0 and (best is None or score >= best[0]):
                best = (score, draft)
        if best is None:
            return False
        draft = best[1]
        draft.closed = False
        draft.cite(sentence.index)
        self._take_due(sentence, draft)
        self.drafts.remove(draft)
        self.drafts.append(draft)
        return True

    def _take_due(self, sentence: Sentence, draft: TaskDraft) -> None:
        chosen = deadline(sentence, self.reading)
        if chosen is not None and draft.due is not None and _adds_nothing(chosen, draft.due):
            self._add_hour(chosen, draft)
            return
        if chosen is not None and draft.due is not None and (chosen.open == "after" or _far(chosen, draft)):
            return
        if chosen is not None:
            draft.due_before, draft.due, draft.fixed = draft.due, chosen, None
        counted = chosen is None or hangs_on_meeting(sentence.low)
        hung = self.anchors.of(sentence) if counted else []
        if hung:
            draft.fixed, draft.fixed_phrase = hung[0].value, sentence.text[hung[0].begin : hung[0].stop].strip()

    def _add_hour(self, hour: When, draft: TaskDraft) -> None:
        """ "trước trưa", "noon" said after the day: the hour of that day."""
        if draft.due is None or names_day(hour) or not says_hour(hour) or says_hour(draft.due) or hour.start is None:
            return
        day = due_value(draft.due, reference=self.reading.reference)
        if day is not None:
            draft.fixed, draft.fixed_phrase = at_hour_of(day, hour.start), f"{draft.due.phrase}, {hour.phrase}"

    def _date_before(self, sentence: Sentence, draft: TaskDraft) -> None:
        """The same voice said the date in the sentence just before, in the same breath."""
        if draft.due is not None or draft.fixed is not None or sentence.index == 0:
            return
        before = self.reading.sentences[sentence.index - 1]
        if before.speaker == sentence.speaker and before.line == sentence.line and before.whens:
            self._take_due(before, draft)


_INSTEAD = re.compile(
    r"(?<!\w)(?:giùm|dùm|giúp|hộ|thay)(?: cho)? (?:anh|chị|em|cô|chú|bác|thầy|con)(?!\w)|for you(?!\w)"
)
_AGREES_AND_ASKS = re.compile(r"(?<!\w)(?:when|by when|how soon|khi nào|bao giờ|chừng nào|hôm nào|ngày nào)(?!\w)")
_REFUSES_DATE = re.compile(
    r"không (?:kịp|được|lùi|dời)|đâu được|không,|lâu quá|trễ quá|no\b|that's too late|too late"
)


def _far(chosen: When, draft: TaskDraft) -> bool:
    """Nobody moves an agreed deadline by more than two months in passing."""
    moments = [when.end or when.start for when in (chosen, draft.due) if when is not None]
    known = [moment for moment in moments if moment is not None]
    return draft.assent >= 0.8 and len(known) == 2 and abs((known[0] - known[1]).days) > 60


def _adds_nothing(chosen: When, known: When) -> bool:
    """The known date in fewer words ("rằm" after "rằm tháng mười"), or an hour where a day is known."""
    if names_day(known) and not names_day(chosen):
        return True
    said = words(chosen.phrase)
    return len(said) < len(words(known.phrase)) and " ".join(said) in " ".join(words(known.phrase))


def _same_day(one: When, other: When) -> bool:
    a, b = one.civil, other.civil
    return a is not None and b is not None and str(a)[:10] == str(b)[:10] and says_day(one)
