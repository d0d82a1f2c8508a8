"""Who is meant: names, words of address, titles and units found in a sentence, resolved against those known."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.directory import Department, Person
from scheduling.extractors.rules.grammar import Grammar
from scheduling.extractors.rules.lists import ordered_list, word_list
from scheduling.extractors.rules.text import fold, lower

MentionKind = Literal["person", "unit", "stranger"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named at ``[begin, stop)`` of a sentence; ``name`` is canonical, or as said for a stranger.

    ``addressed`` tells that a kinship term, honorific or title stood before the name.
    """

    begin: int
    stop: int
    kind: MentionKind
    name: str
    addressed: bool = False


class Roster:
    """Finds the people and units of one meeting in its sentences."""

    def __init__(
        self, people: Iterable[Person], departments: Iterable[Department], speakers: Iterable[str], grammar: Grammar
    ) -> None:
        self.grammar = grammar
        self.people = _unique(people, speakers)
        self.departments = tuple(departments)
        self.department_of = {person.name: person.department for person in self.people if person.department}
        self._names = _name_index(self.people)
        self._titles = _title_index(self.people)
        self._units = _unit_index(self.departments, [p.department for p in self.people if p.department])
        calls = "|".join(re.escape(w) for w in sorted(grammar.kin | grammar.honorifics, key=len, reverse=True))
        self._call = re.compile(rf"(?<!\w)((?:(?:{calls})\s+)*)$")
        self._name_pattern = _alternation([*self._names, *(fold(n) for n in self._names)])
        self._title_pattern = _alternation(self._titles)
        self._unit_pattern = _alternation(self._units)
        self._stranger_calls = re.compile(rf"(?<!\w)(?:{calls})(?=\s)", re.IGNORECASE) if calls else None

    def find(self, text: str, bare_english: bool = False) -> tuple[Mention, ...]:
        """All mentions in ``text``, in order, never overlapping; the longest reading wins."""
        low = lower(text)
        found = [*self._units_in(text, low), *self._people_in(text, low, bare_english), *self._titles_in(low)]
        found.extend(self._strangers_in(text))
        found.sort(key=lambda m: (m.begin, -(m.stop - m.begin)))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.begin >= kept[-1].stop:
                kept.append(mention)
            elif mention.stop > kept[-1].stop and kept[-1].kind == "stranger":
                kept[-1] = mention
        return tuple(kept)

    def bearer_of(self, said: str) -> str | None:
        """The one person whom the name ``said``, in lower case, with or without diacritics, can mean."""
        candidates = self._names.get(said) or self._folded(said, True)
        return candidates[0] if len(candidates) == 1 else None

    def resolve_unit(self, said: str) -> str | None:
        return self._units.get(lower(said))

    def _people_in(self, text: str, low: str, bare_english: bool) -> Iterable[Mention]:
        for match in self._name_pattern.finditer(low):
            said = match[0]
            candidates = self._names.get(said) or self._folded(said, bare_english)
            if not candidates:
                continue
            before = self._call.search(low[: match.start()])
            call = before[1] if before else ""
            whole = " " in said
            large = text[match.start()].isupper() and said != text[match.start() : match.end()]
            if not call and not whole and not large and (said in self.grammar.common_words or len(said) < 2):
                continue
            if not call and large and not whole and said in self.grammar.common_words and match.start() == 0:
                continue
            if len(candidates) == 1:
                yield Mention(match.start() - len(call), match.end(), "person", candidates[0], bool(call))

    def _folded(self, said: str, bare_english: bool) -> tuple[str, ...]:
        if not bare_english:
            return ()
        return tuple(dict.fromkeys(p for n, ps in self._names.items() if fold(n) == said for p in ps))

    def _titles_in(self, low: str) -> Iterable[Mention]:
        for match in self._title_pattern.finditer(low):
            candidates = self._titles[match[0]]
            before = self._call.search(low[: match.start()])
            call = before[1] if before else ""
            if len(candidates) == 1 and (call or match.start() == 0 or "en" in self.grammar.languages):
                yield Mention(match.start() - len(call), match.end(), "person", candidates[0], bool(call))

    def _units_in(self, text: str, low: str) -> Iterable[Mention]:
        for match in self._unit_pattern.finditer(low):
            if match[0] in ordered_list("unit_heads") and not _STARTS_CLAUSE.search(low[: match.start()]):
                continue
            yield Mention(match.start(), match.end(), "unit", self._units[match[0]])

    def _strangers_in(self, text: str) -> Iterable[Mention]:
        if self._stranger_calls is None:
            return
        for call in self._stranger_calls.finditer(text):
            named = _capitalised(text, call.end() + 1)
            if named and lower(named.split()[0]) not in word_list("title_words"):
                yield Mention(call.start(), call.end() + 1 + len(named), "stranger", named, True)
                continue
            sent = _SENT.search(text[max(0, call.start() - 12) : call.start()].lower())
            spoken = _NAME_WORDS.match(text, call.end() + 1)
            word = spoken[0].split()[0] if spoken else ""
            humble = lower(call[0]) in ("em", "con", "cháu", "mình", "bạn")
            if sent and word and not humble and self._is_sent(text, call.end() + 1, word):
                stop = call.end() + 1 + len(word)
                yield Mention(call.start(), stop, "stranger", word[0].upper() + word[1:], True)

    def _is_sent(self, text: str, begin: int, word: str) -> bool:
        """The word is no verb and no function word, and something to do follows soon."""
        action = self.grammar.cues["action"]
        if lower(word) in word_list("no_name") or action.match(lower(text), begin):
            return False
        if _SYLLABLE.fullmatch(fold(word)) is None:
            return False
        following = action.search(lower(text), begin + len(word))
        return following is not None and len(text[begin + len(word) : following.start()].split()) <= 3


