"""Orders and conclusions in a document: who is to do what by when, and what was decided."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.findings import ActionItem, CivilTime, Decision, Due, Finding, PlannedMeeting
from models.when import When
from scheduling.dates import due_value
from scheduling.extractors.rules.documents.context import DocumentReading
from scheduling.extractors.rules.documents.layout import Paragraph
from scheduling.extractors.rules.documents.tables import Table
from scheduling.extractors.rules.documents.units import split_units, starts_like_unit
from scheduling.extractors.rules.moments import as_date

_VERBS = (
    "chủ trì|phối hợp|nghiên cứu|có ý kiến|góp ý|thống kê|rà soát|tổng hợp|báo cáo|xây "
    "dựng|hoàn thiện|hoàn chỉnh|hoàn thành|trình|gửi|nộp|lập|chuẩn bị|bố trí|tham mưu|đề "
    "xuất|kiểm tra|thẩm định|phê duyệt|ban hành"
    "|triển khai|tổ chức|thực hiện|hướng dẫn|thông báo|kêu gọi|vận động|tuyên truyền|sơ "
    "tán|chỉ đạo|trực ban|đăng ký|cử|mời|khẩn trương|tập trung|làm việc|đôn đốc|giám "
    "sát|theo dõi|quan tâm|nâng cao|tăng cường|đẩy mạnh"
    "|quán triệt|nghiêm túc|chấn chỉnh|xử lý|giải quyết|cung cấp|cung ứng|bảo đảm|đảm "
    "bảo|công bố|công khai|cập nhật|khảo sát|đánh giá|phân công|bàn giao|tiếp nhận|thanh "
    "toán|quyết toán|giải ngân|chi trả|khắc phục|sửa chữa|thu"
    "|cấp|phân bổ|đề nghị|kiến nghị|soạn|dự thảo|hỗ trợ|rà|điều chỉnh|bổ sung|kiểm đếm|kiểm "
    "kê|thành lập|ký|tham gia|tham dự|dự|có trách nhiệm|chịu trách nhiệm|tiến hành|tiếp "
    "tục|chủ động|phát động|vệ sinh|đăng tải|niêm yết"
    "|thu thập|nhập|khai báo|kê khai|in|phát hành|trang trí|đón tiếp|làm|đón|liên hệ|sắp "
    "xếp|lắp đặt|vận hành|nghiệm thu|di dời|chặt|cắt tỉa|nạo vét|dọn dẹp|phun|tiêm|xét "
    "nghiệm|kịp thời|thường xuyên|quản lý|đầu tư|khẩn cấp|duy trì|cam kết|sớm|phân loại|đối "
    "chiếu|xác minh|mở|chuyển|thí điểm|thẩm tra|tập huấn|lắng nghe|phổ biến"
    "|shall|must|will|should|submit|send|prepare|review|provide|report|complete|nominate|register|ensure|are "
    "requested to|is requested to|please"
)
_VERB = re.compile(
    rf"(?<![\w])(?:(?:sẽ|cần|phải|khẩn trương|tiếp tục|chủ động|sớm|kịp thời|nghiêm túc) )*(?:{_VERBS})(?!\w)"
)
_ORDER_HEAD = re.compile(
    r"^(?:\W*)(?:(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|đề nghị|kính đề nghị|yêu cầu|"
    r"trân trọng đề nghị|riêng|đối với)\s+)+(?=[A-ZÀ-ỸĐ]|các |doanh |hộ |cơ quan|đơn vị|"
    r"chủ đầu tư|mỗi |đồng chí|ông |bà )",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"^(?:về [^,:]{3,80}[,:]\s*)?(?:cơ bản )?(?:thống nhất|đồng ý|chấp thuận|thông qua|"
    r"phê duyệt|nhất trí|quyết định|dừng|tạm dừng|cấm|nghiêm cấm|không (?:cho phép|xem xét|"
    r"đồng ý|tổ chức|bố trí|chấp thuận|ban hành|tiếp nhận|thực hiện)|cho phép|chốt|lựa chọn|"
    r"chọn phương án|bãi bỏ|hủy bỏ|giữ|approve[ds]?|agreed?)(?!\w)",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"quan tâm phối hợp|nâng cao tinh thần|tinh thần trách nhiệm|chủ động phối hợp|"
    r"không đùn đẩy|nghiêm túc (?:triển khai )?thực hiện|khẩn trương, nghiêm túc|theo dõi sát|"
    r"thường xuyên|tăng cường (?:công tác|kiểm tra|quản lý|tuyên truyền)|quán triệt|đẩy mạnh|"
    r"tiếp tục (?:thực hiện|phát huy|duy trì|quan tâm)|chịu trách nhiệm (?:toàn diện|trước)|"
    r"theo thẩm quyền|dự đúng giờ|rất mong|trân trọng|nếu có vướng mắc|kịp thời báo cáo|"
    r"theo dõi, chăm sóc|mang theo"
)
_SKIP = re.compile(
    r"^\W*(?:căn cứ|thực hiện (?:chỉ đạo|chương trình|công văn|kế hoạch|quyết định|thông báo|"
    r"ý kiến|nghị quyết|luật|văn bản)|trên cơ sở|xét|theo (?:tin|đề nghị|báo cáo|thông báo|"
    r"công văn)|nếu|trường hợp|quá thời hạn|kinh phí|rất mong|trân trọng|trên đây|"
    r"trong quá trình|mục đích|thừa lệnh|lịch này|lưu ý chung|tiếp tục thực hiện lời|"
    r"để chủ động|nhằm|ghi chú|thời gian|địa điểm|thành phần|chủ trì\s*:|nội dung\s*:|"
    r"trực lãnh đạo|mọi |quá hạn|hằng năm|sau khi nghe|sau khi|tham dự có|đánh giá|"
    r"yêu cầu các cơ quan, đơn vị (?:khẩn trương|nghiêm túc))",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"^(?:mục đích|yêu cầu|đánh giá|tình hình|kết quả|ưu điểm|tồn tại|căn cứ|thành phần|"
    r"nội dung(?! chỉ đạo| thực hiện| nhiệm vụ| phân công| công việc)|kinh phí|chương trình|"
    r"bối cảnh)",
    re.IGNORECASE,
)
_DUE_TEXT = re.compile(
    r"[,;]?\s*(?:(?:xong|hoàn thành|hoàn tất|thực hiện|thời gian hoàn thành|thời hạn)\s+"
    r")?(?:trước|chậm nhất(?: là)?|muộn nhất|đến|trong thời hạn|trong vòng|trong|vào|kể từ|"
    r"bắt đầu từ|từ|hạn(?: chót| cuối)?)\s*(?:là\s*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Order:
    owners: tuple[str, ...]
    text: str
    source: str
    lines: tuple[int, ...]


def find_orders(
    reading: DocumentReading, tables: list[Table], meetings: list[PlannedMeeting], used: frozenset[int]
) -> list[Finding]:
    """Tasks and decisions of the body; ``used`` are lines already read as meetings."""
    items: list[Finding] = []
    table_lines = frozenset(line for table in tables for line in table.lines)
    leader: tuple[str, ...] = ()
    leader_level = 0
    section = ""
    for paragraph in reading.layout.body:
        if set(paragraph.lines) & table_lines:
            continue
        if paragraph.level == 1:
            section = paragraph.text
            leader = ()
            if len(paragraph.text) < 70:
                continue
        if _BACKGROUND.match(section):
            continue
        head = _ORDER_HEAD.match(paragraph.text)
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
        if set(paragraph.lines) & used:
            continue
        items.extend(_read(paragraph, reading, leader, meetings))
    for table in tables:
        if not table.is_schedule or "owner" in table.roles:
            items.extend(_rows(table, reading, meetings))
    return items


def _read(
    paragraph: Paragraph, reading: DocumentReading, leader: tuple[str, ...], meetings: list[PlannedMeeting]
) -> list[Finding]:
    items: list[Finding] = []
    owners = leader
    for position, sentence in enumerate(_sentences(paragraph.text)):
        label = re.match(
            r"^(?:Đăng ký|Báo cáo|Phân công|Chuẩn bị|Tổ chức thực hiện|Tài liệu|Về [^:]{3,60})\s*:\s*(?=\S)", sentence
        )
        text = sentence[label.end() :] if label else sentence
        if _SKIP.match(text) or len(text) < 12:
            continue
        decided = _DECISION.match(text)
        if (
            decided
            and not (leader and position == 0)
            and not re.match(r"quyết định cho|thống nhất với", text, re.IGNORECASE)
        ):
            items.append(Decision(_finish(text), reading.cite(paragraph.lines), 0.8))
            continue
        if _DUTY.search(text) and not _dated(text, reading):
            continue
        order = _order(text, owners, paragraph)
        if order is None:
            continue
        owners = order.owners
        items.extend(_split_order(order, reading, meetings))
    return items


def _sentences(text: str) -> list[str]:
    return [
        piece.strip()
        for piece in re.split(r"(?:(?<=[^\dA-ZĐ.])|(?<=\d{4}))\.\s+(?=[A-ZÀ-ỸĐ])", text)
        if piece.strip(" ./")
    ]


def _order(text: str, owners: tuple[str, ...], paragraph: Paragraph) -> Order | None:
    head = _ORDER_HEAD.match(text)
    rest = text[head.end() :] if head else text
    verb = _first_verb(rest)
    if verb is None:
        return None
    named = rest[:verb].strip(" ,:;")
    named = re.sub(r",\s*ngoài .*$", "", named)
    if named and (head or starts_like_unit(named)) and len(named) < 260:
        who = split_units(re.sub(r"\s+(?:có trách nhiệm|căn cứ .*|theo chức năng.*|trên cơ sở .*)$", "", named))
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
        r"^(?:chủ trì|có trách nhiệm|quan tâm|khẩn trương|chủ động|tiếp tục|nghiêm túc|sẽ|cần|phải)[, ]+(?=\w)",
        "",
        what,
    )
    return Order(who, what, text, paragraph.lines)


def _first_verb(text: str) -> int | None:
    """Where the doing starts: the first verb in small letters that is no part of a body's name."""
    for match in _VERB.finditer(text[:1].lower() + text[1:]):
        if match[0] in _NAME_VERBS and _UNIT_WORD.search(text[: match.start()]):
            continue
        before = text[: match.start()].rstrip()
        if match.start() == 0:
            return 0
        if not before.endswith(",") and _PART_OF_NAME.search(before) and not _after_body(before, match[0]):
            continue
        return match.start()
    return None


