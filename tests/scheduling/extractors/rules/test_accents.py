"""Vietnamese without diacritics gets them back."""

import unicodedata
from collections.abc import Callable

import pytest

from models.directory import Person
from models.findings import ActionItem, Findings
from scheduling.extractors.rules.accents import is_bare, load_accents
from scheduling.extractors.rules.text import fold

PEOPLE = (Person("Đàm Quốc Tuấn", "Tổ trưởng", "Tổ Kỹ thuật"), Person("Kha Bích Thủy", "Kế toán", "Tổ Hành chính"))
MEETING = (
    ("Kha Bích Thủy", "Chào các anh chị, hôm nay mình họp về cái máy bơm."),
    ("Kha Bích Thủy", "Anh Tuấn báo cáo đi."),
    ("Đàm Quốc Tuấn", "Dạ máy bơm hư tuần trước, em đã gọi thợ."),
    ("Kha Bích Thủy", "Anh Tuấn gửi báo giá cho tôi trước thứ sáu nhé."),
    ("Đàm Quốc Tuấn", "Dạ được, em gửi chị."),
)


def bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    "written",
    [
        "chúng ta thống nhất phương án này",
        "Báo cáo kết quả, anh gửi trước thứ sáu nhé!",
        "Họp giao ban lúc 8 giờ 30",
    ],
)
def test_common_words_come_back_letter_for_letter(written: str) -> None:
    restored = load_accents().restore(bare(written))
    assert restored == written


def test_whatever_comes_back_folds_to_what_was_written() -> None:
    written = "Xyzzy 12/3, TO TRUONG noi: qwerty\n(khong ro)"
    restored = load_accents().restore(written)
    assert (len(restored), fold(restored)) == (len(written), fold(written))


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        ("Anh Tuan gui bao gia cho toi truoc thu sau nhe, da duoc em gui chi", True),
        ("Anh Tuấn gửi báo giá cho tôi trước thứ sáu nhé, dạ được em gửi chị", False),
        ("We will send the figures to the board before Friday, is that all right with you all", False),
        ("bao gia", False),
    ],
)
def test_only_vietnamese_without_any_diacritics_is_bare(said: str, is_so: bool) -> None:
    assert is_bare([said]) is is_so


def test_the_same_is_found_without_diacritics_and_quoted_as_it_was_written(
    converse: Callable[..., Findings],
) -> None:
    written = converse(*MEETING, people=PEOPLE)
    plain = converse(*((speaker, bare(said)) for speaker, said in MEETING), people=PEOPLE)
    (task,), (bare_task,) = ([i for i in f.items if isinstance(i, ActionItem)] for f in (written, plain))
    assert bare_task.owners == task.owners
    assert "báo giá" in bare_task.text
    assert bare_task.due is not None
    assert task.due is not None
    assert bare_task.due.value == task.due.value
    assert [e.quote for e in bare_task.evidence] == [bare(e.quote) for e in task.evidence]
