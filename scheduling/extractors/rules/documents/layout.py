"""The shape of an official letter: head, body, foot; wrapped lines joined into paragraphs; columns kept apart."""

import re
import unicodedata
from dataclasses import dataclass

_FOOT = re.compile(r"^\s*(?:(?:nơi nhận|nơi gửi)\s*:?|cc\s*:)", re.IGNORECASE)
_ANNEX = re.compile(r"^\s*(?:phụ (?:lục|biểu)|appendix|annex)\b(?!.*[.;,]\s*$)", re.IGNORECASE)
_MARKER = re.compile(
    r"^\s*(?:(?P<roman>[IVX]{1,5}|[A-H](?=\.\s+[A-ZÀ-ỸĐ]{2}))\s*[.)/-](?!\d)|"
    r"[\"“]?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?:\s*[.)/]|-(?=\s))?(?=\s|[A-ZÀ-Ỵ])(?<!\d\s)|"
    r"(?P<letter>\((?:[a-z]|[ivx]{1,4})\)|[a-zđ]\s*[.)])|(?P<bullet>[-=]>|[→➢✓–+*•·▪●○-]))\s*(?=\S)"
)
_ARTICLE = re.compile(r"^\s*(?:Điều|ĐIỀU|Article)\s+\d{1,3}\s*[.:]\s*(?=\S)")
_FIRST = re.compile(r"\s*(?:Thứ nhất|Một là)\s*[,:]")
_ORDINAL = re.compile(r"^\s*(?:Thứ \w+|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là)\s*[,:]\s*(?=\S)(?!ngày\b|\d)")
"""Numbers in words; "Thứ hai," is a number only where a "Thứ nhất," stands in the same text, else it is a Monday."""
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){0,2}\s*[.)/]\s*\S")
_RULE = re.compile(r"^[\s_*=.–—-]{3,}$")
_PAGE = re.compile(r"^\s*(?:trang\s+\d+(?:\s*/\s*\d+)?|\d{1,3})\s*$", re.IGNORECASE)
_COLUMNS = re.compile(r"\s{3,}|\t+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one paragraph or list entry on one line. ``lines`` are 1-based line numbers.

    ``level`` grows inwards: 0 plain text, 1 roman, 2 number, 3 letter, 4 bullet. ``marker`` is as written.
    """

    text: str
    lines: tuple[int, ...]
    level: int
    marker: str


@dataclass(frozen=True, slots=True)
class Layout:
    """``head`` are the lines before the text proper, ``body`` its paragraphs, ``raw`` every line as it came."""

    raw: tuple[str, ...]
    head: tuple[tuple[int, str], ...]
    body: tuple[Paragraph, ...]
    body_lines: tuple[tuple[int, str], ...]

    @property
    def is_minutes(self) -> bool:
        """The record of a gathering already held."""
        return any(re.match(r"\s*(?:BIÊN BẢN|MINUTES)\b", line) for line in self.raw[:20])


def lay_out(text: str) -> Layout:
    raw = tuple(unicodedata.normalize("NFC", line).rstrip() for line in text.splitlines())
    numbered = [(number, line) for number, line in enumerate(raw, 1)]
    inside = _without_foot(numbered)
    split = _head_end(inside)
    body_lines = tuple(inside[split:])
    return Layout(raw, tuple(inside[:split]), tuple(_without_addressees(_paragraphs(body_lines))), body_lines)


def _without_addressees(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs less the list of bodies under "Kính gửi:"."""
    kept: list[Paragraph] = []
    addressing = False
    for paragraph in paragraphs:
        if paragraph.level == 0:
            addressing = re.fullmatch(r"kính gửi\s*:?", paragraph.text, re.IGNORECASE) is not None
        if not (addressing and paragraph.level == 4):
            kept.append(paragraph)
    return kept


def _without_foot(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines less addressees and signatures ("Nơi nhận: …"), which go on until an annex begins, if any does."""
    kept, in_foot = [], False
    for number, line in lines:
        if _FOOT.match(line):
            in_foot = True
            kept.append((number, ""))
        elif in_foot and _ANNEX.match(line):
            in_foot = False
        if not in_foot:
            kept.append((number, line))
    return kept


def columns(line: str) -> list[str]:
    return [piece.strip() for piece in _COLUMNS.split(line.strip()) if piece.strip()]


def is_rule(line: str) -> bool:
    return _RULE.match(line) is not None


def is_table_head(line: str) -> bool:
    """Three headings or more on one line, one of them the content column."""
    heads = columns(line)
    return len(heads) >= 3 and any(
        re.search(r"nội dung|công việc|nhiệm vụ|content|task|activity", head, re.IGNORECASE) for head in heads
    )


_HEAD_SIGN = re.compile(
    r"^\s*(?:số\s*:?\s*[\d/]|v/v|về việc|kính gửi|độc lập|cộng h[oò][aà]|đảng cộng sản|"
    r"(?:ref|our ref|no|date|subject|re)\s*[.:])",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^\s*(?:GIẤY MỜI|THƯ MỜI|THÔNG BÁO|KẾ HOẠCH|CÔNG ĐIỆN|QUYẾT ĐỊNH|BÁO CÁO|TỜ TRÌNH|"
    r"CHỈ THỊ|NGHỊ QUYẾT|CHƯƠNG TRÌNH|LỊCH|BIÊN BẢN|KẾT LUẬN|HƯỚNG DẪN|PHƯƠNG ÁN|CÔNG VĂN|"
    r"TRIỆU TẬP|GIẤY TRIỆU TẬP|THƯ NGỎ|GIẤY BÁO|NOTICE|INVITATION|MEMO|MEMORANDUM|CIRCULAR|MINUTES)\b"
)


def is_title(line: str) -> bool:
    """ "THÔNG BÁO", "LỊCH CÔNG TÁC TUẦN 8": what kind of writing it is."""
    return _TITLE.match(line) is not None


def _head_end(lines: list[tuple[int, str]]) -> int:
    """The index after number, date, title and subject; 0 when the text has no official head."""
    end = 0
    titled = False
    for index, (_, line) in enumerate(lines[:45]):
        text = line.strip()
        low = text.lower()
        if end and (is_table_head(line) or _DAY_LINE.match(line) or (titled and _starts_text(line))):
            break
        if _HEAD_SIGN.match(text) or "độc lập" in low or _TITLE.match(text):
            if low.startswith("kính gửi"):
                return index
            titled = titled or _TITLE.match(text) is not None
            end = index + 1
        elif end and (is_rule(line) or (text.isupper() and index < 14)):
            end = index + 1
    if end == 0:
        return 0
    while (
        end < len(lines)
        and lines[end][1].strip()
        and not (_starts_text(lines[end][1]) or is_table_head(lines[end][1]))
    ):
        end += 1
    return end


def _starts_text(line: str) -> bool:
    return (
        _NUMBERED.match(line) is not None
        or _ARTICLE.match(line) is not None
        or _DAY_LINE.match(line) is not None
        or re.match(r"\s*(?:[IVX]+\.\s|[-+*•]\s+\S)", line) is not None
        or re.match(r"\s*(?:Thực hiện|Căn cứ|Kính gửi|Ngày \d|Theo|THỨ|Thứ)\b", line) is not None
    )


def _paragraphs(lines: tuple[tuple[int, str], ...]) -> list[Paragraph]:
    found: list[Paragraph] = []
    text: list[str] = []
    numbers: list[int] = []
    level, marker, margin, hanging = 0, "", 0, False
    width = _width(lines)
    in_day = False
    in_words = any(_FIRST.match(line) for _, line in lines)

    def close() -> None:
        if text:
            joined = " ".join(" ".join(text).split())
            found.append(Paragraph(joined, tuple(numbers), level, marker))
        text.clear()
        numbers.clear()

    for number, line in lines:
        if not line.strip() or is_rule(line) or _PAGE.match(line):
            close()
            level, marker = 0, ""
            continue
        opened = None if _HOUR_LINE.match(line) else _MARKER.match(line)
        article = _ARTICLE.match(line) or (_ORDINAL.match(line) if in_words else None)
        heading = is_heading(line) or (not in_words and _DAY_LINE.match(line) is not None)
        if article or heading or (text and (is_heading(text[-1]) or _titles(text, level, width, line))):
            close()
            level, marker = 0, ""
        in_day = (in_day and opened is None) or (in_day and level != 2) or _DAY_LINE.match(line) is not None
        line = _as_label(line)
        if article:
            level, marker, margin, hanging = 2, article[0].strip(), _indent(line), False
            text.append(line[article.end() :].strip())
        elif opened and not _is_date_head(line):
            close()
            marker = opened[0].strip()
            level = next(i for i, key in enumerate(("roman", "number", "letter", "bullet"), 1) if opened[key])
            margin, hanging = _indent(line), False
            text.append(line[opened.end() :].strip())
        else:
            ended = level > 0 and _indent(line) <= margin and text and text[-1].endswith((".", ";"))
            back = hanging and _indent(line) <= margin
            if text and (
                _closes(text[-1], line, in_day and level == 4)
                or (((not in_day and ended) or (back and not in_day)) and line.lstrip()[:1].isupper())
            ):
                close()
                level, marker = 0, ""
            if not text and level == 0:
                margin, hanging = _indent(line), False
            hanging = bool(text) and _indent(line) > margin and level == 0
            text.append(line.strip())
        numbers.append(number)
    close()
    return found


def _width(lines: tuple[tuple[int, str], ...]) -> int:
    """Characters of a line that was wrapped because it was full: nine lines in ten are no longer."""
    lengths = sorted(len(line) for _, line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _titles(text: list[str], level: int, width: int, following: str) -> bool:
    """Whether a marked line is the title of what follows: it stopped long before the margin, a sentence begins."""
    return (
        level in (1, 2, 4)
        and len(text) == 1
        and len(text[0]) < 0.6 * width
        and text[0][-1:] not in ".,;:-–("
        and re.match(r"\s*(?:[A-ZÀ-ỸĐ]|\d+\s*\.\s)", following) is not None
        and not _LABEL.match(following)
    )


_GAP_DATE = re.compile(
    r"(?<=\S)\s{4,}(?=(?:every |thứ |ngày |(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:[/:.]\d|\s*(?:giờ|"
    r"g|h)\b)))",
    re.IGNORECASE,
)


def _as_label(line: str) -> str:
    """ "Site visit          Thursday 25 June" as "Site visit: Thursday 25 June": what it is, a gap, when it is."""
    name = _GAP_DATE.search(line)
    return line if name is None or len(line[: name.start()].strip()) < 8 else _GAP_DATE.sub(": ", line, count=1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_date_head(line: str) -> bool:
    """ "13/4  14g00 …" or "30 phút, ngày …" continue a line or a table, they open no entry."""
    return (
        re.match(
            r"\s*\d{1,2}\s*[/-]\s*\d|\s*\d{1,2}\s+(?:tháng|phút|giờ|năm|ngày|người|cây|trang)\b|"
            r"\s*\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
            line,
            re.IGNORECASE,
        )
        is not None
    )


_LABEL = re.compile(
    r"\s*(?:Thời gian|Địa điểm|Thành phần|Nội dung|Chủ trì|Chủ to[ạà]|Chủ tọa|Kinh phí|Đợt \d|Chủ tịch|Tại\s*:|"
    r"Vào lúc|Vào hồi|Kết luận|Thư ký|Đối tượng|Hình thức|Ghi chú|Lưu ý|Tài liệu|Trang phục|Ngày\s*:|Giờ\s*:|"
    r"Phó Chủ tịch[^:]{0,40}:|THỨ |CHỦ NHẬT|Thứ [A-Z]|Sáng\s*:|Chiều\s*:|Tối\s*:|"
    r"(?:Time|Date|Venue|Place|Location|Agenda|Attendees|Participants|Chair|Subject|To|From)\s*:)"
)
_DAY_LINE = re.compile(
    r"\s*(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*(?:[(,:]|$)[^:]{0,30}(?::|$)", re.IGNORECASE
)


def is_day(paragraph: Paragraph) -> bool:
    """ "THỨ HAI (26/5)": what follows belongs to that day."""
    return paragraph.level == 0 and _DAY_LINE.match(paragraph.text) is not None


_HOUR_LINE = re.compile(r"\s*\d{1,2}\s*(?:[gh]\s*\d{0,2}|giờ(?:\s*\d{2})?)\s*[-–:]?\s+[A-ZÀ-ỸĐ]")


def is_heading(line: str) -> bool:
    """A line of capitals alone stands by itself."""
    text = line.strip()
    return len(text) > 6 and " " in text and text.isupper() and not text.endswith((",", "-"))


def _closes(before: str, line: str, entry: bool) -> bool:
    """A line that ended a sentence well before the margin, or a label line, ends the paragraph.

    An ``entry`` of a day goes on over such lines with its place and its guests.
    """
    if entry and not (_DAY_LINE.match(line) or _HOUR_LINE.match(line) or re.match(r"\s*(?:Ghi chú|Lưu ý)", line)):
        return False
    if _LABEL.match(line) and (before.endswith((".", ";", ":", ")")) or ":" in line[:60]):
        return True
    if _DAY_LINE.match(line) or _HOUR_LINE.match(line):
        return True
    return before.endswith((".", "./.")) and len(before) < 55 and line.lstrip()[:1].isupper()
