"""Every phrase of the English corpus is understood as written there, alone and inside a sentence."""

import importlib.util
from datetime import datetime
from pathlib import Path

import pytest

from scheduling.dates import due_value, find_dates, start_value

_SPEC = importlib.util.spec_from_file_location("en_dates", Path(__file__).parents[2] / "corpus" / "en_dates.py")
assert _SPEC is not None
assert _SPEC.loader is not None
corpus = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(corpus)

REFERENCE = datetime.fromisoformat(corpus.REFERENCE)


def found(text: str):
    return find_dates(text, reference=REFERENCE, zone=corpus.ZONE, language="en")


def pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(phrase, value) for value, phrases in table.items() for phrase in phrases]


@pytest.mark.parametrize(("phrase", "expected"), pairs(corpus.DUE))
def test_a_deadline_is_read_as_expected(phrase: str, expected: str) -> None:
    values = [due_value(when, reference=REFERENCE) for when in found(phrase)]
    assert [value.isoformat() for value in values if value is not None][:1] == [expected]


@pytest.mark.parametrize(("phrase", "expected"), pairs(corpus.START))
def test_a_start_is_read_as_expected(phrase: str, expected: str) -> None:
    values = [start_value(when, reference=REFERENCE) for when in found(phrase)]
    assert [value.isoformat() for value in values if value is not None][:1] == [expected]


@pytest.mark.parametrize(("phrase", "expected"), pairs(corpus.LATENT))
def test_a_short_answer_is_a_date_only_when_asked_for(phrase: str, expected: str) -> None:
    asked = find_dates(phrase, reference=REFERENCE, zone=corpus.ZONE, language="en", latent=True)
    assert [due_value(when, reference=REFERENCE).isoformat() for when in asked] == [expected]
    assert found(phrase) == ()


@pytest.mark.parametrize(("phrase", "rule"), pairs(corpus.REPEATED))
def test_a_repetition_becomes_a_rule(phrase: str, rule: str) -> None:
    assert [when.rrule for when in found(phrase)] == [rule]


@pytest.mark.parametrize(("sentence", "expected"), pairs(corpus.SENTENCES))
def test_a_deadline_is_found_in_a_sentence(sentence: str, expected: str) -> None:
    values = [due_value(when, reference=REFERENCE) for when in found(sentence)]
    assert [value.isoformat() for value in values if value is not None] == [expected]


@pytest.mark.parametrize(("phrase", "expected"), pairs(corpus.FIRSTS))
def test_a_repetition_knows_its_first_occurrence(phrase: str, expected: str) -> None:
    (when,) = found(phrase)
    assert start_value(when, reference=REFERENCE).isoformat() == expected


@pytest.mark.parametrize("phrase", corpus.NO_END)
def test_words_without_a_latest_day_set_none(phrase: str) -> None:
    assert [due_value(when, reference=REFERENCE) for when in found(phrase)] == [None]


@pytest.mark.parametrize("text", corpus.NOTHING)
def test_what_is_no_date_gives_nothing(text: str) -> None:
    assert [when.phrase for when in found(text) if when.start or when.end or when.rrule] == []
