"""A conversation as the rules read it: sentences with their mentions and dates, whoever cut them into utterances."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from models.conversation import Conversation, Utterance
from models.when import When
from scheduling.dates import IMPOSSIBLE, find_dates
from scheduling.extractors.rules.clauses import LONGEST, split_sentences
from scheduling.extractors.rules.grammar import Grammar
from scheduling.extractors.rules.numbered_days import number_weekdays
from scheduling.extractors.rules.people import Mention, Roster
from scheduling.extractors.rules.text import lower, tidy


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. ``lines`` are the indexes of the utterances it was heard in (more than one when it was cut).

    ``low`` is ``text`` in lower case, letter for letter.
    """

    index: int
    lines: tuple[int, ...]
    speaker: str | None
    text: str
    low: str
    mentions: tuple[Mention, ...]
    whens: tuple[When, ...]
    is_question: bool

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def names_no_date(self) -> bool:
        """A date or an hour that does not exist is named (31/2, 25 giờ)."""
        return any(when.doubt == IMPOSSIBLE for when in self.whens)


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole conversation as sentences, with what they are read against."""

    utterances: tuple[Utterance, ...]
    sentences: tuple[Sentence, ...]
    roster: Roster
    grammar: Grammar
    reference: datetime
    zone: str


_NOW = re.compile(r"(?:right |from )?now|bây giờ|giờ|hiện nay|lúc này|nãy giờ|\d+\s?G|nowadays", re.IGNORECASE)


def read(conversation: Conversation, roster: Roster, grammar: Grammar, reference: datetime) -> Reading:
    """Sentences in order; an utterance broken off in mid-phrase is joined to the same voice's next one."""
    language = _date_language(conversation.language, grammar)
    bare_english = "en" in grammar.languages and conversation.language != "vi"
    sentences: list[Sentence] = []
    known: dict[str, tuple[When, ...]] = {}
    find = partial(find_dates, reference=reference, zone=conversation.zone, language=language)
    for lines, speaker, text in _sentences(conversation, grammar):
        low = lower(text)
        if text not in known:
            known[text] = number_weekdays(text, low, find, reference)
        mentions = tuple(m for m in roster.find(text, bare_english) if not _part_of_date(m, known[text]))
        whens = tuple(
            when
            for when in known[text]
            if _NOW.fullmatch(when.phrase.strip()) is None
            and not any(m.kind == "person" and m.begin < when.stop and when.begin < m.stop for m in mentions)
        )
        question = text.endswith("?") or (text[-1] not in ".!…" and grammar.has("question", low))
        sentences.append(Sentence(len(sentences), lines, speaker, text, low, mentions, whens, question))
    return Reading(conversation.utterances, tuple(sentences), roster, grammar, reference, conversation.zone)


def _part_of_date(mention: Mention, whens: tuple[When, ...]) -> bool:
    """A number that is also somebody's name ("hai mươi tám tháng này"), unless a word of address stands before it."""
    size = mention.stop - mention.begin
    return not mention.addressed and any(
        when.begin <= mention.begin and mention.stop <= when.stop and when.stop - when.begin > size for when in whens
    )


def _sentences(conversation: Conversation, grammar: Grammar) -> list[tuple[tuple[int, ...], str | None, str]]:
    found: list[tuple[tuple[int, ...], str | None, str]] = []
    for index, utterance in enumerate(conversation.utterances):
        text = tidy(utterance.text)
        if not text:
            continue
        parts = split_sentences(text)
        if found and _continues(found[-1], utterance, grammar):
            lines, speaker, begun = found[-1]
            found[-1] = ((*lines, index), speaker, f"{begun} {parts[0]}")
            parts = parts[1:]
        found.extend(((index,), utterance.speaker, part) for part in parts)
    return found


def _continues(last: tuple[tuple[int, ...], str | None, str], utterance: Utterance, grammar: Grammar) -> bool:
    lines, speaker, text = last
    if speaker != utterance.speaker or len(lines) > 1 or text[-1] in ".?!…" or len(text) > LONGEST:
        return False
    return grammar.cues["dangling"].fullmatch(lower(text[-40:])) is not None


def _date_language(language: str, grammar: Grammar) -> str:
    if language in ("vi", "en", "mixed"):
        return language
    return grammar.languages[0] if len(grammar.languages) == 1 else "mixed"
