"""What the readers of a document share: its layout, its dates and how to cite it."""

import re
from dataclasses import dataclass
from datetime import datetime

from models.findings import CivilTime, Evidence
from models.when import When
from scheduling.dates import find_dates
from scheduling.extractors.rules.documents.layout import Layout


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """``dated`` is what "hôm nay" in the text counts from, ``received`` what "kể từ ngày nhận" counts from."""

    layout: Layout
    dated: datetime
    received: datetime
    zone: str
    language: str
    subject: str | None
    issuer: str | None

    def whens(self, text: str) -> tuple[When, ...]:
        reference = self.received if re.search(r"(?:kể )?từ (?:ngày|khi) nhận", text) else self.dated
        return find_dates(text, reference=reference, zone=self.zone, language=self.language)

    def reference(self, text: str) -> datetime:
        return self.received if re.search(r"(?:kể )?từ (?:ngày|khi) nhận", text) else self.dated

    def cite(self, lines: tuple[int, ...]) -> tuple[Evidence, ...]:
        """Line ids ``l7`` with the line's words, at most twelve."""
        quoted = [(number, self.layout.raw[number - 1].strip()) for number in sorted(set(lines))]
        return tuple(Evidence(f"l{number}", line) for number, line in quoted if line)[:12]


def is_past(value: CivilTime, reading: DocumentReading) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return day < reading.dated.date()
