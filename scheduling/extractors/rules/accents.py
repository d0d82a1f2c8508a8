"""Vietnamese typed without diacritics gets them back: "anh Hai nop bao cao" → "anh Hải nộp báo cáo".

A syllable's likeliest form given the one before it, over the whole utterance (Viterbi), from counts of syllables and
pairs (``cues/accents.json``, made by ``scheduling.extractors.training.train_accents``). Names of those present are
written as the list of participants writes them. Only talk that has no diacritics at all is touched.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from models.conversation import Conversation
from models.directory import Person
from scheduling.extractors.rules.text import fold

_SYLLABLE = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?;:\n]")
_MOST_MARKED = 0.02
"""Share of syllables with a diacritic up to which talk counts as written without; Vietnamese has about 0.7."""
_FEWEST = 12
"""Syllables below which nothing is concluded."""
_ALONE = 0.5
"""As how many sightings of a pair the share of a form by itself counts."""
_NAME = 3.0
"""How often a name of somebody present counts as having been seen."""


@dataclass(frozen=True, slots=True)
class Accents:
    """``forms``: folded syllable → its forms and how often each was seen; ``pairs``: "form form" → how often."""

    forms: Mapping[str, Mapping[str, float]]
    pairs: Mapping[str, float]

    def restore(self, text: str) -> str:
        """The text with diacritics, letter for letter: case and everything else stay."""
        restored, at = "", 0
        for sentence in _SENTENCE.split(text):
            restored += self._restore(sentence)
            at += len(sentence)
            restored += text[at : at + 1]
            at += 1
        return restored

    def _restore(self, sentence: str) -> str:
        said = list(_SYLLABLE.finditer(sentence))
        if not said:
            return sentence
        chosen = self._likeliest([fold(match[0]) for match in said])
        parts, at = [], 0
        for match, form in zip(said, chosen, strict=True):
            parts += [sentence[at : match.start()], _cased(form, match[0])]
            at = match.end()
        return "".join(parts) + sentence[at:]

    def _likeliest(self, folded: Sequence[str]) -> list[str]:
        best: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for syllable in folded:
            forms = self.forms.get(syllable) or {syllable: 1.0}
            total = sum(forms.values())
            shares = {form: count / total for form, count in forms.items()}
            ways = [(log, path, self._after(path[-1] if path else "", shares)) for log, path in best.values()]
            best = {
                form: max((log + math.log(likely[form]), [*path, form]) for log, path, likely in ways)
                for form in forms
            }
        return max(best.values())[1]

    def _after(self, before: str, shares: Mapping[str, float]) -> dict[str, float]:
        """How likely each form of one syllable is after ``before``."""
        together = {form: self.pairs.get(f"{before} {form}", 0.0) for form in shares}
        seen = sum(together.values()) + _ALONE
        return {form: (together[form] + _ALONE * share) / seen for form, share in shares.items()}


def with_accents(conversation: Conversation, people: Sequence[Person]) -> Conversation:
    """The conversation as it would be written with diacritics, or itself where it is."""
    if not is_bare(utterance.text for utterance in conversation.utterances):
        return conversation
    accents = _with_names(load_accents(), _names(people, conversation.departments))
    said = tuple(replace(u, text=accents.restore(u.text)) for u in conversation.utterances)
    return replace(conversation, utterances=said)


def _names(people: Sequence[Person], departments: Sequence[str]) -> list[str]:
    told = [name for person in people for name in (person.name, person.title, person.department) if name]
    return [*told, *departments]


def is_bare(texts: Iterable[str]) -> bool:
    """Whether Vietnamese stands here without its diacritics; English does not."""
    said = [match[0].lower() for text in texts for match in _SYLLABLE.finditer(text)]
    if len(said) < _FEWEST:
        return False
    if sum(fold(syllable) != syllable for syllable in said) > _MOST_MARKED * len(said):
        return False
    known = sum(any(form != syllable for form in load_accents().forms.get(syllable, ())) for syllable in said)
    return known >= 0.7 * len(said)


def _with_names(accents: Accents, names: Iterable[str]) -> Accents:
    forms = {syllable: dict(counts) for syllable, counts in accents.forms.items()}
    pairs = dict(accents.pairs)
    for name in names:
        syllables = [match[0].lower() for match in _SYLLABLE.finditer(name)]
        for form in syllables:
            of = forms.setdefault(fold(form), {})
            of[form] = of.get(form, 0.0) + _NAME
        for before, form in pairwise(syllables):
            pairs[f"{before} {form}"] = pairs.get(f"{before} {form}", 0.0) + _NAME
        for address in _ADDRESS if syllables else ():
            pairs[f"{address} {syllables[-1]}"] = pairs.get(f"{address} {syllables[-1]}", 0.0) + _NAME
    return Accents(forms, pairs)


_ADDRESS = ("anh", "chị", "em", "cô", "chú", "bác", "thầy", "ông", "bà")


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[0].upper() + form[1:] if like[0].isupper() else form


@cache
def load_accents() -> Accents:
    path = files(__name__.rpartition(".")[0]) / "cues" / "accents.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    return Accents(written["forms"], written["pairs"])
