"""Number, date, issuer and subject of an official letter (forms of Decree 30/2020/NĐ-CP; Party form 36-HD/VPTW)."""

import re
from datetime import date

from models.findings import DocumentMetadata
from scheduling.extractors.rules.documents.layout import Layout, columns, is_rule, is_title

_NUMBER = re.compile(r"(?<!\w)Số\s*:?\s*([\dA-Z][\w./-]*(?:\s?-\s?[A-ZĐ]{2,}[\w./-]*)?)", re.IGNORECASE)
_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:^|\s)(?:Our )?(?:Ref(?:erence)?|No)\s*[.:]+\s*([\w/.-]*\d[\w/.-]*)", re.IGNORECASE)
_HEAD_DATE = re.compile(
    r"(?:^|\n)(?:.*\s{3,})?\s*(?:[A-ZĐ][\w .]{1,30},\s*(?:ngày\s+)?|(?:[Nn]gày|Date)\s*:?\s*)"
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*(?:\n|$)"
)
_ENGLISH_DATE = re.compile(
    r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)? (January|February|March|April|May|June|July|August|September|October|November|"
    r"December),? (\d{4})|(?<!\w)(January|February|March|April|May|June|July|August|September|October|November|"
    r"December) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})",
    re.IGNORECASE,
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_SIGNED = re.compile(
    r"^\s*(?:.*\s{3,})?(?:[A-ZĐ][^\W\d]*(?: [^\W\d]+){0,4},\s*)?ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\W*$",
    re.IGNORECASE,
)
_MOTTO = re.compile(r"cộng h[oò][àa]|độc lập|đảng cộng sản|^\*+$", re.IGNORECASE)
_TITLES = (
    "GIẤY MỜI", "THƯ MỜI", "THÔNG BÁO", "KẾ HOẠCH", "CÔNG ĐIỆN", "QUYẾT ĐỊNH", "BÁO CÁO", "TỜ TRÌNH", "CHỈ THỊ",
    "NGHỊ QUYẾT", "CHƯƠNG TRÌNH", "BIÊN BẢN", "KẾT LUẬN", "HƯỚNG DẪN", "PHƯƠNG ÁN", "GIẤY TRIỆU TẬP",
)  # fmt: skip
_ADMIN = ("THÀNH PHỐ", "TỈNH", "QUẬN", "HUYỆN", "PHƯỜNG", "XÃ", "THỊ TRẤN", "ĐẶC KHU", "TP.", "TP ")
_PROPER_AFTER = ("phường", "xã", "quận", "huyện", "thị trấn", "đặc khu", "tỉnh", "thành phố", "bệnh viện", "trường")


def read_metadata(layout: Layout) -> DocumentMetadata:
    """What the head tells; parts it does not tell are None."""
    head = layout.head or tuple(enumerate(layout.raw[:12], 1))
    text = "\n".join(line for _, line in head)
    number = _NUMBER.search(text) or _REFERENCE.search(text)
    return DocumentMetadata(
        number=number[1].rstrip(".,;") if number and layout.head else None,
        dated=_dated(text) or _signed(layout),
        issuer=_issuer(layout) if layout.head else None,
        subject=_subject(layout),
    )


def _dated(text: str) -> date | None:
    match = _DATE.search(text) or _HEAD_DATE.search(text)
    if match is not None:
        return _day(int(match[3]), int(match[2]), int(match[1]))
    english = _ENGLISH_DATE.search(text)
    if english is None:
        return None
    month = _MONTHS.index((english[2] or english[4]).lower()) + 1
    return _day(int(english[3] or english[6]), month, int(english[1] or english[5]))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _signed(layout: Layout) -> date | None:
    """The line of place and date above the signature, where the head has none; else the day of the minutes."""
    last = next((line for line in reversed(layout.raw[-25:]) if _SIGNED.match(line)), None)
    if last is not None:
        return _dated(last)
    if layout.is_minutes:
        held = next((line for line in layout.raw[:25] if re.search(r"thời gian|hôm nay|vào hồi", line, re.I)), "")
        numeric = re.search(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", held)
        return _dated(held) or (_day(int(numeric[3]), int(numeric[2]), int(numeric[1])) if numeric else None)
    return None


def _issuer(layout: Layout) -> str | None:
    for _, line in [*layout.head, *layout.body_lines[:6]]:
        telegram = re.match(r"\s*((?:PHÓ )?CHỦ TỊCH [^a-z]+?)\s+(?:điện|yêu cầu)\s*:", line)
        if telegram:
            return _proper(telegram[1].strip(), layout)
    lines: list[str] = []
    for _, line in layout.head:
        if _NUMBER.search(line) or is_title(line):
            break
        for piece in columns(line)[:1]:
            if not _MOTTO.search(piece) and not is_rule(piece) and piece.upper() == piece and len(piece) > 3:
                lines.append(piece.strip(" *_"))
    lines = [line for line in lines if line]
    if not lines:
        return None
    lines = _whole_names(lines)
    office = _english_office(layout)
    if office is not None:
        return f"{_proper(lines[-1], layout)}, {office}"
    last, above = lines[-1], lines[:-1]
    party = re.match(r"ĐẢNG BỘ (?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG) (.+)", above[0]) if above else None
    if party and _COMMITTEE.fullmatch(lines[1]):
        lines = [f"{lines[1]} {party[1]}", *lines[2:]]
        last, above = lines[-1], lines[:-1]
    if above and _PART_OF.match(last) and above[-1].startswith(_WITH_PARTS):
        return f"{_cased(last, '')} {_proper(above[-1], layout)}"
    if last.startswith(_ADMIN):
        return _proper(" ".join(lines[-2:] if len(lines) > 1 else lines), layout)
    if last == "VĂN PHÒNG":
        return _proper(" ".join([last, *above]), layout)
    if last.startswith("SỞ") and above:
        place = re.search(r"(?:THÀNH PHỐ|TỈNH|TP\.?)\s.*", " ".join(above))
        return _proper(f"{last} {place[0]}" if place else last, layout)
    return _proper(last, layout)


_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|ĐẢNG) (?:ỦY|UỶ)(?!\w)")
"""The Party's committee of a province, town or district: its second syllable is written small."""
_PART_OF = re.compile(
    r"(?:HỘI ĐỒNG (?:SƯ PHẠM|TRƯỜNG|QUẢN TRỊ|THÀNH VIÊN|KHOA HỌC)|CÔNG ĐOÀN|BAN GIÁM HIỆU|BAN GIÁM ĐỐC|BAN QUẢN TRỊ)$"
)
_WITH_PARTS = ("TRƯỜNG", "CÔNG TY", "TỔNG CÔNG TY", "BỆNH VIỆN", "HỌC VIỆN", "HỢP TÁC XÃ", "ĐẠI HỌC")
"""Bodies whose boards are named with them; an office of the state is named without the one above it."""
_BODY = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI|SỞ|BAN|BỘ|CỤC|CHI|TỔNG|VỤ|VIỆN|PHÒNG|VĂN PHÒNG|TRUNG TÂM|TRẠM|TRƯỜNG|"
    r"BỆNH VIỆN|KHOA|"
    r"TỔ|ĐỘI|ĐOÀN|LIÊN|CÔNG|MẶT TRẬN|TẬP ĐOÀN|NHÀ|XÍ NGHIỆP|BẢO HIỂM|TÒA|VIỆN|THANH TRA|ĐẢNG|THÀNH|QUẬN|HUYỆN|"
    r"TỈNH|XÃ|"
    r"PHƯỜNG|THỊ|ĐẶC KHU|HỢP TÁC XÃ|HTX|GIÁO|HẠT|KHO BẠC|NGÂN HÀNG|QUỸ|ĐÀI|BÁO|HỌC VIỆN|ĐẠI HỌC|CLB|CÂU LẠC BỘ|DOANH|"
    r"TP|UB|THƯ VIỆN|BẢO TÀNG|KHU|CỬA HÀNG|SIÊU THỊ|CHI CỤC|TIỂU|THÔN|ẤP|BTC|HỘ)(?!\w)"
)


def _whole_names(lines: list[str]) -> list[str]:
    """Names broken over two lines joined: "LIÊN ĐOÀN LAO ĐỘNG TỈNH", "TRƯỜNG GIANG"."""
    whole: list[str] = []
    for line in lines:
        body = _BODY.match(line) is not None and (line == "VĂN PHÒNG" or len(line.split()) > 2)
        if whole and not body and re.search(r"(?:TỈNH|HUYỆN|QUẬN|XÃ|PHƯỜNG|THÀNH PHỐ|VÀ|,)$", whole[-1]):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _english_office(layout: Layout) -> str | None:
    """ "Office of the Vice-Principal" under the name of the house."""
    return next(
        (
            line.strip()
            for _, line in layout.head[:4]
            if re.match(
                r"\s*(?:Office|Department|Division|Faculty|School|Directorate|Bureau) of (?:the )?[A-Z]", line
            )
        ),
        None,
    )


_BODY_READ = 200
"""Paragraphs in which the issuer's own spelling of its name is looked for."""


def _proper(upper: str, layout: Layout) -> str:
    """The upper-case name as people write it: as the body has it, else by the rules of capitals."""
    expanded = re.sub(r"\bTP\.?\s*", "THÀNH PHỐ ", upper)
    expanded = re.sub(r"\bUBND\b", "ỦY BAN NHÂN DÂN", expanded)
    expanded = re.sub(r"\bHĐND\b", "HỘI ĐỒNG NHÂN DÂN", expanded)
    expanded = " ".join(expanded.split())
    body = " ".join(paragraph.text for paragraph in layout.body[:_BODY_READ])
    pieces = re.split(
        r"(?=\b(?:THÀNH PHỐ|TỈNH(?! [ỦU])|PHƯỜNG|XÃ|QUẬN(?! [ỦU])|HUYỆN(?! [ỦU])|ĐẶC KHU|ỦY BAN NHÂN DÂN|(?:TỈNH|"
        r"THÀNH|HUYỆN|QUẬN|ĐẢNG) (?:ỦY|UỶ)|VĂN PHÒNG|"
        r"SỞ|CHỦ TỊCH|BỆNH VIỆN)\b)",
        expanded,
    )
    cased = [_cased(piece.strip(), body) for piece in pieces if piece.strip()]
    joined = " ".join(cased)
    return joined[:1].upper() + joined[1:]


