import pytest

from scheduling.languages.text import tokenise
from scheduling.languages.vi import vietnamese
from scheduling.languages.vi.numbers import read_one_number, read_year


def readings(read, text: str) -> set[object]:
    sentence = vietnamese().sentence(tokenise(text), {})
    return {found.value for found in read(sentence, 0) if found.stop == len(sentence.tokens)}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("năm", 5),
        ("mười", 10),
        ("mười lăm", 15),
        ("mười tư", 14),
        ("hai mươi", 20),
        ("hăm mốt", 21),
        ("hăm lăm", 25),
        ("hai lăm", 25),
        ("hai mươi nhăm", 25),
        ("hai mốt", 21),
        ("hai bảy", 27),
        ("ba mươi mốt", 31),
        ("ba mốt", 31),
        ("bốn mươi lăm", 45),
        ("năm lăm", 55),
        ("hai mot", 21),
        ("07", 7),
    ],
)
def test_spoken_numbers(said: str, value: int) -> None:
    assert value in readings(read_one_number, said)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("2026", 2026),
        ("hai nghìn không trăm hai mươi sáu", 2026),
        ("hai ngàn không trăm hai sáu", 2026),
        ("hai nghìn hai mươi sáu", 2026),
        ("hai không hai sáu", 2026),
        ("hai nghìn không trăm lẻ năm", 2005),
        ("một nghìn chín trăm bảy mươi lăm", 1975),
        ("một chín bảy lăm", 1975),
    ],
)
def test_spoken_years(said: str, year: int) -> None:
    assert year in readings(read_year, said)
