"""Names by which people without a list of participants call each other."""

import pytest

from models.conversation import Utterance
from models.span import TimeSpan
from scheduling.extractors.rules.callings import people_called


def called(*texts: str) -> list[str]:
    utterances = [Utterance(f"u{i}", "S1", TimeSpan(i, i + 1), text) for i, text in enumerate(texts)]
    return [person.name for person in people_called(utterances)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hello everyone, my name is Ingrid and I lead this group.", ["Ingrid"]),
        ("Omar, please bring the plans.", ["Omar"]),
        ("Fine. Leila, can you ring the caterer?", ["Leila"]),
        ("Thank you, Bruno.", ["Bruno"]),
        ("This is Yusuf speaking.", ["Yusuf"]),
        ("Monday, please, and Thank you, Everyone.", []),
        ("I met Carla at the station.", []),
        ("Okay, can you start?", []),
    ],
)
def test_names_that_are_called_are_people(text: str, names: list[str]) -> None:
    assert called(text) == names


def test_a_name_said_once_at_the_end_is_not_enough() -> None:
    assert called("We all love the new park, Riverside.") == []
    assert called("I agree, Paolo.", "So it is late, Paolo.") == ["Paolo"]