_PART_OF_NAME = re.compile(
    r"(?:dự án|đầu tư|quản lý|và|công tác|phục vụ|phụ trách|chuyên viên|hội đồng|tổ|ban|đội|đoàn|chịu|nhóm|cơ quan|"
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


_NAME_VERBS = frozenset(
    ["tổng hợp", "quản lý", "quản trị", "kiểm tra", "thanh tra", "giám sát", "tiếp nhận", "phục vụ"]
)
"""Verbs that also end the names of bodies ("Phòng Kế hoạch tổng hợp")."""
_UNIT_WORD = re.compile(
    r"(?:Phòng|Ban|Ủy ban|Uỷ ban|Trung tâm|Kế hoạch|Hành chính|Nghiên cứu|Bộ phận|Tổ|Cục|Chi cục)\s$"
)


def _split_order(order: Order, reading: DocumentReading, meetings: list[PlannedMeeting]) -> list[Finding]:
    """ "hoàn thành … ; báo cáo kết quả … trước …" are two when the second has a verb and a date of its own."""
    parts: list[str] = []
    for piece in re.split(r";\s+", order.text):
        own = (
            _VERB.match(piece)
            and _dated(piece, reading)
            and not re.match(r"(?:hoàn thành|xong|hoàn tất|thời gian)(?! \w+ \w+ \w+ \w+ \w+)", piece)
        )
        if not parts or (own and _dated(parts[-1], reading)):
            parts.append(piece)
        elif _dated(piece, reading) or len(parts[-1]) < 40:
            parts[-1] = f"{parts[-1]}; {piece}"
    return [_task(order, part, reading, meetings) for part in parts]


def _task(order: Order, text: str, reading: DocumentReading, meetings: list[PlannedMeeting]) -> ActionItem:
    due = _due(text, reading, meetings)
    if due is None and len(meetings) == 1 and re.search(r"chuẩn bị|đón tiếp|trang trí|phục vụ|bố trí|bảo đảm", text):
        due = Due(as_date(meetings[0].start), meetings[0].phrase)
    return ActionItem(
        _finish(_without_due(text, reading)), order.owners, due, reading.cite(order.lines), 0.8 if due else 0.65
    )


def _dated(text: str, reading: DocumentReading) -> bool:
    return (
        any(when.open != "after" for when in reading.whens(text))
        or re.search(r"trước (?:lễ|ngày tổ chức)", text.lower()) is not None
    )


def _due(text: str, reading: DocumentReading, meetings: list[PlannedMeeting]) -> Due | None:
    chosen = _deadline(text, reading)
    if chosen is None:
        return _relative(text, meetings)
    return Due(due_value(chosen, reference=reading.reference(text)), chosen.phrase, chosen.reading)


def _deadline(text: str, reading: DocumentReading) -> When | None:
    whens = [w for w in reading.whens(text) if not _about(text, w)]
    first = next(
        (
            w
            for w in whens
            if re.search(r"bắt đầu (?:từ )?(?:ngày )?$", text[: w.begin].lower())
            or w.phrase.lower().startswith("bắt đầu")
        ),
        None,
    )
    daily = next((w for w in whens if w.rrule), None)
    hour = next((w for w in whens if not w.grain.is_civil_date), daily)
    if first is not None and hour is not None and hour is not first:
        return first if not first.grain.is_civil_date else _at(first, hour)
    closing = [
        w
        for w in whens
        if w.open == "before"
        or re.search(r"(?:trước|chậm nhất|hạn|hoàn thành|đến|trong)\W*(?:là )?(?:ngày )?$", text[: w.begin].lower())
    ]
    usable = closing or [w for w in whens if w.open != "after"]
    return usable[-1] if usable else (whens[-1] if whens else None)


def _at(day: When, hour: When) -> When:
    if day.start is None or hour.start is None or hour.grain.is_civil_date:
        return day
    start = day.start.replace(hour=hour.start.hour, minute=hour.start.minute)
    return When(start, start + timedelta(minutes=1), hour.grain, day.phrase, day.begin, day.stop, day.reading)


def _about(text: str, when: When) -> bool:
    """A date of the object ("trong hai năm 2024, 2025", "họp trực tuyến ngày 15/4"), not of the order."""
    before = text[: when.begin].lower().rstrip()
    return (
        re.search(
            r"(?:họp|hội nghị|lễ|cuộc họp|công văn|kế hoạch|số|quyết định|trực tuyến|năm|"
            r"hai năm)(?: số \S+)?(?: ngày)?$",
            before,
        )
        is not None
        and when.open != "before"
    )


def _relative(text: str, meetings: list[PlannedMeeting]) -> Due | None:
    """ "Trước Lễ phát động 02 ngày", "Ngày tổ chức": counted from the document's own event."""
    if not meetings:
        return None
    day = as_date(meetings[0].start)
    before = re.search(
        r"trước (?:ngày )?(?:lễ|hội nghị|buổi|cuộc họp|ngày tổ chức|khi)[^,;\d]{0,40}(\d{1,2})\s*ngày",
        text,
        re.IGNORECASE,
    )
    if before:
        return Due(day - timedelta(days=int(before[1])), before[0])
    same = re.search(
        r"ngày (?:tổ chức|diễn ra|lễ)|trước (?:khi )?(?:lễ|hội nghị|buổi lễ|cuộc họp)|trong ngày (?:lễ|hội)",
        text,
        re.IGNORECASE,
    )
    return Due(day, same[0]) if same else None


def _rows(table: Table, reading: DocumentReading, meetings: list[PlannedMeeting]) -> list[Finding]:
    items: list[Finding] = []
    for row in table.rows:
        what = row.cells.get("content", "")
        said = row.cells.get("due", "")
        if len(what) < 6 or re.search(r"thường xuyên|hằng năm", said, re.IGNORECASE):
            continue
        due: CivilTime | None = None
        closing = [w for w in reading.whens(said) if w.open != "after"]
        relative = _relative(said, meetings)
        if relative is not None:
            due = relative.value
        elif closing:
            due = due_value(closing[-1], reference=reading.dated)
        owners = split_units(row.cells.get("owner", "")) if row.cells.get("owner") else ()
        items.append(
            ActionItem(_finish(what), owners, Due(due, said) if said else None, reading.cite(row.lines), 0.85)
        )
    return items


def _without_due(text: str, reading: DocumentReading) -> str:
    for when in reversed(reading.whens(text)):
        if when.open == "before" or _DUE_TEXT.search(text[: when.begin]):
            text = _DUE_TEXT.sub("", text[: when.begin]).rstrip(" ,;") + text[when.stop :]
    return text


def _finish(text: str) -> str:
    text = re.sub(r"\([^()]{0,80}\)", "", text)
    text = " ".join(text.split()).strip(" ,;:./")
    if len(text) > 220:
        text = text[: text.rfind(" ", 0, 220)].rstrip(" ,;:")
    return text[:1].upper() + text[1:]


def reference_datetime(day: CivilTime | None, fallback: datetime) -> datetime:
    """The morning of the document's date in the zone of ``fallback``."""
    if day is None:
        return fallback
    return datetime.combine(as_date(day), datetime.min.time(), fallback.tzinfo).replace(hour=8)
