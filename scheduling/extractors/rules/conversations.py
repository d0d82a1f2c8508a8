"""What was agreed in a conversation, as a straight list of steps."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.conversation import Conversation
from models.findings import ActionItem, Finding, Findings
from scheduling.extractors.rules.accents import with_accents
from scheduling.extractors.rules.assessor import Assessor
from scheduling.extractors.rules.callings import people_called
from scheduling.extractors.rules.decisions import find_decisions
from scheduling.extractors.rules.due_choice import DueChoice
from scheduling.extractors.rules.grammar import load_grammar
from scheduling.extractors.rules.handout import LONG_MEETING
from scheduling.extractors.rules.judge import Judge, load_judge
from scheduling.extractors.rules.meeting_draft import MeetingDraft
from scheduling.extractors.rules.meetings import draft_meetings, finish_meeting
from scheduling.extractors.rules.nuclei import find_nuclei
from scheduling.extractors.rules.owner_choice import OwnerChoice
from scheduling.extractors.rules.owners import Owners
from scheduling.extractors.rules.people import Roster
from scheduling.extractors.rules.pronouns import Pronouns
from scheduling.extractors.rules.reading import Reading, read
from scheduling.extractors.rules.speakers import identify_speakers
from scheduling.extractors.rules.task_draft import TaskDraft
from scheduling.extractors.rules.task_threads import CERTAIN, TaskThreads
from scheduling.extractors.rules.tasks import find_handouts, finish_task
from scheduling.protocol import ExtractContext


def extract_conversation(conversation: Conversation, context: ExtractContext, judge: Judge | None = None) -> Findings:
    """Findings in order of their first evidence, judged by ``judge``, else by the one that ships."""
    reading, names = understand(conversation, context)
    assessor = Assessor(reading, judge or load_judge())
    meetings = draft_meetings(reading, names, assessor)
    tasks = [draft for draft in draft_tasks(reading, names, assessor, meetings) if assessor.task_margin(draft) > 0]
    handouts: list[ActionItem] = []
    if reading.grammar.languages == ("en",) and len(conversation.utterances) >= LONG_MEETING:
        tasks = [draft for draft in tasks if draft.total >= CERTAIN]
        handouts = find_handouts(reading, tasks)
    items: list[Finding] = [
        *(finish_meeting(draft, reading) for draft in meetings),
        *find_decisions(reading, assessor, taken_by(meetings, tasks)),
        *finish_tasks(tasks, reading, names, assessor, meetings),
        *handouts,
    ]
    order = {utterance.id: index for index, utterance in enumerate(conversation.utterances)}
    items.sort(key=lambda item: (order[item.evidence[0].utterance], item.kind))
    return Findings(conversation.id, tuple(items))


def understand(conversation: Conversation, context: ExtractContext) -> tuple[Reading, dict[str, str]]:
    """The conversation as sentences, and who each speaker is; what is quoted stays as it was written."""
    grammar = load_grammar(context.languages)
    said = with_accents(conversation, context.people) if "vi" in grammar.languages else conversation
    people = context.people or people_called(said.utterances)
    roster = Roster(people, context.departments, conversation.speakers, grammar)
    reading = replace(read(said, roster, grammar, context.reference_time), utterances=conversation.utterances)
    return reading, identify_speakers(said, roster, grammar)


def draft_tasks(
    reading: Reading, names: dict[str, str], assessor: Assessor, meetings: list[MeetingDraft]
) -> list[TaskDraft]:
    """What the rules would take, then whatever else the judge's weights or the rules' make a task of."""
    nuclei = find_nuclei(reading, Pronouns(reading))
    owners = Owners(reading, names)
    by_rules = TaskThreads(reading, owners, nuclei, meetings).follow()
    by_judge = TaskThreads(reading, owners, assessor.weighed(nuclei), meetings).follow()
    drafts: list[TaskDraft] = []
    for draft in (*(d for d in by_rules if d.stands), *by_judge, *by_rules):
        if not any(set(draft.sentences) & set(taken.sentences) for taken in drafts):
            drafts.append(draft)
    return drafts


def finish_tasks(
    tasks: Sequence[TaskDraft],
    reading: Reading,
    names: dict[str, str],
    assessor: Assessor,
    meetings: Sequence[MeetingDraft],
) -> list[ActionItem]:
    """Each task with the doer and the date that were agreed in the end."""
    owners = Owners(reading, names)
    give_owners(tasks, reading, owners, assessor)
    by_when = DueChoice(reading, assessor.signs, owners, meetings, tasks)
    return [
        finish_task(
            draft,
            reading,
            draft.owners,
            by_when.by_rules(draft) if assessor.by_rules else by_when.choose(draft, assessor.judge),
            assessor.task_margin(draft),
        )
        for draft in tasks
    ]


def give_owners(tasks: Iterable[TaskDraft], reading: Reading, owners: Owners, assessor: Assessor) -> None:
    """Each task goes to whom the judge believes in, where it is asked at all."""
    if assessor.by_rules:
        return
    choice = OwnerChoice(reading, assessor.signs, owners)
    for draft in tasks:
        draft.owners = choice.choose(draft, assessor.judge)


def taken_by(meetings: Iterable[MeetingDraft], tasks: Iterable[TaskDraft]) -> dict[int, float]:
    """How firmly meetings and tasks already rest on sentences."""
    taken = {index: 1.0 for meeting in meetings for index in meeting.sentences}
    return taken | {task.nucleus.sentence: 0.5 if task.total < _FIRM else 0.8 for task in tasks}


_FIRM = 2.4
