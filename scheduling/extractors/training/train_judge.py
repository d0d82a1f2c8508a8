"""Makes ``rules/cues/judge.json``: how the signs of tasks, decisions and meetings weigh.

    python -m scheduling.extractors.training.train_judge FOLDER …

Data: annotated meetings of ``tests/corpus/meetings``, invented for this project, its own licence. The heads are
trained one after another, since what one lets through is what the next one sees. Each meeting is judged by heads that
were trained without it (folds over meetings), which gives the thresholds and the figures printed.
"""

import json
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from models.conversation import Conversation
from models.directory import Department
from models.findings import ActionItem, Finding, Findings, PlannedMeeting
from scheduling.extractors.rules.assessor import Assessor
from scheduling.extractors.rules.conversations import (
    draft_tasks,
    extract_conversation,
    give_owners,
    taken_by,
    understand,
)
from scheduling.extractors.rules.due_choice import DueCandidate, DueChoice
from scheduling.extractors.rules.gatherings import gathering_signs
from scheduling.extractors.rules.judge import Head, Judge
from scheduling.extractors.rules.meeting_days import is_day_of_event
from scheduling.extractors.rules.meetings import draft_meetings, finish_meeting, sketch_meetings, timed_meetings
from scheduling.extractors.rules.nuclei import find_nuclei
from scheduling.extractors.rules.owner_choice import OwnerChoice
from scheduling.extractors.rules.owners import Owners
from scheduling.extractors.rules.pronouns import Pronouns
from scheduling.extractors.rules.reading import Reading
from scheduling.extractors.rules.start_choice import StartChoice
from scheduling.extractors.rules.task_draft import TaskDraft
from scheduling.extractors.rules.tasks import finish_task
from scheduling.extractors.training.gold import read_gold_folder
from scheduling.extractors.training.regression import Row, fit, fit_choice
from scheduling.protocol import ExtractContext
from scheduling.score import KINDS, Agreement, Kind, pair_findings, same_moment, score_findings

_FOLDS = 8
_LEAST_WEIGHT = 0.02
_GRAMMARS = {"vi": ("vi", "en"), "en": ("en",)}
T = TypeVar("T")
Example = tuple[Row, bool]
Choice = tuple[list[Row], list[bool]]


@dataclass(frozen=True, slots=True)
class Meeting:
    conversation: Conversation
    wanted: Findings
    context: ExtractContext
    reading: Reading
    names: dict[str, str]

    @property
    def fold(self) -> int:
        return zlib.crc32(self.conversation.id.encode()) % _FOLDS

    def wants(self, index: int, kind: Kind) -> bool:
        """Whether sentence ``index`` proves a wanted item of that kind."""
        ids = {self.reading.utterances[line].id for line in self.reading.sentences[index].lines}
        return any(ids & {e.utterance for e in item.evidence} for item in self.wanted.items if item.kind == kind)

    def meant(self, drafts: Sequence[TaskDraft]) -> list[ActionItem | None]:
        """The wanted task that each draft is."""
        found = [finish_task(d, self.reading, d.owners, DueCandidate(None, None, {}), 0.0) for d in drafts]
        pairs = {id(item): wanted for wanted, item in pair_findings(self.wanted, Findings("", tuple(found))).pairs}
        wanted = [pairs.get(id(item)) for item in found]
        return [item if isinstance(item, ActionItem) else None for item in wanted]

    def matched(self, found: Sequence[Finding]) -> list[bool]:
        """Which of the items found are wanted ones, each wanted one once."""
        pairs = pair_findings(self.wanted, Findings("", tuple(found))).pairs
        taken = {id(item) for _, item in pairs}
        return [id(item) in taken for item in found]


def gathering_examples(meeting: Meeting, assessor: Assessor) -> Iterable[Example]:
    for sentence in meeting.reading.sentences:
        days = [when for when in sentence.whens if is_day_of_event(when, meeting.reading)]
        if days:
            signs = gathering_signs(sentence, days, meeting.reading)
            yield assessor.gathering_features(sentence, signs), meeting.wants(sentence.index, "meeting")


