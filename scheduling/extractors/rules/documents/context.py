"""What the readers of a document share: its layout, its dates and how to cite it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from models.findings import CivilTime, Evidence
from models.when import When
from scheduling.dates import find_dates
from scheduling.dates.fallback import guess_date
from scheduling.extractors.rules.documents.layout import Layout


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """``dated`` is what "hôm nay" in the text counts from, ``received`` what "kể từ ngày nhận" counts from."""

    layout: Layout
    dated: datetime
    received: datetime
    subject: str | None
    issuer: str | None
    zone: str
    language: str
    find: Callable[[str, datetime], tuple[When, ...]]

    def whens(self, text: str) -> tuple[When, ...]:
        return self.find(text, self.reference(text))

    def whens_of_cell(self, text: str) -> tuple[When, ...]:
        """Of words known to be a date because they stand in its column: what the grammar cannot read is guessed."""
        found = self.whens(text)
        if found:
            return found
        guessed = guess_date(text, reference=self.reference(text), zone=self.zone, language=self.language)
        return () if guessed is None else (guessed,)

    def reference(self, text: str) -> datetime:
        return self.received if re.search(r"(?:kể )?từ (?:ngày|khi) nhận", text) else self.dated

    def cite(self, lines: tuple[int, ...]) -> tuple[Evidence, ...]:
        """Line ids ``l7`` with the line's words, at most twelve."""
        quoted = [(number, self.layout.raw[number - 1].strip()) for number in sorted(set(lines))]
        return tuple(Evidence(f"l{number}", line) for number, line in quoted if line)[:12]


def date_finder(zone: str, language: str) -> Callable[[str, datetime], tuple[When, ...]]:
    """The dates of a text counted from a moment; a paragraph is asked for by several readers and read once."""

    @lru_cache(maxsize=_REMEMBERED)
    def find(text: str, reference: datetime) -> tuple[When, ...]:
        return find_dates(text, reference=reference, zone=zone, language="vi" if _is_vietnamese(text) else language)

    return find


_REMEMBERED = 4096


def _is_vietnamese(text: str) -> bool:
    """Whether words with Vietnamese marks are frequent, so that "thu" is no Thursday and "may" no May."""
    words = text.split()
    return len(words) >= _TOLD_BY and sum(_MARKED.search(word) is not None for word in words) * 3 > len(words)


_TOLD_BY = 4
_MARKED = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


def is_past(value: CivilTime, reading: DocumentReading) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return day < reading.dated.date()