def _cased(piece: str, body: str) -> str:
    written = re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", body, re.IGNORECASE)
    if written and written[0] != piece:
        return written[0]
    low = piece.lower()
    committee = _COMMITTEE.match(piece)
    if committee:
        name = _named(piece[committee.end() :].strip())
        return f"{committee[0][:1]}{committee[0][1:].lower()} {name}".strip()
    head = next((h for h in _PROPER_AFTER if low.startswith(h + " ")), None)
    if head is not None:
        name = _named(piece[len(head) + 1 :])
        large = head in ("thành phố", "bệnh viện", "trường")
        return f"{head[:1].upper() + head[1:] if large else head} {name}"
    first, _, rest = low.partition(" ")
    common = _COMMON.match(piece)
    if common or first == "khoa" or piece.isascii() or len(piece) < 6:
        return _named(piece)
    if first in ("sở", "ban", "phòng", "chi", "cục") and rest:
        return f"{first.capitalize()} {rest[:1].upper() + rest[1:]}"
    return low[:1].upper() + low[1:]


_COMMON = re.compile(
    r"(?<!\w)(?:đa khoa|đại học|cao đẳng|trung học(?: cơ sở| phổ thông)?|tiểu học|mầm non|mẫu giáo|kỹ thuật|kinh tế|"
    r"công nghệ|sư phạm|nông nghiệp|công nghiệp|thương mại|dịch vụ|giáo xứ|giáo phận|hợp tác xã|công ty|cổ phần|"
    r"trách nhiệm hữu hạn|một thành viên|xây dựng|vận tải|trung ương|quốc tế|quốc gia|"
    r"chuyên khoa|y học cổ truyền|y tế|cấp nước|thoát nước|cấp thoát nước|điện lực|môi trường(?: đô thị)?|thủy lợi|"
    r"thủy sản|lâm nghiệp|chăn nuôi|xã hội|văn hóa|nghệ thuật|du lịch|thể thao|giao thông|viễn thông|ngoại ngữ|"
    r"dược phẩm|dệt may|may mặc|thực phẩm|đầu tư|phát triển|chế biến|sản xuất|xuất nhập khẩu|bất động sản|lao động|"
    r"công đoàn|liên đoàn|bảo hiểm|tài chính|kế toán|nông thôn|hàng hải|hàng không|đường sắt|chế tạo|cơ khí|"
    r"bách khoa)"
    r"(?!\w)",
    re.IGNORECASE,
)
_SHORT = frozenset(["THPT", "THCS", "TNHH", "MTV", "HTX", "TM", "DV", "XD", "CP", "PTDT", "UBND", "TDP", "II", "III"])


