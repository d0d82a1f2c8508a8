"""Whether figures and words stand free, or were cut out of something longer: 12/QĐ, 1.15/8, 8.500, 5%."""

from scheduling.languages.text import Token

_JOINING = frozenset("/-.,:–_@#")
_TYING = frozenset("/_@")


def stands_alone(tokens: tuple[Token, ...], begin: int, stop: int) -> bool:
    """True when neither side of tokens ``[begin, stop)`` is glued to more of the same."""
    return _free_before(tokens, begin) and _free_after(tokens, stop)


def _free_before(tokens: tuple[Token, ...], begin: int) -> bool:
    first = tokens[begin]
    if not first.glued or begin == 0:
        return True
    before = tokens[begin - 1]
    if before.is_number or before.is_word or before.word in "$€£#_+":
        return False
    if before.word not in _JOINING or not before.glued or begin < 2:
        return True
    tied = first.is_number or before.word in _TYING
    return not (tied and (tokens[begin - 2].is_number or tokens[begin - 2].is_word))


def _free_after(tokens: tuple[Token, ...], stop: int) -> bool:
    if stop == len(tokens):
        return True
    after = tokens[stop]
    if not after.glued:
        return after.word != "%"
    if after.is_number or after.is_word or after.word in "%_°":
        return False
    if after.word not in _JOINING or stop + 1 == len(tokens) or not tokens[stop + 1].glued:
        return True
    following = tokens[stop + 1]
    tied = after.word in _TYING or after.word == "-"
    return not (following.is_number or (following.is_word and tied and tokens[stop - 1].is_number))