def meeting_examples(meeting: Meeting, assessor: Assessor) -> Iterable[Example]:
    drafts = timed_meetings(meeting.reading, assessor)
    matched = meeting.matched([finish_meeting(draft, meeting.reading) for draft in drafts])
    return zip(map(assessor.meeting_features, drafts), matched, strict=True)


def nucleus_examples(meeting: Meeting, assessor: Assessor) -> Iterable[Example]:
    for nucleus in find_nuclei(meeting.reading, Pronouns(meeting.reading)):
        yield assessor.nucleus_features(nucleus), meeting.wants(nucleus.sentence, "task")


def task_examples(meeting: Meeting, assessor: Assessor) -> Iterable[Example]:
    meetings = draft_meetings(meeting.reading, meeting.names, assessor)
    drafts = draft_tasks(meeting.reading, meeting.names, assessor, meetings)
    matched = [wanted is not None for wanted in meeting.meant(drafts)]
    return zip(map(assessor.task_features, drafts), matched, strict=True)


def decision_examples(meeting: Meeting, assessor: Assessor) -> Iterable[Example]:
    """The sentence that settles a matter is the last long one that proves it; the others teach nothing."""
    meetings = draft_meetings(meeting.reading, meeting.names, assessor)
    drafts = draft_tasks(meeting.reading, meeting.names, assessor, meetings)
    taken = taken_by(meetings, [draft for draft in drafts if assessor.task_margin(draft) > 0])
    settling = _settling(meeting)
    for sentence in meeting.reading.sentences:
        settles = sentence.index in settling
        if settles or not meeting.wants(sentence.index, "decision"):
            yield assessor.decision_features(sentence, taken.get(sentence.index, 0.0)), settles


def _settling(meeting: Meeting) -> set[int]:
    settling = set()
    for item in meeting.wanted.items:
        if item.kind == "decision":
            cited = {evidence.utterance for evidence in item.evidence}
            proofs = [
                sentence
                for sentence in meeting.reading.sentences
                if cited & {meeting.reading.utterances[line].id for line in sentence.lines}
            ]
            long = [sentence for sentence in proofs if len(sentence.low.split()) >= 5] or proofs
            settling |= {sentence.index for sentence in long[-1:]}
    return settling


def owner_choices(meeting: Meeting, assessor: Assessor) -> Iterable[Choice]:
    """Of each task found that is a wanted one: who of those around it is to do it."""
    meetings = draft_meetings(meeting.reading, meeting.names, assessor)
    drafts = draft_tasks(meeting.reading, meeting.names, assessor, meetings)
    choice = OwnerChoice(meeting.reading, assessor.signs, Owners(meeting.reading, meeting.names))
    for draft, wanted in zip(drafts, meeting.meant(drafts), strict=True):
        if wanted is not None:
            candidates = choice.candidates(draft)
            right = [set(candidate.names) == set(wanted.owners) for candidate in candidates]
            yield [candidate.features for candidate in candidates], right


def due_choices(meeting: Meeting, assessor: Assessor) -> Iterable[Choice]:
    """Of each task found that is a wanted one: which of its dates is the wanted date."""
    meetings = draft_meetings(meeting.reading, meeting.names, assessor)
    drafts = draft_tasks(meeting.reading, meeting.names, assessor, meetings)
    owners = Owners(meeting.reading, meeting.names)
    give_owners(drafts, meeting.reading, owners, assessor)
    choice = DueChoice(meeting.reading, assessor.signs, owners, meetings, drafts)
    for draft, wanted in zip(drafts, meeting.meant(drafts), strict=True):
        if wanted is not None:
            candidates = choice.candidates(draft)
            due = wanted.due.value if wanted.due is not None else None
            right = [same_moment(due, candidate.value) for candidate in candidates]
            yield [candidate.features for candidate in candidates], right