_OWN_NAMES = ("văn phòng", "trung tâm", "công đoàn", "chi đoàn", "chi hội")
"""Heads by which a unit is called alone, where there is only one such."""
_STARTS_CLAUSE = re.compile(
    r"(?:^|[.,;:!?…]\s*|(?:thì|để|nhờ|giao|giao cho|đề nghị|yêu cầu|bên|còn|vậy|và|thế|rồi|dạ|vâng) )$"
)
"""Elsewhere the bare head is a place ("ở văn phòng")."""
_SENT = re.compile(r"(?:để|nhờ|giao|giao cho|kêu|bảo|nhắc|cử|nói với) $")
"""Before a word of address: a third person is sent to do something."""
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
"""A Vietnamese syllable without its diacritics; other words in Vietnamese talk are no names ("để anh export")."""
_NAME_WORDS = re.compile(r"\w+(?: \w+){0,3}")
_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def _capitalised(text: str, begin: int) -> str | None:
    """The words written large from ``begin`` on, at most four."""
    match = _NAME_WORDS.match(text, begin)
    large = []
    for word in match[0].split() if match else []:
        if not word[0].isupper() or (len(word) > 1 and word.isupper()):
            break
        large.append(word)
    return " ".join(large) or None


def _unique(people: Iterable[Person], speakers: Iterable[str]) -> tuple[Person, ...]:
    by_name = {person.name: person for person in people}
    for speaker in speakers:
        if speaker not in by_name and is_name(speaker):
            by_name[speaker] = Person(speaker)
    return tuple(by_name.values())


def is_name(speaker: str) -> bool:
    """False for anonymous labels such as SPEAKER_00, S1, A."""
    return len(speaker) > 2 and re.fullmatch(r"(?:speaker|spk|s|người nói)[ _-]?\d+", speaker.lower()) is None


def _alternation(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted({p for p in phrases if p}, key=len, reverse=True)
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(p) for p in ordered) + r")(?!\w)")


def _name_index(people: tuple[Person, ...]) -> dict[str, tuple[str, ...]]:
    index: defaultdict[str, list[str]] = defaultdict(list)
    for person in people:
        parts = lower(person.name).split()
        forms = {" ".join(parts), *(lower(alias) for alias in person.aliases)}
        if len(parts) >= 3:
            forms.add(" ".join(parts[-2:]))
        if parts:
            forms.add(parts[-1])
        if parts and _VIETNAMESE.search(person.name) is None:
            forms |= {parts[0]}
        elif parts and len(parts) == 2:
            forms |= {parts[0]} if len(parts[0]) > 4 else set()
        for form in forms:
            index[form].append(person.name)
    return {form: tuple(names) for form, names in index.items()}


def _title_index(people: tuple[Person, ...]) -> dict[str, tuple[str, ...]]:
    index: defaultdict[str, list[str]] = defaultdict(list)
    for person in people:
        for title in (person.title or "").split(","):
            words = lower(title).split()
            for length in range(1, len(words) + 1):
                short = " ".join(words[:length])
                if len(short) > 3 and short not in word_list("no_title"):
                    index[short].append(person.name)
    return {title: tuple(dict.fromkeys(names)) for title, names in index.items()}


def _unit_index(departments: tuple[Department, ...], more: list[str]) -> dict[str, str]:
    index: dict[str, str] = {}
    names = list(dict.fromkeys([d.name for d in departments] + more))
    shorts: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        full = lower(name)
        index[full] = name
        head = next((h for h in ordered_list("unit_heads") if full.startswith(h + " ")), None)
        if head is None:
            continue
        core = full[len(head) + 1 :]
        pieces = [piece.strip() for piece in re.split(r"\s[–-]\s|,| và ", core) if piece.strip()]
        leaders = ("bên", head.split()[0] if head in ("phòng", "ban", "khoa", "tổ", "sở") else head, "đội", "anh em")
        for piece in [core, *pieces]:
            for leader in leaders:
                shorts[f"{leader} {piece}"].append(name)
        if len(core.split()) >= 2 and (head.startswith("công ty") or head.endswith(" of")):
            shorts[core].append(name)
        if head in _OWN_NAMES:
            shorts[head].append(name)
        acronym = "".join(word[0] for word in re.split(r"[\s–,-]+", core) if word and word != "và")
        if len(acronym) >= 3:
            shorts[acronym].append(name)
            shorts[f"phòng {acronym}"].append(name)
    for alias, owners in shorts.items():
        if len(set(owners)) == 1:
            index.setdefault(alias, owners[0])
    for department in departments:
        for alias in department.aliases:
            index[lower(alias)] = department.name
    return index
