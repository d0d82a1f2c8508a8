"""Orders and conclusions in a document: who is to do what by when, and what was decided."""

import re
from dataclasses import replace
from itertools import zip_longest

from models.findings import ActionItem, CivilTime, Decision, Due, Finding, PlannedMeeting
from scheduling.dates import due_value
from scheduling.extractors.rules.documents.conclusions import announces, decides, fixes_amount, is_settled
from scheduling.extractors.rules.documents.context import DocumentReading
from scheduling.extractors.rules.documents.layout import Paragraph, is_day
from scheduling.extractors.rules.documents.order_dues import (
    counted_from_event,
    due_of_event,
    find_due,
    is_dated,
    without_due,
)
from scheduling.extractors.rules.documents.order_reading import Order, read_order
from scheduling.extractors.rules.documents.order_words import (
    BACKGROUND,
    DUTY,
    ORDER_HEAD,
    SKIP,
    VERB,
)
from scheduling.extractors.rules.documents.sentences import split_sentences
from scheduling.extractors.rules.documents.tables import Table
from scheduling.extractors.rules.documents.units import split_units, starts_like_unit


def find_orders(
    reading: DocumentReading, tables: list[Table], meetings: list[PlannedMeeting], used: frozenset[int]
) -> list[Finding]:
    """Tasks and decisions of the body; ``used`` are lines already read as meetings."""
    items: list[Finding] = []
    table_lines = frozenset(line for table in tables for line in table.lines)
    leader: tuple[str, ...] = ()
    leader_level = 0
    section = ""
    titled = False
    in_day = False
    concluded = not any(_CONCLUSION.match(paragraph.text) for paragraph in reading.layout.body)
    concluding = concludes(reading)
    announced: int | None = None
    for paragraph, following in zip_longest(reading.layout.body, reading.layout.body[1:]):
        if set(paragraph.lines) & table_lines:
            continue
        if paragraph.level == 1:
            section = paragraph.text
            leader = ()
            if len(paragraph.text) < 70:
                continue
        if paragraph.level == 2 and (decides(section) or BACKGROUND.match(section)) and titled:
            section = ""
        if _heads_list(paragraph, following):
            leader, leader_level = split_units(paragraph.text), paragraph.level
            continue
        if paragraph.level == 2 and len(paragraph.text) < 60 and not paragraph.text.endswith((".", ";", ":")):
            titled = BACKGROUND.match(paragraph.text) is not None or decides(paragraph.text)
            if titled:
                section = paragraph.text
                continue
        if announced is not None and paragraph.level < announced:
            announced = None
        if announces(paragraph.text):
            announced, leader = (following.level if following is not None else None), ()
            continue
        if BACKGROUND.match(section):
            if not _TOLD.match(section):
                items.extend(_limits(paragraph, reading))
            continue
        in_day = is_day(paragraph) or (in_day and not _NOTES.match(paragraph.text) and paragraph.level not in (1, 2))
        head = ORDER_HEAD.match(paragraph.text)
        concluded = concluded or _CONCLUSION.match(paragraph.text) is not None
        if (
            paragraph.text.endswith(":")
            and re.search(
                r"(?:đề nghị|yêu cầu|như sau|điện|kết luận|chỉ đạo|phân công)[^:]*:$", paragraph.text, re.IGNORECASE
            )
            and not head
        ):
            continue
        if paragraph.text.endswith(":") and (
            head or (starts_like_unit(paragraph.text) and len(paragraph.text) < 160)
        ):
            body = paragraph.text[head.end() :] if head else paragraph.text
            leader, leader_level = split_units(body.rstrip(": ")), paragraph.level
            continue
        if leader and paragraph.level <= leader_level:
            leader = ()
        if set(paragraph.lines) & used or in_day:
            items.extend(_beside(paragraph, reading, meetings, deciding=not in_day))
            continue
        if reading.layout.is_minutes and not _ORDERED_SECTION.search(section) and not concluded:
            continue
        listed = announced is not None or decides(section)
        items.extend(_read(paragraph, reading, leader, meetings, listed=listed, concluding=concluding))
    for table in tables:
        if not table.is_schedule or "owner" in table.roles:
            items.extend(_rows(table, reading, meetings))
    return items


