"""By which names voices are called: "mời đồng chí Hà phát biểu" just before a turn, "tôi là Hà" inside it (pure).

Only what names the one who speaks next counts. Somebody who is merely mentioned ("hôm qua anh Hà đã gửi") is not
called, and a name said in the middle of a long speech calls nobody.
"""

import re
from collections.abc import Mapping, Sequence

from models.conversation import Conversation
from models.directory import Person
from scheduling.extractors.rules.grammar import load_grammar
from scheduling.extractors.rules.people import Mention, Roster
from scheduling.extractors.rules.speakers import introduces
from scheduling.extractors.rules.text import lower, tidy

_BEFORE = re.compile(
    r"(?<!\w)(?:(?:xin |kính |trân trọng |tôi |em )*mời|nhường lời cho|đến lượt|tới lượt|tiếp theo là|"
    r"xin ý kiến(?: của)?|over to|hand over to|let's hear from|we'll hear from|next is|next up is|"
    r"the floor (?:goes )?to|go ahead|your turn)\s*[,:]?\s*$"
)
"""Words before a name that hand it the floor."""
_AFTER = re.compile(
    r"\s*,?\s*(?:ơi|có ý kiến|cho ý kiến|phát biểu|báo cáo|trình bày|thì sao|nghĩ sao|please|go ahead|your turn|"
    r"the floor is yours|what do you (?:think|say)|(?:can|could|would|will) you)(?!\w)"
)
"""Words after a name that do."""
_LAST_WORDS = 12
"""How many words may follow the call before the next voice speaks: "…, about the schedule of next month"."""


def called_names(conversation: Conversation, people: Sequence[Person]) -> Mapping[str, frozenset[str]]:
    """For each speaker of the conversation, by which names others called on them or they called themselves: in full
    for these people, as said for others; speakers without any are left out."""
    roster = Roster(people, (), (), load_grammar(("vi", "en")))
    bare = conversation.language != "vi"
    told: dict[str, set[str]] = {}
    lines = [(u.speaker, tidy(u.text)) for u in conversation.utterances]
    for index, (speaker, text) in enumerate(lines):
        low = lower(text)
        for mention in roster.find(text, bare):
            if mention.kind == "unit":
                continue
            if introduces(low, mention.begin, mention.stop):
                answering = speaker
            elif _hands_over(low, mention):
                answering = lines[index + 1][0] if index + 1 < len(lines) else None
                answering = None if answering == speaker else answering
            else:
                continue
            if answering is not None:
                told.setdefault(answering, set()).add(mention.name)
    return {speaker: frozenset(names) for speaker, names in told.items()}


def _hands_over(low: str, mention: Mention) -> bool:
    """Whether the name is called at the end of what is said."""
    if len(low[mention.stop :].split()) > _LAST_WORDS:
        return False
    return _BEFORE.search(low[: mention.begin]) is not None or _AFTER.match(low[mention.stop :]) is not None
