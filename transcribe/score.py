"""Word and character error rate (pure).

Both sides are compared in NFC, lower case, without punctuation; Vietnamese keeps
its diacritics, and since blanks part syllables there, its words are syllables.
"""

import unicodedata
from collections.abc import Sequence


def word_error_rate(reference: str, hypothesis: str) -> float:
    """Edits over the number of reference words; an empty reference has rate 0 or 1."""
    return _rate(comparable(reference).split(), comparable(hypothesis).split())


def character_error_rate(reference: str, hypothesis: str) -> float:
    """The same by characters, blanks left out."""
    return _rate(comparable(reference).replace(" ", ""), comparable(hypothesis).replace(" ", ""))


def comparable(text: str) -> str:
    """NFC, lower case, letters, digits and marks only, single blanks."""
    kept = (
        letter if _spoken(letter) else " " for letter in unicodedata.normalize("NFC", text).lower() if letter != "'"
    )
    return " ".join("".join(kept).split())


def edit_distance(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """Substitutions, insertions and deletions (Levenshtein)."""
    row = list(range(len(hypothesis) + 1))
    for index, wanted in enumerate(reference, start=1):
        diagonal, row[0] = row[0], index
        for column, got in enumerate(hypothesis, start=1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (wanted != got)),
            )
    return row[-1]


def _rate(reference: Sequence[str], hypothesis: Sequence[str]) -> float:
    if not reference:
        return 1.0 if hypothesis else 0.0
    return edit_distance(reference, hypothesis) / len(reference)


def _spoken(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"
