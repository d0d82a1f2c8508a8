"""Sentences as people say them in meetings in which nothing is a date or a time."""

from datetime import datetime
from pathlib import Path

import pytest

from scheduling.dates import find_dates

CORPUS = Path(__file__).parents[2] / "corpus" / "dates"
REFERENCE = datetime.fromisoformat("2026-08-11T08:30:00+07:00")


def sentences(language: str) -> list[str]:
    return (CORPUS / f"nothing_{language}.txt").read_text(encoding="utf-8").splitlines()


def dates_in(text: str, language: str) -> list[str]:
    found = find_dates(text, reference=REFERENCE, zone="Asia/Ho_Chi_Minh", language=language)
    return [when.phrase for when in found]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_no_date_gives_nothing(language: str) -> None:
    found = {text: dates_in(text, language) for text in sentences(language)}
    assert {text: phrases for text, phrases in found.items() if phrases} == {}
    assert len(found) >= 300
