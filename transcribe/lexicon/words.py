"""Syllables to words: the division of a text into the fewest words of the lexicon.

A statistical segmenter is a little better at words and needs a compiled library; where a line may break only the
inside of words counts, and the fewest-words division of a lexicon of 25 000 words (a form of maximum matching)
answers that well (docs/decisions/0016).
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
LONGEST_WORD = 4
"""Syllables."""


def joined_syllables(texts: Sequence[str]) -> tuple[bool, ...]:
    """For each text whether it continues the word of the text before it; the first never does.

    Words with marks of punctuation between them are not joined. Besides the lexicon's words these are one: doubled
    syllables (xanh xanh), and names, that is words with capitals one after the other.
    """
    plain = [_plain(text) for text in texts]
    cut = [index > 0 and _is_cut(texts[index - 1], texts[index]) for index in range(len(texts))]
    lexical = _fewest_words(plain, cut)
    return tuple(
        index > 0 and not cut[index] and (lexical[index] or _is_one(texts, plain, index))
        for index in range(len(texts))
    )


def _fewest_words(plain: Sequence[str], cut: Sequence[bool]) -> list[bool]:
    """Whether each syllable continues a word in some division with the fewest words.

    Where two are as short ("tỉnh hội | nghị", "tỉnh | hội nghị") either may be meant, so no syllable of both is free.
    """
    count = len(plain)
    words = [(at, at + size) for at in range(count) for size in _sizes(plain, cut, at)]
    before = [0] + [count] * count
    for at, stop in words:
        before[stop] = min(before[stop], before[at] + 1)
    after = [count] * count + [0]
    for at, stop in reversed(words):
        after[at] = min(after[at], after[stop] + 1)
    continues = [False] * count
    for at, stop in words:
        if before[at] + 1 + after[stop] == before[count]:
            continues[at + 1 : stop] = [True] * (stop - at - 1)
    return continues


def _sizes(plain: Sequence[str], cut: Sequence[bool], at: int) -> Iterator[int]:
    """How many syllables the words that begin at ``at`` have; any syllable is a word of its own."""
    yield 1
    known = _lexicon().get(plain[at], frozenset())
    for stop in range(at + 2, min(at + LONGEST_WORD, len(plain)) + 1):
        if not known or cut[stop - 1]:
            return
        if " ".join(plain[at + 1 : stop]) in known:
            yield stop - at


def _is_one(texts: Sequence[str], plain: Sequence[str], index: int) -> bool:
    doubled = plain[index] == plain[index - 1] and plain[index].isalpha()
    return doubled or (texts[index][:1].isupper() and texts[index - 1][:1].isupper() and index > 1)


def _is_cut(before: str, after: str) -> bool:
    return not before[-1:].isalnum() or not after[:1].isalnum()


def _plain(text: str) -> str:
    """Lower case, no marks around, the tone after the letters: uỷ and ủy are spellings of one syllable."""
    letters = unicodedata.normalize("NFD", text.lower().strip(".,;:!?…\"'“”‘’()[]"))
    return "".join(sorted(letters, key=_TONES.__contains__))


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    """The other syllables of each word, by its first."""
    text = files("transcribe.lexicon").joinpath("vi.txt").read_text(encoding="utf-8")
    lexicon: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        first, rest = line.split("  ", 1)
        others = frozenset(" ".join(map(_plain, word.split())) for word in rest.split("|"))
        lexicon[_plain(first)] = lexicon.get(_plain(first), frozenset()) | others
    return lexicon