def _named(upper: str) -> str:
    """Capitals on each word of a name, on the first word of a common noun within it; abbreviations kept."""
    words = [w if w in _SHORT or not w.isalpha() else w[:1].upper() + w[1:].lower() for w in upper.split()]
    return _COMMON.sub(lambda noun: noun[0][:1].upper() + noun[0][1:].lower(), " ".join(words))


def _subject(layout: Layout) -> str | None:
    lines = [line for _, line in layout.head]
    for index, line in enumerate(lines):
        about = re.search(
            r"^(?:\W*)(V/v\b.*|[\"“]?Về (?:việc )?.*|(?:Subject|Re)\s*:.*)",
            columns(line)[0] if columns(line) else "",
            re.IGNORECASE,
        )
        if about and not line.strip().isupper():
            return re.sub(r"^(?:Subject|Re)\s*:\s*", "", _collect(about[1], lines[index + 1 :]), flags=re.I)
    for index, line in enumerate(lines):
        text = line.strip()
        if text.rstrip(":") in _TITLES or re.fullmatch(r"(?:GIẤY|THƯ) MỜI(?: HỌP| LÀM VIỆC)?", text.rstrip(":")):
            return _collect("", lines[index + 1 :]) or None
        if text.startswith("BIÊN BẢN "):
            return _collect(text[:1] + text[1:].lower(), lines[index + 1 :]) or None
        if text.startswith("LỊCH"):
            rest = _collect("", lines[index + 1 :])
            return f"{text[:1]}{text[1:].lower()} {re.sub(r'[()]', '', rest)}".strip()
    first = next((line.strip() for line in layout.raw if line.strip()), "")
    return first if first and not layout.head and len(first) < 160 else None


_STAMP = re.compile(r"(?:HỎA|HOẢ|THƯỢNG) (?:TỐC|KHẨN)(?: HẸN GIỜ)?|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT|URGENT|CONFIDENTIAL")


def _collect(begun: str, following: list[str]) -> str:
    pieces = [begun] if begun else []
    for line in following:
        left = columns(line)
        if not line.strip() or is_rule(line) or re.match(r"\s*kính gửi", line, re.IGNORECASE):
            if pieces:
                break
            continue
        if _MOTTO.search(line) or _DATE.search(line) or _STAMP.fullmatch(line.strip()):
            continue
        pieces.append(left[0] if begun else " ".join(left))
    return " ".join(" ".join(pieces).split()).strip('"“” ')
