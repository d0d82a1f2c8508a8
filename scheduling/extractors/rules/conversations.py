"""What was agreed in a conversation, as a straight list of steps."""

from models.conversation import Conversation
from models.findings import ActionItem, Finding, Findings
from scheduling.extractors.rules.callings import people_called
from scheduling.extractors.rules.decisions import find_decisions
from scheduling.extractors.rules.grammar import load_grammar
from scheduling.extractors.rules.handout import LONG_MEETING
from scheduling.extractors.rules.meetings import draft_meetings, finish_meeting
from scheduling.extractors.rules.owners import Owners
from scheduling.extractors.rules.people import Roster
from scheduling.extractors.rules.pronouns import Pronouns
from scheduling.extractors.rules.reading import read
from scheduling.extractors.rules.speakers import identify_speakers
from scheduling.extractors.rules.task_threads import CERTAIN, TaskThreads
from scheduling.extractors.rules.tasks import find_handouts, finish_task
from scheduling.protocol import ExtractContext


def extract_conversation(conversation: Conversation, context: ExtractContext) -> Findings:
    """Findings in order of their first evidence."""
    grammar = load_grammar(context.languages)
    people = context.people or people_called(conversation.utterances)
    roster = Roster(people, context.departments, conversation.speakers, grammar)
    reading = read(conversation, roster, grammar, context.reference_time)
    names = identify_speakers(conversation, roster, grammar)
    meetings = draft_meetings(reading, names)
    tasks = TaskThreads(reading, Owners(reading, names), Pronouns(reading), meetings).follow()
    handouts: list[ActionItem] = []
    if grammar.languages == ("en",) and len(conversation.utterances) >= LONG_MEETING:
        tasks = [draft for draft in tasks if draft.total >= CERTAIN]
        handouts = find_handouts(reading, tasks)
    taken = {index: 1.0 for meeting in meetings for index in meeting.sentences}
    taken |= {task.nucleus.sentence: 0.5 if task.total < 2.4 else 0.8 for task in tasks}
    items: list[Finding] = [
        *(finish_meeting(draft, reading) for draft in meetings),
        *find_decisions(reading, taken),
        *(finish_task(draft, reading) for draft in tasks),
        *handouts,
    ]
    order = {utterance.id: index for index, utterance in enumerate(conversation.utterances)}
    items.sort(key=lambda item: (order[item.evidence[0].utterance], item.kind))
    return Findings(conversation.id, tuple(items))
