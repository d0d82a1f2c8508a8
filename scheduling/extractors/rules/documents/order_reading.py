"""One order read: to whom it is addressed, where the doing starts, what is to be done."""

import re
from dataclasses import dataclass

from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.order_words import NAME_VERBS, ORDER_HEAD, UNIT_WORD, VERB
from scheduling.extractors.rules.documents.units import split_units, starts_like_unit


@dataclass(frozen=True, slots=True)
class Order:
    owners: tuple[str, ...]
    text: str
    source: str
    lines: tuple[int, ...]


def read_order(text: str, owners: tuple[str, ...], paragraph: Paragraph) -> Order | None:
    """The order in a sentence; ``owners`` are those of the list it stands in. None where nobody is to do anything."""
    head = ORDER_HEAD.match(text)
    rest = text[head.end() :] if head else text
    handed = _HANDED.search(rest) if head is None else None
    if handed and not ORDER_HEAD.match(rest[handed.start(1) :]):
        handed = None
    if handed:
        return read_order(rest[handed.start(1) :], owners, paragraph)
    label = re.match(r"([^:;.]{3,90}?)\s*:\s+(?=\S)", rest)
    if label and (starts_like_unit(label[1]) or (paragraph.level > 1 and _is_heading_of_duty(label, rest))):
        return _labelled(label, rest, text, paragraph)
    if owners and head is None and not starts_like_unit(rest):
        return Order(owners, re.sub(rf"^(?:{_MANNER})[, ]+", "", rest), text, paragraph.lines)
    verb = _first_verb(rest)
    if verb is None:
        return None
    named = rest[:verb].strip(" ,:;")
    named = re.sub(r",\s*ngoài .*$", "", named)
    named = re.sub(r",\s*(?:in consultation with|together with|phối hợp|cùng với)\s.*$", "", named)
    named = re.sub(r"\s*\([^()]{0,80}\)", "", named)
    named = re.sub(r"\s+ngày \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?$", "", named)
    named = re.sub(r"(?:\s+(?:cùng(?: nhau)?|sẽ|đã|phải|cần)|,)+$", "", named)
    if named and (head or starts_like_unit(named)) and len(named) < 260:
        who = split_units(
            re.sub(r"\s+(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|căn cứ .*|theo chức năng.*|trên cơ sở .*)$", "", named)
        )
    elif (
        named
        and paragraph.level > 1
        and _NAMED.fullmatch(named)
        and (_DEADLINE.search(rest) or _MODAL.match(rest, verb))
    ):
        who = split_units(named)
    elif not named and owners:
        who = owners
    else:
        return None
    what = rest[verb:]
    what = re.sub(r"^chủ trì,?\s*(?:phối hợp|cùng)(?: chặt chẽ)?(?: (?:với|cùng))?\s+", "phối hợp ", what)
    if what.startswith("phối hợp "):
        after = _first_verb(what[len("phối hợp ") :])
        if after is not None:
            what = what[len("phối hợp ") + after :]
    what = re.sub(
        r"^(?:(?:chủ trì|có trách nhiệm|quan tâm|khẩn trương|chủ động|tiếp tục|nghiêm túc|sẽ|cần|phải|"
        r"chịu trách nhiệm|shall|must|will|to(?= [a-z])|(?:are|is) to|"
        r"should|please|(?:are|is) requested to)[, ]+)+(?=\w)",
        "",
        what,
        flags=re.IGNORECASE,
    )
    return Order(who, what, text, paragraph.lines)


_HANDED = re.compile(r"[:;,]\s+((?:giao|phân công)\s+(?=[A-ZÀ-ỸĐ]|các ))")
"""The object first, then to whom: "Mua 06 bộ loa: giao Kế toán lấy báo giá"."""
_MANNER = "khẩn trương|tiếp tục|chủ động|nghiêm túc|sẽ|cần|phải"
_NAMED = re.compile(r"[A-ZÀ-ỸĐ]\S*(?: \S+){0,6}")
_MODAL = re.compile(r"(?:shall|must|will|should|(?:are|is) to)(?= (?!be )[a-z])")
_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|trong|hạn|đến|xong|by|before|no later than)\s.*\d", re.IGNORECASE
)


def _is_heading_of_duty(label: re.Match[str], rest: str) -> bool:
    """ "Pharmacy: submit the audit by October 9": a short name, then a verb and a deadline."""
    after = rest[label.end() :]
    return _NAMED.fullmatch(label[1]) is not None and _first_verb(after) == 0 and _DEADLINE.search(after) is not None


def _labelled(label: re.Match[str], rest: str, source: str, paragraph: Paragraph) -> Order | None:
    """ "Ban Giám đốc: Chỉ đạo chung; phân công …": the body, then what it does."""
    clauses = [clause for clause in re.split(r";\s+", rest[label.end() :]) if not _GENERAL.match(clause)]
    what = "; ".join(clauses)
    if not what or _first_verb(what) != 0:
        return None
    return Order(split_units(label[1]), what, source, paragraph.lines)


_GENERAL = re.compile(r"(?:chỉ đạo chung|phụ trách chung|theo dõi, đôn đốc|đôn đốc)", re.IGNORECASE)


def _first_verb(text: str) -> int | None:
    """Where the doing starts: the first verb in small letters that is no part of a body's name."""
    for match in VERB.finditer(text[:1].lower() + text[1:]):
        if match[0] in NAME_VERBS and UNIT_WORD.search(text[: match.start()]):
            continue
        before = text[: match.start()].rstrip()
        if match.start() == 0:
            return 0
        if match[0] == "trình" and _COMPOUND.search(before):
            continue
        qualified = _QUALIFIED.search(before)
        if qualified and not _DELIVERS.match(match[0]) and _DELIVERS.search(text, match.end()):
            continue
        if not before.endswith(",") and _PART_OF_NAME.search(before) and not _after_body(before, match[0]):
            continue
        return match.start()
    return None


_COMPOUND = re.compile(r"(?:công|chương|quá|lộ|quy|giáo|hành|tiến|thuyết|giải|phụ|tường|lịch|chu)$", re.IGNORECASE)
"""Syllables before "trình" that make one word with it ("công trình", "chương trình")."""
_QUALIFIED = re.compile(
    r"(?:đơn vị|cơ quan|cá nhân|phòng|ban|tổ|ngành|địa phương|hộ|thành viên)\s+(?:có|được|chưa|đã)\s"
)
_DELIVERS = re.compile(r"(?<!\w)(?:gửi|nộp|đăng ký|báo cáo|liên hệ|hoàn thành|hoàn thiện|chuẩn bị)(?!\w)")
_PART_OF_NAME = re.compile(
    r"(?:(?-i:dự án|đầu tư|quản lý)|và|công tác|phục vụ|phụ trách|chuyên viên|hội đồng|tổ|ban|đội|đoàn|chịu|nhóm|"
    r"cơ quan|"
    r"đơn vị|được|có)$",
    re.IGNORECASE,
)


def _after_body(before: str, verb: str) -> bool:
    """ "các đơn vị báo cáo": a plain word for a body, then what it is to do."""
    return re.search(r"(?:cơ quan|đơn vị|ban|đội|tổ|đoàn)$", before) is not None and verb not in (
        "thực hiện",
        "quản lý",
        "chủ trì",
        "soạn",
    )