def start_choices(meeting: Meeting, assessor: Assessor) -> Iterable[Choice]:
    """Of each meeting found that is a wanted one: which day and hour are the wanted start."""
    drafts = sketch_meetings(meeting.reading, assessor)
    choice = StartChoice(meeting.reading, assessor.signs, drafts)
    found = [finish_meeting(draft, meeting.reading) for draft in drafts]
    pairs = {id(item): wanted for wanted, item in pair_findings(meeting.wanted, Findings("", tuple(found))).pairs}
    for draft, item in zip(drafts, found, strict=True):
        wanted = pairs.get(id(item))
        if isinstance(wanted, PlannedMeeting):
            candidates = choice.candidates(draft)
            right = [same_moment(wanted.start, candidate.value) for candidate in candidates]
            yield [candidate.features for candidate in candidates], right


@dataclass(frozen=True, slots=True)
class Lesson:
    """``threshold`` is fixed where a head only lets through; None where the best F1 chooses it."""

    head: str
    examples: Callable[[Meeting, Assessor], Iterable[Example]]
    penalty: float
    kind: Kind
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class ChoiceLesson:
    """Which candidate is the right one; ``penalty`` draws the weights to zero."""

    head: str
    choices: Callable[[Meeting, Assessor], Iterable[Choice]]
    penalty: float


LESSONS: tuple[Lesson | ChoiceLesson, ...] = (
    Lesson("gathering", gathering_examples, 10.0, "meeting", threshold=-1.0),
    ChoiceLesson("start", start_choices, 2.0),
    Lesson("meeting", meeting_examples, 10.0, "meeting"),
    Lesson("nucleus", nucleus_examples, 10.0, "task", threshold=-0.5),
    Lesson("task", task_examples, 10.0, "task"),
    Lesson("decision", decision_examples, 3.0, "decision"),
    ChoiceLesson("owner", owner_choices, 10.0),
    ChoiceLesson("due", due_choices, 5.0),
)


@dataclass(frozen=True, slots=True)
class School:
    """``judges[n]`` never saw the meetings of fold ``n``; ``graduate`` saw all and is the one that ships."""

    meetings: tuple[Meeting, ...]
    judges: tuple[Judge, ...] = (Judge({}),) * _FOLDS
    graduate: Judge = field(default_factory=lambda: Judge({}))

    def examined(self, ask: Callable[[Meeting, Assessor], Iterable[T]]) -> list[tuple[Meeting, list[T]]]:
        """What each meeting teaches, as the judge that never saw it finds its candidates."""
        return [(m, list(ask(m, Assessor(m.reading, self.judges[m.fold])))) for m in self.meetings]

    def taught(self, name: str, heads: Sequence[Head], whole: Head) -> "School":
        """The school with one more head; ``heads[n]`` was trained without fold ``n``."""
        judges = [Judge({**judge.heads, name: head}) for judge, head in zip(self.judges, heads, strict=True)]
        return School(self.meetings, tuple(judges), Judge({**self.graduate.heads, name: whole}))


def main(folders: Iterable[Path]) -> None:
    school = School(tuple(meeting for folder in folders for meeting in _read(folder)))
    for lesson in LESSONS:
        school = _teach_choice(lesson, school) if isinstance(lesson, ChoiceLesson) else _teach(lesson, school)
    agreement = Agreement()
    for meeting in school.meetings:
        found = extract_conversation(meeting.conversation, meeting.context, school.judges[meeting.fold])
        agreement += score_findings(meeting.wanted, found)
    figures: dict[str, float] = {kind: round(agreement.of(kind).f1, 3) for kind in KINDS}
    shares = {"due": agreement.dues, "owner": agreement.owners, "start": agreement.starts}
    figures |= {name: round(share.value, 3) for name, share in shares.items()}
    print(f"{len(school.meetings)} meetings, held out: {figures}")
    _write(school.graduate, figures)


