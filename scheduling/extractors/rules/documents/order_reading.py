"""One order read: to whom it is addressed, where the doing starts, what is to be done."""

import re
from dataclasses import dataclass

from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.order_words import (
    CLOSING,
    HOLLOW,
    NAME_VERBS,
    ORDER_HEAD,
    REPORTED,
    UNIT_WORD,
    VERB,
)
from scheduling.extractors.rules.documents.units import split_units, starts_like_unit


@dataclass(frozen=True, slots=True)
class Order:
    owners: tuple[str, ...]
    text: str
    source: str
    lines: tuple[int, ...]


def read_order(text: str, owners: tuple[str, ...], paragraph: Paragraph) -> Order | None:
    """The order in a sentence; ``owners`` are those of the list it stands in. None where nobody is to do anything."""
    if REPORTED.search(text[:_REPORTED_WITHIN]) or CLOSING.match(text):
        return None
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
        return _delivering(owners, _without_lead(re.sub(rf"^(?:{_MANNER})[, ]+", "", rest)), text, paragraph)
    verb = _first_verb(rest)
    if verb is None:
        return None
    if head is None and _DONE.search(rest[:verb]):
        return None
    named = rest[:verb].strip(" ,:;")
    named = re.sub(r",\s*ngoài .*$", "", named)
    named = re.sub(r",\s*(?:in consultation with|together with|phối hợp|cùng với)\s.*$", "", named)
    named = re.sub(r"\s*\([^()]{0,80}\)", "", named)
    named = _POST.sub(r"\g<person>", named)
    named = _ADDED.sub("", named)
    named = re.sub(r"\s+ngày \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?$", "", named)
    named = re.sub(r"(?:\s+(?:cùng(?: nhau)?|sẽ|phải|cần)|,)+$", "", named)
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
    return _delivering(who, _without_lead(rest[verb:]), text, paragraph)


def _delivering(who: tuple[str, ...], what: str, source: str, paragraph: Paragraph) -> Order | None:
    return None if HOLLOW.fullmatch(what.strip(" ./")) else Order(who, what, source, paragraph.lines)


def _without_lead(what: str) -> str:
    """What is to be done without who helps and without words of zeal: "chủ trì, phối hợp với … lập" → "lập"."""
    what = re.sub(r"^[Cc]hủ trì,?\s*(?:phối hợp|cùng)(?: chặt chẽ)?(?: (?:với|cùng))?\s+", "phối hợp ", what)
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
    return re.sub(r"^(?:là|làm) (?:cơ quan |đơn vị )?đầu mối[,;]?\s*", "", what)


_DONE = re.compile(r"(?<!\w)(?:đã|đang|chưa|vẫn|vừa)(?: được| kịp thời)?\s*$")
_REPORTED_WITHIN = 70
"""Characters at the beginning of a sentence in which its verb is looked for."""
_POST = re.compile(
    r"(?P<person>(?:Ông|Bà|Đồng chí|Đ/c|Anh|Chị|Cô|Thầy|Chú|Bác sĩ|Kỹ sư)(?: [A-ZÀ-ỸĐ]\S*?){1,6})\s*(?:,|[-–])\s+"
    r"(?:Phó|Trưởng|Chủ tịch|Giám đốc|Bí thư|Chánh|Quyền|Hiệu trưởng|(?:Tổ|Đội|Hạt|Trạm|Đoàn|Điều dưỡng|"
    r"Kế toán) trưởng|Chuyên viên|Ủy viên)"
    r"[^,;]*(?:,|$)"
)
"""A person's post after the name: "Ông Lê Văn Tám, Trưởng phòng Kỹ thuật"."""
_ADDED = re.compile(
    r",?\s+(?:(?:là|làm) (?:cơ quan |đơn vị )?đầu mối|mỗi (?:cơ quan|đơn vị|bên|nơi)|trực tiếp|có văn bản|"
    r"bên [^,;]{2,20}|"
    r"ngồi lại|đồng)$"
)


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
    return _delivering(split_units(label[1]), _without_lead(what), source, paragraph)


_GENERAL = re.compile(
    r"(?:(?:là|làm) (?:cơ quan |đơn vị )?đầu mối\W*$|chỉ đạo chung|phụ trách chung|theo dõi, đôn đốc|đôn đốc)",
    re.IGNORECASE,
)


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
