"""Which syllables stand together as a word."""

import unicodedata

import pytest

from transcribe.lexicon import joined_syllables


def divided(text: str) -> str:
    """Words with their syllables joined by ``_``."""
    texts = text.split()
    parts = (("_" if joined else " ") + each for each, joined in zip(texts, joined_syllables(texts), strict=True))
    return "".join(parts).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hội nghị bàn về nhiệm vụ", "hội_nghị bàn về nhiệm_vụ"),
        ("tỉnh hội nghị", "tỉnh_hội_nghị"),
        ("công nghệ thông tin", "công_nghệ_thông_tin"),
        ("uỷ ban và ủy ban", "uỷ_ban và ủy_ban"),
        ("mời anh Trần Văn Nam nói", "mời anh Trần_Văn_Nam nói"),
        ("xa xa có nhà", "xa_xa có nhà"),
        ("hội, nghị", "hội, nghị"),
        ("send the report to HR", "send the report to HR"),
        ("", ""),
    ],
)
def test_a_text_is_divided_into_the_fewest_words(text: str, expected: str) -> None:
    assert divided(text) == expected


def test_a_decomposed_text_is_divided_like_a_composed_one() -> None:
    assert joined_syllables(unicodedata.normalize("NFD", "hội nghị").split()) == (False, True)
