"""Lists of people and terms as offices keep them."""

import pytest

from models.directory import Person
from models.errors import UserError
from transcribe.names import glossary_term, read_glossary, read_people


def test_people_come_one_a_line_with_title_department_and_other_names() -> None:
    text = (
        "# họp giao ban\nNguyễn  Văn Sơn; Trưởng phòng; Phòng Tổng hợp; anh Sơn, Sơn A\n\nTrần Lan\nHelen|Chuyên gia"
    )
    assert read_people(text, "list") == (
        Person("Nguyễn Văn Sơn", "Trưởng phòng", "Phòng Tổng hợp", ("anh Sơn", "Sơn A")),
        Person("Trần Lan"),
        Person("Helen", "Chuyên gia"),
    )


def test_terms_come_with_the_ways_of_saying_them() -> None:
    assert read_glossary("UBND = ủy ban nhân dân\nZalo", "terms") == (
        glossary_term("UBND", ["ủy ban nhân dân"]),
        glossary_term("Zalo"),
    )


@pytest.mark.parametrize("line", ["; Trưởng phòng", "a;b;c;d;e", "x" * 400, "---"])
def test_a_line_that_is_no_person_is_named(line: str) -> None:
    with pytest.raises(UserError) as caught:
        read_people(f"Trần Lan\n{line}", "list.txt")
    assert (caught.value.code, caught.value.arguments["line"]) == ("names.person", 2)


@pytest.mark.parametrize("line", ["= u bê en dê", "UBND = ủy ban, ...", "?"])
def test_a_line_that_is_no_term_is_named(line: str) -> None:
    with pytest.raises(UserError) as caught:
        read_glossary(line, "terms.txt")
    assert (caught.value.code, caught.value.arguments["line"]) == ("names.term", 1)
