"""The seed of a task: somebody + something to do, in one sentence, with the signs that speak for or against it."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from scheduling.extractors.rules.grammar import Grammar
from scheduling.extractors.rules.lists import word_list
from scheduling.extractors.rules.meeting_anchors import hangs_on_meeting
from scheduling.extractors.rules.moments import COARSE, says_later_day
from scheduling.extractors.rules.people import Mention
from scheduling.extractors.rules.pronouns import ALWAYS_SELF, KIN_PRONOUNS, Asked, Pronouns
from scheduling.extractors.rules.reading import Reading, Sentence

Actor = Literal["named", "unit", "self", "unit_self", "you", "everyone", "nobody"]


@dataclass(frozen=True, slots=True)
class Nucleus:
    """A verb and who is to do it. ``begin`` is where the actor (or the verb) starts, ``verb`` where the verb does.

    ``names`` are canonical for ``named`` and ``unit``. ``weight`` sums the signs inside the sentence.
    """

    sentence: int
    actor: Actor
    names: tuple[str, ...]
    begin: int
    verb: int
    weight: float
    light: bool


_TOKEN = re.compile(r"[\w'’/]+|[.,;:!?…]")
_ADDRESS = ("you", "đồng chí", "cậu")
_PRONOUN = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted([*ALWAYS_SELF, *KIN_PRONOUNS, *_ADDRESS, "mình"], key=len, reverse=True))
    + r")(?!\w)"
)
_EN_BE_GOING = re.compile(r"(?:you|i|we)(?:'re|'m| are| am)? (?:gonna|going to)")


def find_nuclei(reading: Reading, pronouns: Pronouns) -> list[Nucleus]:
    """At most one nucleus a sentence: the likeliest."""
    best: list[Nucleus] = []
    for sentence in reading.sentences:
        before = _spoke_before(sentence, reading)
        asked_by = (before.speaker, before.low) if before is not None else None
        candidates = _candidates(sentence, reading.grammar, pronouns, asked_by)
        if not candidates:
            candidates = _unknown_verb(sentence, reading.grammar) or _promised(sentence, reading.grammar)
        if candidates:
            best.append(max(candidates, key=lambda n: (n.weight, -n.begin)))
    return best


def _unknown_verb(sentence: Sentence, grammar: Grammar) -> list[Nucleus]:
    """Somebody called at the start, a deadline or an urging: whatever word follows is what is to be done."""
    urged = _URGES.search(sentence.low) is not None or any(when.open == "before" for when in sentence.whens)
    first = sentence.mentions[0] if sentence.mentions else None
    if (
        not urged
        or sentence.is_question
        or first is None
        or first.begin > 15
        or not (first.addressed or first.kind == "unit")
    ):
        return []
    following = _TOKEN.search(sentence.low, first.stop)
    if following is None or following[0] in word_list("no_name") or not following[0].isalpha():
        return []
    actor: Actor = "unit" if first.kind == "unit" else "named"
    weight = _signs(sentence, first.begin, following.start(), grammar) + _actor_weight(actor) - 0.3
    return [Nucleus(sentence.index, actor, (first.name,), first.begin, following.start(), weight, True)]


def _promised(sentence: Sentence, grammar: Grammar) -> list[Nucleus]:
    """ "Để tôi cho anh em rửa …, hết tháng là xong": with a deadline, any word after the promise is the work."""
    said = _PROMISES.search(sentence.low)
    if said is None or sentence.is_question or not any(when.open == "before" for when in sentence.whens):
        return []
    if said["verb"] in word_list("no_name") or not said["verb"].isalpha():
        return []
    begin, verb = said.start("self"), said.start("verb")
    weight = _signs(sentence, begin, verb, grammar) + _actor_weight("self") - 0.3
    return [Nucleus(sentence.index, "self", (), begin, verb, weight, True)]


_PROMISES = re.compile(
    r"(?<!\w)để (?P<self>em|tôi|tui|con|cháu)(?: cho (?:anh em|mọi người|tụi nó|người|thợ|lính))? (?P<verb>\w+)"
)
_URGES = re.compile(r"(?<!\w)(?:nhé|nha|nhá|nghen|nghe|giúp|giùm|dùm|hộ|cho tôi|cho tui|please)(?!\w)")


def _spoke_before(sentence: Sentence, reading: Reading) -> Sentence | None:
    """What the last other voice said, a few sentences back at most."""
    earlier = reversed(reading.sentences[max(0, sentence.index - 4) : sentence.index])
    return next((other for other in earlier if other.speaker != sentence.speaker), None)


def _candidates(sentence: Sentence, grammar: Grammar, pronouns: Pronouns, asked_by: Asked) -> list[Nucleus]:
    found: list[Nucleus] = []
    for match in grammar.cues["action"].finditer(sentence.low):
        if any(m.begin <= match.start() < m.stop for m in sentence.mentions) or _NO_VERB.match(
            sentence.low, match.end()
        ):
            continue
        actor = _actor(sentence, match.start(), grammar, pronouns, asked_by)
        if actor is None:
            continue
        light = grammar.cues["light_action"].fullmatch(match[0]) is not None
        if actor.actor == "nobody" and light and not sentence.whens:
            continue
        weight = (
            _signs(sentence, actor.begin, match.start(), grammar)
            + _actor_weight(actor.actor)
            - (0.4 if light else 0.0)
        )
        before = sentence.low[max(0, match.start() - 22) : match.start()]
        if any(m.end() >= len(before.rstrip()) - 6 for m in grammar.cues["negated"].finditer(before)):
            weight -= 1.2
        if actor.actor == "nobody" and sentence.is_question:
            weight -= 0.6
        if actor.actor in ("nobody", "unit_self") and grammar.has("decide_strong", sentence.low):
            weight -= 1.0
        found.append(replace(actor, weight=weight, light=light))
    return found


def _actor_weight(actor: Actor) -> float:
    return {"named": 1.0, "unit": 1.0, "self": 0.7, "unit_self": 0.7, "you": 0.8, "everyone": 0.5, "nobody": 0.0}[
        actor
    ]


def _signs(sentence: Sentence, begin: int, verb: int, grammar: Grammar) -> float:
    """What the sentence says for (+) and against (−) an order or a promise, near the verb where it matters."""
    low = sentence.low
    before, near = low[max(0, begin - 45) : verb], low[max(0, begin - 45) : verb + 70]
    weight = 0.0
    weight += 0.9 if any(is_deadline(when) for when in sentence.whens) or hangs_on_meeting(low) else 0.0
    weight += 0.7 if grammar.has("order", low) or grammar.has("commit", low) else 0.0
    weight += 0.3 if grammar.has("self_task", low) else 0.0
    weight += 0.4 if sentence.whens and _TAKES_ON.match(low) else 0.0
    ended = grammar.has("past", low[-30:]) and "," not in low[verb:]
    weight -= 1.6 if (ended or grammar.has("past", near)) and not hangs_on_meeting(low) else 0.0
    weight -= 1.5 if grammar.has("hypothetical", before) else (0.3 if grammar.has("hypothetical", low) else 0.0)
    weight -= 1.6 if grammar.has("exhortation", near) else 0.0
    weight -= 1.0 if grammar.has("vague", near) else 0.0
    weight -= 1.2 if grammar.has("hedge", low) else 0.0
    dated = any(when.open == "before" or says_later_day(when) for when in sentence.whens if when.grain not in COARSE)
    weight -= 1.2 if not dated and grammar.has("inside", low[max(0, begin - 4) : verb + 48]) else 0.0
    weight -= 2.0 if _REASON.search(low[:verb]) else 0.0
    weight -= 1.4 if grammar.has("care", low) else 0.0
    if _OFFERS.match(low):
        return weight + 0.4
    if sentence.is_question and _REQUESTS.search(low[max(0, begin - 12) : verb]):
        return weight - 0.2
    return weight - (0.7 if sentence.is_question else 0.0)


def is_deadline(when: object) -> bool:
    return getattr(when, "end", None) is not None or getattr(when, "start", None) is not None


def _actor(sentence: Sentence, verb: int, grammar: Grammar, pronouns: Pronouns, asked_by: Asked) -> Nucleus | None:
    """Who stands before the verb at ``verb``, only adverbs and dates between; elliptic when nobody does."""
    low = sentence.low
    named = _named_before(sentence, verb, grammar)
    if named is not None:
        received = grammar.cues["receiver"].search(low[max(0, named[0].begin - 24) : named[0].begin])
        if received and not _MUST.search(low[:verb]):
            return None
        kind: Actor = "unit" if named[0].kind == "unit" else "named"
        return Nucleus(sentence.index, kind, tuple(m.name for m in named), named[0].begin, verb, 0.0, False)
    window_start = max(0, verb - 48)
    window = low[window_start:verb]
    group = _last(grammar.cues["unit_self"], window)
    everyone = _last(grammar.cues["everyone"], window)
    pronoun = _last_person(window)
    actors: tuple[tuple[Actor, re.Match[str] | None], ...] = (("unit_self", group), ("everyone", everyone))
    for actor, found in actors:
        if found is not None and _only_adverbs(window[found.end() :], grammar):
            return Nucleus(sentence.index, actor, (), window_start + found.start(), verb, 0.0, False)
    if pronoun is not None and grammar.cues["receiver"].search(window[: pronoun.start()]):
        return None
    if pronoun is not None and _only_adverbs(_without_dates(sentence, window_start + pronoun.end(), verb), grammar):
        word = pronoun[0]
        if word == "mình":
            return Nucleus(sentence.index, "nobody", (), window_start + pronoun.start(), verb, 0.0, False)
        actor_kind: Actor = (
            "you" if word in _ADDRESS or not pronouns.means_self(sentence.speaker, word, low, asked_by) else "self"
        )
        return Nucleus(sentence.index, actor_kind, (), window_start + pronoun.start(), verb, 0.0, False)
    if _MUST.search(low[:verb]) or _only_adverbs(_without_dates(sentence, _clause_start(low, verb), verb), grammar):
        return Nucleus(sentence.index, "nobody", (), verb, verb, 0.0, False)
    return None


def _named_before(sentence: Sentence, verb: int, grammar: Grammar) -> list[Mention] | None:
    """The mention (or the list of mentions) that ends before the verb, with nothing but adverbs between."""
    chain: list[Mention] = []
    edge = verb
    for mention in reversed([m for m in sentence.mentions if m.stop <= verb]):
        partner = _WITH.search(sentence.low[: mention.begin])
        if not chain and (partner or _ASSISTS.match(sentence.low, mention.stop)):
            edge = partner.start() if partner else mention.begin
            continue
        gap = _BESIDE.sub(" ", _without_dates(sentence, mention.stop, edge))
        joined = gap.strip(" ,") in ("", "và", "với", "cùng", "and", "cùng với")
        if _SPEAKS_OF_SELF.search(gap):
            break
        if (not chain and len(gap) < 60 and _only_adverbs(gap, grammar)) or (
            chain and joined and mention.kind == chain[0].kind
        ):
            chain.insert(0, mention)
            edge = mention.begin
        else:
            break
    return chain or None


def _without_dates(sentence: Sentence, begin: int, stop: int) -> str:
    pieces = []
    at = begin
    for when in sentence.whens:
        if when.begin >= at and when.stop <= stop:
            pieces.append(sentence.low[at : when.begin])
            at = when.stop
    pieces.append(sentence.low[at:stop])
    return " ".join(pieces)


def _only_adverbs(gap: str, grammar: Grammar) -> bool:
    rest = grammar.cues["adverb"].sub(" ", _COMPANY.sub(" ", gap))
    return not rest.strip(" ,.:-")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


def _last_person(text: str) -> re.Match[str] | None:
    """The last pronoun that means one person ("anh em", "các đồng chí" are many)."""
    single = None
    for match in _PRONOUN.finditer(text):
        several = match[0] in ("em", "đồng chí") and _SISTERS.search(text[: match.start()])
        if not several and not (match[0] in ("anh", "chị") and text[match.end() :].startswith(" em ")):
            single = match
    return single


_TAKES_ON = re.compile(
    r"(?:dạ|vâng|ừ|được|rồi|ok|okay|yes|sure|fine)\b[ ,.]*(?:vậy|thế|thì|để)?[ ,]*(?:em|tôi|"
    r"tui|con|i'll|i will)(?!\w)"
)
_OFFERS = re.compile(
    r"(?:so |and |okay |ok )?(?:should|shall) i(?!\w)|(?:do you )?want me to(?!\w)|would you like me to(?!\w)"
)
"""A question by which the speaker offers to do something; it stands when somebody says yes."""
_WITH = re.compile(r"[ ,]*(?<!\w)(?:chủ động )?phối hợp(?: chặt chẽ)?(?: với| cùng)? $")
_ASSISTS = re.compile(r" (?:cùng )?phối hợp(?!\w)")
"""A partner is named; who leads stands before."""
_SPEAKS_OF_SELF = re.compile(r"(?<!\w)(?:i|i'll|i'd|we|we'll)(?!\w)")
_REQUESTS = re.compile(r"(?<!\w)(?:can|could|will|would) you (?:please |also |just |then |maybe )*$")
_BESIDE = re.compile(
    r"^\s*(?:bên |ở |phòng |ban |tổ |khoa )?(?:truyền thông|tài chính|kế toán|hành chính|"
    r"tổng hợp|nhân sự|kỹ thuật|công nghệ"
    r"|marketing|kinh doanh|pháp chế|văn thư|tổ chức|quản trị|vật tư|dược|điều dưỡng|nội vụ|"
    r"kế hoạch|an toàn|thiết kế|đối ngoại|(?:đội|nhóm|khu phố|khu|ca|ấp|số) \w+)\b"
)
"""The unit said after a name: "chị Thư truyền thông viết"."""
_SISTERS = re.compile(r"(?:chị|anh|các|mấy|nhiều|đám|mỗi)\s$")
_REASON = re.compile(r"(?<!\w)(?:vì|tại vì|bởi vì|because)(?!\w)[^,.;]*$")
_MUST = re.compile(r"(?<!\w)(?:phải|cần phải|must be|has to be|have to be|needs to be)\s(?:được )?$")
_NO_VERB = re.compile(
    r"\s(?:này|đó|kia|thì|sao|rồi(?! (?:gửi|báo|trình|nộp|đưa|chuyển|mới|em|tôi))|là gì|của (?!em|tôi|tui))(?!\w)"
)
"""After these the word before is a thing or a topic, not the doing."""
_COMPANY = re.compile(r"(?<!\w)(?:với|và|cùng) (?:\w+ ){1,6}$|(?:xong |từ |ở )(?:\w+ ){1,2}$")


def _clause_start(low: str, verb: int) -> int:
    cut = max(low.rfind(mark, 0, verb) for mark in (",", ";", ":", "."))
    begin = cut + 1 if cut >= 0 else 0
    lead = re.match(
        r"(?:\s*(?:giờ vầy|giờ|rồi|thôi|thế|vậy|à|ờ|ừ|dạ|vâng|còn|thì|nên|và|so|and|okay|ok|then|well)\b)+",
        low[begin:verb],
    )
    return begin + (lead.end() if lead else 0)
