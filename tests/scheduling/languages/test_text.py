import unicodedata

from scheduling.languages.text import fold, tokenise


def test_words_figures_and_marks_keep_their_places() -> None:
    text = "Họp 14h30, thứ Sáu (22/5)."
    tokens = tokenise(text)
    assert [token.word for token in tokens] == [
        "họp",
        "14",
        "h",
        "30",
        ",",
        "thứ",
        "sáu",
        "(",
        "22",
        "/",
        "5",
        ")",
        ".",
    ]
    assert [text[token.begin : token.stop].lower() for token in tokens] == [token.word for token in tokens]
    assert [token.glued for token in tokens[:4]] == [False, False, True, True]


def test_decomposed_letters_are_one_word_with_offsets_into_the_given_text() -> None:
    text = unicodedata.normalize("NFD", "thứ bảy")
    tokens = tokenise(text)
    assert [token.word for token in tokens] == ["thứ", "bảy"]
    assert unicodedata.normalize("NFC", text[tokens[1].begin : tokens[1].stop]) == "bảy"


def test_a_new_line_of_a_table_is_a_mark_and_a_wrapped_line_is_not() -> None:
    assert [token.word for token in tokenise("17/4\nThứ Bảy")][3] == "\n"
    assert "\n" not in [token.word for token in tokenise("ngày 15\ntháng 4")]


def test_folding_takes_every_diacritic_away() -> None:
    assert fold("Thứ Sáu, Đà Nẵng") == "thu sau, da nang"