def concludes(reading: DocumentReading) -> bool:
    """Whether the document tells the conclusion of a gathering or the will of who leads."""
    return (
        reading.layout.is_minutes
        or any(_CONCLUSION.match(paragraph.text) for paragraph in reading.layout.body)
        or any(re.search(r"kết luận|nghị quyết|quyết định", line, re.IGNORECASE) for _, line in reading.layout.head)
    )


def _heads_list(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """A body alone on its line, its work in the entries below: "1. Sở Tài chính" before "a) …"."""
    return (
        following is not None
        and following.level > paragraph.level > 1
        and len(paragraph.text) < 90
        and paragraph.text[-1:] not in ".;:,"
        and starts_like_unit(paragraph.text)
    )


_TOLD = re.compile(
    r"(?:mục đích|đánh giá|tình hình|kết quả|ưu điểm|tồn tại|căn cứ|bối cảnh|background|purpose)", re.I
)
"""Sections that only tell what was or what for."""


def _limits(paragraph: Paragraph, reading: DocumentReading) -> list[Finding]:
    """Amounts and rules fixed in a section that orders nothing, such as "Kinh phí" or "Nội dung"."""
    return [
        Decision(_finish(sentence), reading.cite(paragraph.lines), 0.6)
        for sentence in split_sentences(paragraph.text)
        if (fixes_amount(sentence) or is_settled(sentence, listed=False, concluding=False)) and _finish(sentence)
    ]


_NOTES = re.compile(r"\W*(?:ghi chú|lưu ý|yêu cầu|đề nghị|nhiệm vụ|chuẩn bị|notes?)\b", re.IGNORECASE)


def _beside(
    paragraph: Paragraph, reading: DocumentReading, meetings: list[PlannedMeeting], *, deciding: bool
) -> list[Finding]:
    """Orders beside a gathering in one entry: "Họp phụ huynh lúc …; giáo viên chủ nhiệm gửi giấy mời trước …"."""
    items: list[Finding] = []
    here = [m for m in meetings if {int(e.utterance[1:]) for e in m.evidence} & set(paragraph.lines)]
    for clause in re.split(r"(?<=[^\dA-ZĐ.])\.\s+(?=[A-ZÀ-ỸĐ])|(?<=\d)\.\s+(?=[A-ZÀ-ỸĐ])|;\s+", paragraph.text):
        clause = clause.strip(" .;")
        if len(clause) < 10 or any(m.phrase and m.phrase in clause for m in here):
            continue
        if deciding and is_settled(clause, listed=False, concluding=reading.layout.is_minutes):
            items.append(Decision(_finish(clause), reading.cite(paragraph.lines), 0.7))
            continue
        if _ASIDE.search(clause):
            continue
        capital = clause[:1].upper() + clause[1:]
        if not (ORDER_HEAD.match(clause) or starts_like_unit(capital)):
            continue
        order = read_order(capital if ORDER_HEAD.match(clause) is None else clause, (), paragraph)
        if order is None or not order.owners or _ATTENDANCE.match(order.text):
            continue
        if DUTY.search(clause) and not is_dated(clause, reading):
            continue
        items.extend(_split_order(order, reading, here or meetings))
    return items


_ASIDE = re.compile(
    r"(?:^|\s)(?:thành phần|cùng dự|cùng đi|tham dự|chủ trì|tham gia|đồng chủ trì|chủ toạ|chủ tọa|làm việc tại|dự|"
    r"tiếp|"
    r"nghỉ(?: phép)?|cử người dự)(?::|\.|;|,|$|\s+(?:hội nghị|họp|lễ|buổi|cuộc|ngày hội|và|đầy đủ|thay)|"
    r"\s+(?:cơ quan|đơn vị))",
    re.IGNORECASE,
)
_ORDERED_SECTION = re.compile(r"kết luận|phân công|nhiệm vụ|thống nhất|biểu quyết", re.IGNORECASE)
_CONCLUSION = re.compile(
    r"(?:(?:\S+ ){0,6}kết luận|phân công|nghị quyết cuộc họp|ý kiến kết luận|conclusions?|actions?)[^.:]{0,40}"
    r"(?::|$)",
    re.IGNORECASE,
)


def _read(
    paragraph: Paragraph,
    reading: DocumentReading,
    leader: tuple[str, ...],
    meetings: list[PlannedMeeting],
    *,
    listed: bool,
    concluding: bool,
) -> list[Finding]:
    items: list[Finding] = []
    owners = leader
    for position, sentence in enumerate(split_sentences(paragraph.text)):
        label = re.match(
            r"^(?:Ghi chú|Lưu ý|"
            r"Yêu cầu|Đề nghị|Nhiệm vụ|Note|"
            r"Đăng ký|Báo cáo|Phân công|Chuẩn bị|Tổ chức thực hiện|Tài liệu|Về [^:]{3,60})\s*:\s*(?=\S)",
            sentence,
        )
        text = (sentence[label.end() :] if label else sentence).lstrip("-–+• ")
        first = listed and position == 0 and paragraph.level > 1
        if len(text) >= _SHORTEST and not leader and is_settled(text, listed=first, concluding=concluding):
            items.append(Decision(_finish(_CONCLUDED.sub("", text)), reading.cite(paragraph.lines), 0.8))
            continue
        if (
            (listed and not ORDER_HEAD.match(text))
            or SKIP.match(text)
            or len(text) < _SHORTEST
            or _CALLED_OFF.search(text)
        ):
            continue
        if DUTY.search(text) and not is_dated(text, reading):
            continue
        said = _leading_date(text, reading)
        if position and owners and not (starts_like_unit(text) or ORDER_HEAD.match(text) or VERB.match(text[said:])):
            owners = ()
        order = read_order(text[said:], owners, paragraph)
        if order is None or _ATTENDANCE.fullmatch(order.text.strip(" .;")):
            continue
        if said and not is_dated(order.text, reading):
            order = replace(order, text=f"{order.text.rstrip(' .;')}, {_deadline_words(text[:said])}")
        owners = order.owners
        items.extend(_split_order(order, reading, meetings))
    return items


_SHORTEST = 12
_CONCLUDED = re.compile(r"^(?:Kết luận|Quyết định|Biểu quyết|Chốt)\s*:\s+(?=\S)")
_CALLED_OFF = re.compile(r"[:,]\s*(?:hủy|huỷ|hoãn|dời|bãi bỏ|cancelled|postponed)(?!\w)", re.IGNORECASE)
_ATTENDANCE = re.compile(
    r"(?:cùng )?(?:tham dự|dự|tham gia)(?: (?:đầy đủ|đúng giờ|họp|hội nghị|lễ|buổi|đúng thành phần|nêu trên|,|và))*"
)


def _leading_date(text: str, reading: DocumentReading) -> int:
    """Where the order begins after a date set before it: "Trước ngày 15/10: Ban Giám đốc ký …"; 0 without one."""
    label = re.match(r"[^:]{4,60}:\s+(?=\S)", text)
    if label is None:
        return 0
    whens = reading.whens(label[0])
    return label.end() if whens and whens[0].begin <= 4 and whens[-1].stop >= len(label[0].rstrip(": ")) - 2 else 0


def _deadline_words(label: str) -> str:
    said = label.strip(" :")
    return (
        said
        if re.match(r"trước|chậm nhất|muộn nhất|đến|trong|hạn|by|before", said, re.IGNORECASE)
        else f"xong {said}"
    )


def _split_order(order: Order, reading: DocumentReading, meetings: list[PlannedMeeting]) -> list[Finding]:
    """ "hoàn thành … ; báo cáo kết quả … trước …" are two when the second has a verb and a date of its own."""
    parts: list[str] = []
    for piece in _clauses(order.text, reading):
        own = bool(parts) and _stands_alone(piece, parts[-1], reading)
        if not parts or own:
            parts.append(piece)
        elif is_dated(piece, reading) or len(parts[-1]) < 40:
            parts[-1] = f"{parts[-1]}; {piece}"
    return [_task(order, part, reading, meetings) for part in parts if _finish(part)]


def _stands_alone(piece: str, before: str, reading: DocumentReading) -> bool:
    """Whether what follows ";" is an order of its own and not the end of the one before it."""
    piece = re.sub(r"^đồng thời,? ", "", piece)
    said = _said_first(piece, reading)
    if not VERB.match(piece[said:]):
        return False
    if not is_dated(piece, reading):
        return _CONDITIONAL.search(piece) is not None
    if re.match(r"(?:hoàn thành|xong|hoàn tất|thời gian)(?! \w+ \w+ \w+ \w+ \w+)", piece):
        return False
    return is_dated(before, reading) or (len(before.split()) > 2 and not _CHAINED.match(piece[said:]))


_CHAINED = re.compile(
    r"(?:báo cáo|trình|gửi|tổng hợp|hoàn thành|xong|nộp|thông báo|đề xuất|tham mưu)(?!\w)", re.IGNORECASE
)
"""Verbs that only close what was ordered before them ("rà soát …; báo cáo kết quả trước …")."""
_CONDITIONAL = re.compile(r"(?<!\w)(?:khi (?:có|nhận)|sau khi|ngay khi)\s", re.IGNORECASE)


def _said_first(piece: str, reading: DocumentReading) -> int:
    """Where the verb stands after dates set before it: "từ tuần này, 16 giờ thứ Sáu hằng tuần báo cáo …"."""
    stop = 0
    for when in reading.whens(piece):
        if when.begin > stop + 3:
            break
        stop = when.stop
    return stop + len(piece[stop:]) - len(piece[stop:].lstrip(" ,")) if stop else 0


def _clauses(text: str, reading: DocumentReading) -> list[str]:
    """Parts at ";", and at "và" where what is before and what is after has a verb and a date each."""
    pieces: list[str] = []
    for piece in re.split(r";\s+", text):
        joint = next(
            (
                match
                for match in re.finditer(rf"\s+(?:và|and)\s+(?={VERB.pattern})", piece)
                if is_dated(piece[: match.start()], reading) and is_dated(piece[match.end() :], reading)
            ),
            None,
        )
        pieces.extend([piece[: joint.start()], piece[joint.end() :]] if joint else [piece])
    return pieces


def _task(order: Order, text: str, reading: DocumentReading, meetings: list[PlannedMeeting]) -> ActionItem:
    if re.fullmatch(r"chuẩn bị|phục vụ|đón tiếp|hậu cần", text.strip(" .").lower()) and len(meetings) == 1:
        text = f"{text.strip(' .')} {meetings[0].text}"
    due = find_due(text, reading, meetings)
    if due is None and re.search(r"chuẩn bị|đón tiếp|trang trí|phục vụ|bố trí|bảo đảm|hậu cần", text):
        due = due_of_event(text, meetings)
    return ActionItem(
        _finish(without_due(text, reading)) or _finish(text),
        order.owners,
        due,
        reading.cite(order.lines),
        0.8 if due else 0.65,
    )


def _rows(table: Table, reading: DocumentReading, meetings: list[PlannedMeeting]) -> list[Finding]:
    items: list[Finding] = []
    for row in table.rows:
        what = row.cells.get("content", "")
        said = row.cells.get("due", "")
        if len(what) < 6 or re.search(r"thường xuyên|hằng năm", said, re.IGNORECASE):
            continue
        if any({int(e.utterance[1:]) for e in meeting.evidence} & set(row.lines) for meeting in meetings):
            continue
        due: CivilTime | None = None
        closing = [w for w in reading.whens_of_cell(said) if w.open != "after"]
        relative = counted_from_event(said, meetings)
        if relative is not None:
            due = relative.value
        elif closing:
            due = due_value(closing[-1], reference=reading.dated)
        owners = split_units(row.cells.get("owner", "")) if row.cells.get("owner") else ()
        if _finish(what):
            wanted = Due(due, said) if said else None
            items.append(ActionItem(_finish(what), owners, wanted, reading.cite(row.lines), 0.85))
    return items


def _finish(text: str) -> str:
    text = re.sub(r"\([^()]{0,80}\)", "", text)
    text = " ".join(text.split()).strip(" ,;:./")
    if len(text) > 220:
        text = text[: text.rfind(" ", 0, 220)].rstrip(" ,;:")
    return text[:1].upper() + text[1:]
