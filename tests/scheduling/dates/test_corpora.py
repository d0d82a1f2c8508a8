"""Every phrase of a language's corpus is understood as written there, alone and inside a sentence."""

import importlib.util
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from models.when import When
from scheduling.dates import due_value, find_dates, start_value


def load_corpus(language: str) -> ModuleType:
    name = f"{language}_dates"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[2] / "corpus" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    return corpus


CORPORA = {language: load_corpus(language) for language in ("vi", "en")}


def rows(table: str) -> list[tuple[str, str, str]]:
    """Language, phrase and expected value of every phrase in ``table`` of each corpus."""
    return [
        (language, phrase, value)
        for language, corpus in CORPORA.items()
        for value, phrases in getattr(corpus, table).items()
        for phrase in phrases
    ]


def lines(table: str) -> list[tuple[str, str]]:
    return [(language, text) for language, corpus in CORPORA.items() for text in getattr(corpus, table)]


def reference(language: str) -> datetime:
    return datetime.fromisoformat(CORPORA[language].REFERENCE)


def found(language: str, text: str, *, latent: bool = False) -> tuple[When, ...]:
    zone = CORPORA[language].ZONE
    return find_dates(text, reference=reference(language), zone=zone, language=language, latent=latent)


def due_values(language: str, text: str, *, latent: bool = False) -> list[str | None]:
    values = [due_value(when, reference=reference(language)) for when in found(language, text, latent=latent)]
    return [None if value is None else value.isoformat() for value in values]


@pytest.mark.parametrize(("language", "phrase", "expected"), rows("DUE"))
def test_a_deadline_is_read_as_expected(language: str, phrase: str, expected: str) -> None:
    assert [value for value in due_values(language, phrase) if value is not None][:1] == [expected]


@pytest.mark.parametrize(("language", "phrase", "expected"), rows("START"))
def test_a_start_is_read_as_expected(language: str, phrase: str, expected: str) -> None:
    values = [start_value(when, reference=reference(language)) for when in found(language, phrase)]
    assert [value.isoformat() for value in values if value is not None][:1] == [expected]


@pytest.mark.parametrize(("language", "phrase", "expected"), rows("LATENT"))
def test_a_short_answer_is_a_date_only_when_asked_for(language: str, phrase: str, expected: str) -> None:
    assert due_values(language, phrase, latent=True) == [expected]
    assert found(language, phrase) == ()


@pytest.mark.parametrize(("language", "phrase", "rule"), rows("REPEATED"))
def test_a_repetition_becomes_a_rule(language: str, phrase: str, rule: str) -> None:
    assert [when.rrule for when in found(language, phrase)] == [rule]


@pytest.mark.parametrize(("language", "sentence", "expected"), rows("SENTENCES"))
def test_a_deadline_is_found_in_a_sentence(language: str, sentence: str, expected: str) -> None:
    assert [value for value in due_values(language, sentence) if value is not None] == [expected]


@pytest.mark.parametrize(("language", "phrase", "expected"), rows("FIRSTS"))
def test_a_repetition_knows_its_first_occurrence(language: str, phrase: str, expected: str) -> None:
    (when,) = found(language, phrase)
    first = start_value(when, reference=reference(language))
    assert first is not None
    assert first.isoformat() == expected


@pytest.mark.parametrize(("language", "phrase"), lines("NO_END"))
def test_words_without_a_latest_day_set_none(language: str, phrase: str) -> None:
    assert due_values(language, phrase) == [None]


@pytest.mark.parametrize(("language", "text"), lines("NOTHING"))
def test_what_is_no_date_gives_nothing(language: str, text: str) -> None:
    assert [when.phrase for when in found(language, text) if when.start or when.end or when.rrule] == []
