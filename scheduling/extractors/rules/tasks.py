"""From a followed thread to an action item."""

from models.findings import ActionItem
from scheduling.extractors.rules.assessor import confidence
from scheduling.extractors.rules.due_choice import DueCandidate
from scheduling.extractors.rules.evidence import cite
from scheduling.extractors.rules.handout import handed_out
from scheduling.extractors.rules.reading import Reading
from scheduling.extractors.rules.task_draft import TaskDraft
from scheduling.extractors.rules.wording import plain_wording, task_wording


def finish_task(
    draft: TaskDraft, reading: Reading, owners: tuple[str, ...], due: DueCandidate, margin: float
) -> ActionItem:
    """Doubts: ``only_proposed`` (nobody assented), ``owner_unresolved``, ``date_ambiguous``."""
    doubts = list(draft.doubts)
    if due.doubt or any(reading.sentences[index].names_no_date for index in _cited(draft, due)):
        doubts.append("date_ambiguous")
    if draft.assent == 0.0 and draft.nucleus.actor in ("self", "unit_self"):
        doubts.append("only_proposed")
    if not owners and draft.nucleus.actor != "everyone":
        doubts.append("owner_unresolved")
    return ActionItem(
        text=_wording(draft, reading),
        owners=owners,
        due=due.due,
        evidence=cite(reading, _cited(draft, due)),
        confidence=confidence(margin),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def find_handouts(reading: Reading, known: list[TaskDraft]) -> list[ActionItem]:
    """Work handed out in fragments, as the trained classifier of ``handout`` tells it, beside the ``known`` tasks."""
    cited = {line for draft in known for index in draft.sentences for line in reading.sentences[index].lines}
    by_line = {sentence.line: sentence for sentence in reversed(reading.sentences)}
    items: list[ActionItem] = []
    for group in handed_out(reading.utterances):
        sentences = [by_line[line] for line in group if line in by_line and line not in cited]
        if not sentences:
            continue
        owners = tuple(dict.fromkeys(m.name for s in sentences for m in s.mentions if m.kind != "stranger"))
        text = max((plain_wording(s, 0, reading.grammar) for s in sentences), key=len) or sentences[0].text
        doubts = () if owners else ("owner_unresolved",)
        items.append(ActionItem(text, owners, None, cite(reading, [s.index for s in sentences]), 0.45, doubts))
    return items


def _wording(draft: TaskDraft, reading: Reading) -> str:
    """The first wording that names its object; the fullest when none does."""
    said = [task_wording(reading.sentences[n.sentence], n.verb, reading.grammar) for n in draft.nuclei]
    telling = [text for text in said if len(text.split()) >= 4]
    best = next(iter(telling), max(said, key=len))
    if len(best.split()) < 3:
        whole = plain_wording(reading.sentences[draft.nucleus.sentence], 0, reading.grammar, keep_dates=False)
        best = whole if len(whole) > len(best) else best
    return best or reading.sentences[draft.nucleus.sentence].text


def _cited(draft: TaskDraft, due: DueCandidate) -> list[int]:
    """The task's sentences and the one that sets its date."""
    dated = [] if due.sentence is None else [due.sentence]
    return list(dict.fromkeys([*draft.sentences, *dated]))
