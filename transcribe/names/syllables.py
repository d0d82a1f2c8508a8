"""A Vietnamese syllable as onset, rime and tone, and how far apart two of them sound.

The distances are those of ears and recognisers, not of spelling: spellings of one sound (d, gi; c, k, q; i, y) are
equal, sounds that dialects or poor microphones do not keep apart (s/x, ch/tr, l/n, n/ng, hỏi/ngã) are near.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
LEVEL = "ngang"
_SYLLABLE = re.compile(
    r"(ngh|ng|gh|gi|kh|nh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"([aăâeêioôơuưy]{1,3})(ch|ng|nh|[cmnpt])?"
)
_ONSET_SOUNDS = {"k": "c", "qu": "cu", "gh": "g", "ngh": "ng", "gi": "d"}
_ALIKE = {
    "onset": {
        0.10: ("s x", "ch tr"),
        0.15: ("d r", "l n", "d v"),
        0.25: ("b p", "c kh", "c g", "t th", "h kh"),
        0.35: ("t đ", "đ l", "m n", "ph v", "b v", "m b", "r l", "ch d", "nh n", "nh d", "t ch", "th ch"),
    },
    "coda": {0.10: ("n nh", "n ng", "t c", "t ch"), 0.15: ("ng nh", "c ch"), 0.25: ("m n", "p t", "m ng", "p c")},
    "vowel": {
        0.10: ("i iê", "u uô", "ư ươ", "iu iêu", "ưu iêu", "ui uôi", "ưi ươi", "ai ay", "ao au", "ay ây", "ưu ươu"),
        0.15: (
            "ă a",
            "â ă",
            "â ơ",
            "ô o",
            "ê e",
            "ê i",
            "ô u",
            "ơ ư",
            "ôi ơi",
            "oi ôi",
            "âu au",
            "a wa",
            "iê ê",
            "i wi",
            "iê wiê",
        ),
    },
    "tone": {0.05: ("hỏi ngã",), 0.12: ("ngang huyền", "nặng huyền", "sắc ngã", "hỏi nặng", "ngang sắc")},
}
_OTHERWISE = {"onset": 0.7, "coda": 0.5, "vowel": 0.5, "tone": 0.2}
FARTHEST = 1.0


@dataclass(frozen=True, slots=True)
class Syllable:
    """``onset`` and ``coda`` may be empty; equal sounds have equal letters, however they are spelt."""

    onset: str
    vowel: str
    coda: str
    tone: str


@lru_cache(maxsize=4096)
def syllable_of(text: str) -> Syllable | None:
    """None where ``text`` is no Vietnamese syllable."""
    tone = LEVEL
    letters = ""
    for letter in unicodedata.normalize("NFD", text.lower()):
        if letter in _TONES:
            tone = _TONES[letter]
        else:
            letters += letter
    letters = unicodedata.normalize("NFC", letters)
    if re.fullmatch(r"gi(ch|ng|nh|[cmnpt])?", letters):
        letters = "d" + letters[1:]
    match = _SYLLABLE.fullmatch(letters)
    if match is None:
        return None
    onset, vowel = _ONSET_SOUNDS.get(match[1] or "", match[1] or ""), match[2]
    if onset == "cu":
        onset, vowel = "c", f"w{vowel}"
    return Syllable(onset, _vowel_sound(vowel), match[3] or "", tone)


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> float:
    """0 for the same sound, 1 for any two that nobody takes for one another.

    Words that are no Vietnamese syllables are compared by their letters.
    """
    first, second = syllable_of(one), syllable_of(other)
    if first is None or second is None:
        return _by_letters(one.lower(), other.lower())
    parts = (
        _apart("onset", first.onset, second.onset),
        _apart("vowel", first.vowel, second.vowel),
        _apart("coda", first.coda, second.coda),
        _apart("tone", first.tone, second.tone),
    )
    return min(FARTHEST, sum(parts))


def _vowel_sound(vowel: str) -> str:
    """One letter for the glide that is spelt o or u (hoa, quả, thúy), and i for the y that is no glide (quý, quí)."""
    vowel = re.sub(r"^(o(?=[aăe])|u(?=[âêơy]))", "w", vowel)
    return re.sub(r"^(w?)y", r"\1i", vowel)


def _apart(part: str, one: str, other: str) -> float:
    if one == other:
        return 0.0
    for cost, pairs in _ALIKE[part].items():
        if f"{one} {other}" in pairs or f"{other} {one}" in pairs:
            return cost
    return _OTHERWISE[part]


def _by_letters(one: str, other: str) -> float:
    """Edits over the letters of the longer word; any edit in a short word makes it another word."""
    from transcribe.score import edit_distance

    longest = max(len(one), len(other))
    edits = edit_distance(one, other)
    if not edits:
        return 0.0
    return FARTHEST if longest < 5 else min(FARTHEST, 1.5 * edits / longest)
