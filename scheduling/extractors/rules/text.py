"""Text as the rules read it: NFC, single spaces, a recogniser's commonest misspellings mended."""

import re
import unicodedata
from functools import lru_cache

from scheduling.extractors.rules.lists import word_list

_WORD = re.compile(r"\w+")

_MISHEARD = {
    "dồi": "rồi",
    "dới": "với",
    "dậy": "vậy",
    "dô": "vô",
    "dờ": "giờ",
    "đượt": "được",
    "đựơc": "được",
    "phãi": "phải",
    "chước": "trước",
    "hõi": "hỏi",
    "diệc": "việc",
    "biếc": "biết",
    "hổng": "không",
    "hông": "không",
    "dzậy": "vậy",
    "dzô": "vô",
    "zậy": "vậy",
    "zô": "vô",
    "bao cáo": "báo cáo",
    "nhất chí": "nhất trí",
    "nhứt": "nhất",
    "rứa": "vậy",
    "nớ": "đó",
    "chừ": "giờ",
    "bữa ni": "hôm nay",
    "hôm ni": "hôm nay",
    "tuần ni": "tuần này",
    "tháng ni": "tháng này",
    "quý ni": "quý này",
    "năm ni": "năm nay",
    "ngày ni": "ngày nay",
    "đợt ni": "đợt này",
    "lần ni": "lần này",
    "cái ni": "cái này",
    "khoản ni": "khoản này",
    "chỗ ni": "chỗ này",
    "hoàn thàn": "hoàn thành",
    "dụ này": "vụ này",
    "đồng chí lào": "đồng chí nào",
}
"""Regional and recogniser's spellings of function words → the dictionary's. Names of people are never mended."""

_MISHEARD_PATTERN = re.compile(r"\b(?:" + "|".join(sorted(_MISHEARD, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_STAMMER = re.compile(r"\b(\w+)(?: \1\b)+", re.IGNORECASE)


def tidy(text: str) -> str:
    """NFC with single spaces, stammers said once, misspelt function words mended. Case is kept."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    mended = _MISHEARD_PATTERN.sub(_mend, spaced)
    return _STAMMER.sub(_unstammer, mended)


def lower(text: str) -> str:
    """Lower case with every letter still in its place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without diacritics; đ is d."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def content_words(low: str) -> set[str]:
    """The words that tell what is spoken of."""
    return {word for word in words(low) if len(word) > 1 and word not in word_list("mute_words")}


def _mend(match: re.Match[str]) -> str:
    said = match[0]
    mended = _MISHEARD[said.lower()]
    if said.isupper() and len(said) > 1:
        return mended.upper()
    return mended[0].upper() + mended[1:] if said[0].isupper() else mended


def _unstammer(match: re.Match[str]) -> str:
    return match[0] if match[1].lower() in word_list("kept_twice") or match[1].isdigit() else match[1]
