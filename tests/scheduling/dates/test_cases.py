"""Sentences and what is found in them, from ``tests/corpus/dates/*.tsv``: text, tab, values divided by semicolons.

A value is written as people would check it: ``2026-08-15`` a day, ``2026-08-17..2026-08-21`` days with the last one
named, ``2026-08-15~12-19`` hours of a day that nobody named exactly, ``2026-08-15T14:00..15:30`` from hour to hour.
Before it may stand ``by``, ``before`` or ``from``; a rule stands as ``FREQ=WEEKLY|BYDAY=MO @ first``, with bars
for its semicolons; ``?`` is a date that does not exist. Reference: Tuesday 11 August 2026, 08:30.
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.when import Grain, When
from scheduling.dates import find_dates

CORPUS = Path(__file__).parents[2] / "corpus" / "dates"
REFERENCE = datetime.fromisoformat("2026-08-11T08:30:00+07:00")


def written(when: When) -> str:
    value = _stretch(when)
    if when.rrule is not None:
        rule = when.rrule.replace(";", "|")
        return f"{rule} @ {value}" if value else rule
    if when.doubt is not None:
        value += "?"
    if when.open == "after":
        return f"from {value}"
    if when.open == "before":
        return f"before {value}" if when.end == when.start and when.grain.is_civil_date else f"by {value}"
    return value


def _stretch(when: When) -> str:
    if when.start is None:
        return ""
    start, end = when.start, when.end
    if when.grain.is_civil_date:
        if end is None or end == start:
            return f"{start:%Y-%m-%d}"
        if (start.hour or end.hour) and end - start < timedelta(days=1):
            return f"{start:%Y-%m-%d}~{start:%H}-{end:%H}"
        last = end - timedelta(minutes=1)
        return f"{start:%Y-%m-%d}" if last.date() == start.date() else f"{start:%Y-%m-%d}..{last:%Y-%m-%d}"
    point = f"{start:%Y-%m-%dT%H:%M}"
    unit = timedelta(hours=1) if when.grain is Grain.HOUR else timedelta(minutes=1)
    if end is None or end - start <= unit:
        return point
    return f"{point}..{end:%H:%M}" if end.date() == start.date() else f"{point}..{end:%Y-%m-%dT%H:%M}"


def cases(name: str) -> list[tuple[str, str]]:
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, value) for text, value in rows]


def values(text: str, language: str) -> str:
    found = find_dates(text, reference=REFERENCE, zone="Asia/Ho_Chi_Minh", language=language)
    return "; ".join(written(when) for when in found)


@pytest.mark.parametrize("file", sorted(path.name for path in CORPUS.glob("*.tsv")))
def test_a_sentence_gives_the_dates_that_were_said(file: str) -> None:
    language = file.removesuffix(".tsv").rsplit("_", 1)[1]
    wrong = {text: (values(text, language), value) for text, value in cases(file) if values(text, language) != value}
    assert wrong == {}, "found, wanted"
