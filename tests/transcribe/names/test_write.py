"""Who wins between what was heard and a name that sounds like it."""

import pytest

from models.directory import Person
from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word
from transcribe.names import Term, glossary_term, hotwords, person_terms, write_names

PEOPLE = (
    Person("Nguyễn Văn Sơn"),
    Person("Trần Thị Ngọc Lan"),
    Person("Lê Văn Hóa"),
    Person("Phạm Quốc Trung"),
    Person("Đỗ Giang"),
    Person("Nguyễn Thị Hòa Bình", aliases=("Helen",)),
)
TERMS = (
    *person_terms(PEOPLE),
    glossary_term("UBND", ["ủy ban nhân dân"]),
    glossary_term("Zalo"),
    glossary_term("Sở Tài nguyên và Môi trường"),
)


def heard(text: str, probability: float | None = 0.6) -> Transcript:
    words = tuple(
        Word(each, TimeSpan(1000 * at, 1000 * at + 800), probability) for at, each in enumerate(text.split())
    )
    return Transcript((Segment(words, "vi"),), "vi", 60_000)


def rewritten(text: str, probability: float | None = 0.6, terms: tuple[Term, ...] = TERMS) -> str:
    return write_names(heard(text, probability), terms).segments[0].text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("mời anh Nguyễn Văn Xơn phát biểu", "mời anh Nguyễn Văn Sơn phát biểu"),
        ("mời anh nguyển văn sơn, phát biểu", "mời anh Nguyễn Văn Sơn, phát biểu"),
        ("Chần Thị Ngọc Lan báo cáo", "Trần Thị Ngọc Lan báo cáo"),
        ("chị Trần Thị Ngọc Lang.", "chị Trần Thị Ngọc Lan."),
        ("giao Phạm Quốc Chung chủ trì", "giao Phạm Quốc Trung chủ trì"),
        ("nguyễn văn sơn báo cáo", "Nguyễn Văn Sơn báo cáo"),
        ("đồng chí Đổ Dang", "đồng chí Đỗ Giang"),
        ("anh Xơn làm", "anh Sơn làm"),
        ("u bê en dê tỉnh", "UBND tỉnh"),
        ("U.B.N.D. tỉnh và ubnd huyện", "UBND. tỉnh và UBND huyện"),
        ("ủy ban nhân dân tỉnh", "UBND tỉnh"),
        ("uỷ ban nhân giân tỉnh", "UBND tỉnh"),
        ("gửi qua zalo nhé", "gửi qua Zalo nhé"),
        ("sở tài nguyên và môi chường", "Sở Tài nguyên và Môi trường"),
    ],
)
def test_a_name_near_in_sound_is_written_right(said: str, expected: str) -> None:
    assert rewritten(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "đưa lên văn hóa đọc của tỉnh",
        "giữ gìn hòa bình và ổn định",
        "hoa lan nở, sơn tường, trung tâm",
        "anh Minh và chị Hương",
        "anh Nguyễn Văn Sinh",
        "Trần Văn Lợi, Lê Thị Hoài",
        "em năm nay ba mươi tuổi",
        "Nguyễn Văn, Sơn La",
        "ủy ban, nhân dân",
        "sở tài chính và môi trường",
        "July June Heron",
    ],
)
def test_what_is_another_word_stays(said: str) -> None:
    assert rewritten(said) == said


def test_a_given_name_that_the_recogniser_is_sure_of_stays() -> None:
    assert rewritten("anh Xơn làm", probability=0.9) == "anh Xơn làm"
    assert rewritten("anh Xơn làm", probability=None) == "anh Xơn làm"


def test_between_two_names_about_as_near_nobody_wins() -> None:
    people = person_terms([Person("Trần Văn Sang"), Person("Trần Văn Sanh")])
    assert rewritten("anh Trần Văn San nói", terms=people) == "anh Trần Văn San nói"
    assert rewritten("anh Chần Văn Sanh nói", terms=people) == "anh Trần Văn Sanh nói"


def test_a_name_on_the_list_is_never_taken_for_another_on_it() -> None:
    people = person_terms([Person("Lê Quốc Trung"), Person("Lê Quốc Chung")])
    for name in ("Lê Quốc Trung", "Lê Quốc Chung"):
        assert rewritten(f"mời {name} nói", terms=people) == f"mời {name} nói"
    for given in ("Trung", "Chung"):
        assert rewritten(f"anh {given} nói", terms=people) == f"anh {given} nói"


def test_what_was_heard_is_kept_with_its_time() -> None:
    words = write_names(heard("gửi u bê en dê tỉnh"), TERMS).words
    assert [(word.text, word.heard, word.span.start_ms, word.span.end_ms) for word in words] == [
        ("gửi", None, 0, 800),
        ("UBND", "u bê en dê", 1000, 4800),
        ("tỉnh", None, 5000, 5800),
    ]
    assert [word.as_heard for word in write_names(heard("anh Nguyễn Văn Xơn"), TERMS).words] == [
        "anh",
        "Nguyễn",
        "Văn",
        "Xơn",
    ]


def test_more_may_be_written_than_was_heard() -> None:
    terms = (glossary_term("Ủy ban nhân dân", ["ubnd"]),)
    words = write_names(heard("gửi UBND, nhé"), terms).words
    assert [(word.text, word.as_heard) for word in words] == [
        ("gửi", "gửi"),
        ("Ủy ban nhân dân,", "UBND,"),
        ("nhé", "nhé"),
    ]


def test_without_terms_nothing_changes() -> None:
    transcript = heard("anh Xơn")
    assert write_names(transcript, ()) is transcript


def test_full_names_and_glossary_are_offered_as_hotwords() -> None:
    assert hotwords(TERMS)[:2] == ("Nguyễn Văn Sơn", "Trần Thị Ngọc Lan")
    assert {"UBND", "Zalo"} <= set(hotwords(TERMS))
    assert "Sơn" not in hotwords(TERMS)


CONFUSIONS = (
    ("Tr", "Ch"), ("S", "X"), ("Gi", "D"), ("L", "N"), ("ễ", "ể"), ("ỗ", "ổ"), ("an", "ang"), ("inh", "in"),
    ("ạ", "à"),
)  # fmt: skip
ROSTER = (
    "Trần Minh Giang",
    "Lê Thị Sinh",
    "Nguyễn Lan Anh",
    "Đỗ Xuân Sang",
    "Phạm Trọng Giáp",
    "Trịnh Ngọc Linh",
    "Hoàng Đình Sang",
    "Vũ Thị Lạng",
)


def test_single_confusions_of_a_full_name_are_mended_and_hardly_ever_to_another() -> None:
    terms = person_terms(Person(name) for name in ROSTER)
    tried = mended = wrong = 0
    for name in ROSTER:
        for right, heard_as in CONFUSIONS:
            if right in name:
                tried += 1
                told = rewritten(f"Kính mời {name.replace(right, heard_as, 1)} có ý kiến", terms=terms)
                mended += told == f"Kính mời {name} có ý kiến"
                wrong += any(other in told for other in ROSTER if other != name)
    assert tried > 20
    assert wrong == 0
    assert mended >= 0.9 * tried
