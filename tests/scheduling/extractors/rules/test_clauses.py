"""Sentences as they were meant, whatever marks stand between them."""

import pytest

from scheduling.extractors.rules.clauses import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "The roof is dry again, Maria, can you call the insurer by Monday?",
            ["The roof is dry again,", "Maria, can you call the insurer by Monday?"],
        ),
        (
            "The plumber was here this morning, I will send you the bill tomorrow.",
            ["The plumber was here this morning,", "I will send you the bill tomorrow."],
        ),
        ("We close at noon, Peter. Please lock the door.", ["We close at noon,", "Peter. Please lock the door."]),
        ("If the truck is late, we will use the van.", ["If the truck is late, we will use the van."]),
        ("Once you have the keys, please open the hall.", ["Once you have the keys, please open the hall."]),
        ("Yes, I will do it.", ["Yes, I will do it."]),
        ("Dạ xong rồi ạ. Để em gửi lại.", ["Dạ xong rồi ạ.", "Để em gửi lại."]),
        ("Được. Đề nghị anh ký. Ừ.", ["Được.", "Đề nghị anh ký.", "Ừ."]),
        ("Gửi TS. Hạnh xem trước.", ["Gửi TS. Hạnh xem trước."]),
    ],
)
def test_commas_that_stand_for_full_stops_end_a_sentence(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences
