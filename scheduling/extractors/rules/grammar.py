"""What a language tells the rules (``cues/<language>.toml``), and the union of several as compiled patterns."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled cues of one or more languages, to be used on lower-case text (see ``text.tidy``, ``text.lower``).

    ``cues`` maps a name such as ``accept`` to its pattern; every language gives every name.
    ``kin`` and ``honorifics`` are words of address set before a name, ``common_words`` given names that are also
    everyday words: without a word of address they are names only when written large.
    """

    languages: tuple[str, ...]
    cues: Mapping[str, re.Pattern[str]]
    kin: frozenset[str]
    honorifics: frozenset[str]
    common_words: frozenset[str]

    def has(self, cue: str, text: str) -> bool:
        return self.cues[cue].search(text) is not None

    def starts(self, cue: str, text: str) -> bool:
        return self.cues[cue].match(text) is not None


@cache
def load_grammar(languages: tuple[str, ...]) -> Grammar:
    """The union of the languages asked for; unknown ones bring nothing, none at all means all we have."""
    known = tuple(code for code in LANGUAGES if code in languages) or LANGUAGES
    packs = [_pack(code) for code in known]
    return Grammar(
        languages=known,
        cues={name: _union(pack[name] for pack in packs) for name in packs[0] if name != "words"},
        kin=_words(packs, "kin"),
        honorifics=_words(packs, "honorifics"),
        common_words=_words(packs, "common_words"),
    )


def _pack(code: str) -> Mapping[str, Any]:
    return tomllib.loads((files(__name__.rpartition(".")[0]) / "cues" / f"{code}.toml").read_text(encoding="utf-8"))


def _union(blocks: Any) -> re.Pattern[str]:
    lines = [line for block in blocks for line in block.strip("\n").splitlines() if line]
    return re.compile(r"(?<!\w)(?:" + "|".join(lines) + r")(?!\w)")


def _words(packs: list[Mapping[str, Any]], key: str) -> frozenset[str]:
    listed = ",".join(pack["words"][key].replace("\n", ",") for pack in packs)
    return frozenset(word.strip() for word in listed.split(",") if word.strip())
