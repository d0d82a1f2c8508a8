"""From sentences back to the utterances that prove a finding."""

from collections.abc import Iterable

from models.conversation import Utterance
from models.findings import Evidence
from scheduling.extractors.rules.reading import Reading

_MOST = 12
_LONGEST_QUOTE = 600


def cite(reading: Reading, sentences: Iterable[int]) -> tuple[Evidence, ...]:
    """The utterances behind ``sentences``, in order of time, quoted letter for letter."""
    lines = sorted({line for index in sentences for line in reading.sentences[index].lines})
    return tuple(_quote(reading.utterances[line]) for line in lines[:_MOST])


def _quote(utterance: Utterance) -> Evidence:
    text = utterance.text.strip()
    if len(text) > _LONGEST_QUOTE:
        text = text[: text.rfind(" ", 0, _LONGEST_QUOTE)] if " " in text[:_LONGEST_QUOTE] else text[:_LONGEST_QUOTE]
    return Evidence(utterance.id, text, utterance.span)