def _teach(lesson: Lesson, school: School) -> School:
    examined = school.examined(lesson.examples)
    heads = [_head(lesson, _outside(fold, examined)) for fold in range(_FOLDS)]
    scores = [(heads[m.fold].log_odds(features), label) for m, own in examined for features, label in own]
    wanted = sum(item.kind == lesson.kind for m in school.meetings for item in m.wanted.items)
    threshold = lesson.threshold if lesson.threshold is not None else best_threshold(scores, wanted)
    print(f"{lesson.head}: {len(scores)} examples, {sum(label for _, label in scores)} true, {threshold:.2f}")
    whole = _head(lesson, [row for _, own in examined for row in own])
    return school.taught(
        lesson.head, [replace(h, threshold=threshold) for h in heads], replace(whole, threshold=threshold)
    )


def _teach_choice(lesson: ChoiceLesson, school: School) -> School:
    examined = school.examined(lesson.choices)
    heads = [_choosing(lesson, _outside(fold, examined)) for fold in range(_FOLDS)]
    right = [
        max(zip(map(heads[m.fold].log_odds, rows), labels, strict=True))[1]
        for m, own in examined
        for rows, labels in own
    ]
    there = sum(any(labels) for m, own in examined for _, labels in own)
    print(f"{lesson.head}: {len(right)} choices, {there} with the right one among them, {sum(right)} right")
    return school.taught(lesson.head, heads, _choosing(lesson, [choice for _, own in examined for choice in own]))


def _outside(fold: int, examined: Iterable[tuple[Meeting, list[T]]]) -> list[T]:
    return [each for meeting, own in examined if meeting.fold != fold for each in own]


def best_threshold(scores: Sequence[tuple[float, bool]], wanted: int) -> float:
    """The one of highest F1, ``wanted`` items being wanted, found among the candidates or not."""
    ordered = sorted(scores, reverse=True)
    best, right = (0.0, 0.0), 0
    for taken, (score, label) in enumerate(ordered, start=1):
        right += label
        below = ordered[taken][0] if taken < len(ordered) else score - 1.0
        best = max(best, (2 * right / (taken + wanted), (score + below) / 2))
    return best[1]


def _read(folder: Path) -> Iterable[Meeting]:
    for source, wanted in read_gold_folder(folder):
        if not isinstance(source, Conversation) or source.recorded_at is None:
            continue
        context = ExtractContext(
            source.recorded_at,
            source.zone,
            _GRAMMARS.get(source.language, ("vi", "en")),
            source.participants,
            tuple(Department(name) for name in source.departments),
        )
        yield Meeting(source, wanted, context, *understand(source, context))


def _choosing(lesson: ChoiceLesson, choices: Iterable[Choice]) -> Head:
    """Choices without a right candidate teach nothing."""
    telling = [choice for choice in choices if any(choice[1])]
    return Head(0.0, 0.0, fit_choice(telling, lesson.penalty))


def _head(lesson: Lesson, rows: Sequence[Example]) -> Head:
    weights, bias = fit([features for features, _ in rows], [label for _, label in rows], lesson.penalty)
    return Head(bias, lesson.threshold or 0.0, weights)


def _write(judge: Judge, figures: Mapping[str, float]) -> None:
    heads = {
        name: {
            "bias": round(head.bias, 3),
            "threshold": round(head.threshold, 3),
            "weights": {
                sign: round(weight, 3)
                for sign, weight in sorted(head.weights.items())
                if abs(weight) >= _LEAST_WEIGHT
            },
        }
        for name, head in judge.heads.items()
    }
    written = {
        "made_by": "scheduling.extractors.training.train_judge",
        "data": "tests/corpus/meetings",
        "held_out": figures,
        "heads": heads,
    }
    target = Path(__file__).parents[1] / "rules" / "cues" / "judge.json"
    target.write_text(json.dumps(written, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
