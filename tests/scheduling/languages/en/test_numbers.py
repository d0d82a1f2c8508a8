import pytest

from scheduling.languages.en import english
from scheduling.languages.en.numbers import read_cardinal, read_ordinal, read_year
from scheduling.languages.text import tokenise


def readings(read, text: str) -> set[object]:
    sentence = english().sentence(tokenise(text), {})
    return {found.value for found in read(sentence, 0) if found.stop == len(sentence.tokens)}


@pytest.mark.parametrize(("said", "value"), [("nine", 9), ("twenty five", 25), ("thirty-one", 31), ("12", 12)])
def test_cardinals(said: str, value: int) -> None:
    assert readings(read_cardinal, said) == {value}


@pytest.mark.parametrize(("said", "value"), [("first", 1), ("22nd", 22), ("twenty-first", 21), ("thirtieth", 30)])
def test_ordinals(said: str, value: int) -> None:
    assert readings(read_ordinal, said) == {value}


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2026", 2026),
        ("twenty twenty six", 2026),
        ("two thousand and five", 2005),
        ("nineteen hundred ninety three", 1993),
    ],
)
def test_years(said: str, year: int) -> None:
    assert year in readings(read_year, said)
