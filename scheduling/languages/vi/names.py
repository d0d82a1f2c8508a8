"""Streets, schools, hospitals called after a day: đường Ba Tháng Hai, Bệnh viện 19-8, Trường Mầm non 19/5."""

from scheduling.languages.grammar import Sentence
from scheduling.languages.vi.numbers import UNITS, word

_PLACES = frozenset(
    ["đường", "phố", "lộ", "cầu", "hẻm", "rạp", "đoàn", "quảng_trường", "công_viên",
     "ngã_tư", "ngã_ba", "bệnh_viện", "nhà_máy", "xí_nghiệp"]
)  # fmt: skip
"""Last words of what bears a day as its name even in small letters."""
_HOUSES = frozenset(
    ["trường", "viện", "non", "giáo", "học", "sở", "máy", "nghiệp", "ty", "chợ", "hát", "hóa", "hoá", "động", "xã",
     "viên", "khu", "làng", "cảng", "mỏ", "xưởng", "sạn", "đội", "bến", "xe", "trại", "trấn"]
)  # fmt: skip
"""Last words of what may bear a commemorative day as its name, when it is written with a capital."""
_COMMEMORATED = frozenset(
    [(3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (15, 5), (19, 5), (1, 6), (21, 6), (27, 7), (19, 8),
     (2, 9), (23, 9), (10, 10), (20, 10), (9, 11), (18, 11), (20, 11), (19, 12), (22, 12), (12, 9), (20, 7), (24, 3)]
)  # fmt: skip
_NOT_OF_NAMES = frozenset(["ngày", "vào", "lúc", "tại", "ở", "trước", "từ", "đến", "hôm", "là", "họp", "dự"])


def is_name(sentence: Sentence, begin: int, stop: int) -> bool:
    """True when tokens ``[begin, stop)`` (a day and month, or that month alone) end the name of a place or body."""
    if begin and stop - begin == 2 and sentence.tokens[begin].word == "tháng":
        begin -= 1
    pair = _day_and_month(sentence, begin, stop)
    if pair is None or begin == 0:
        return False
    tokens = sentence.tokens
    before = tokens[begin - 1].word
    two = f"{tokens[begin - 2].word}_{before}" if begin > 1 else before
    if before in _PLACES or two in _PLACES:
        return True
    if pair not in _COMMEMORATED or before not in _HOUSES:
        return False
    for token in reversed(tokens[max(0, begin - 4) : begin]):
        if token.word in _NOT_OF_NAMES or not token.is_word:
            return False
        if token.capital:
            return True
    return False


def _day_and_month(sentence: Sentence, begin: int, stop: int) -> tuple[int, int] | None:
    """ "19 tháng 5", "ba tháng hai", "19-8", "3/2", and nothing more."""
    tokens = sentence.tokens
    if stop - begin != 3 or tokens[begin + 1].word not in ("tháng", "/", "-", "."):
        return None
    day, month = (_number(sentence, at) for at in (begin, begin + 2))
    return None if day is None or month is None else (day, month)


def _number(sentence: Sentence, at: int) -> int | None:
    token = sentence.tokens[at]
    return int(token.word) if token.is_number and len(token.word) <= 2 else word(sentence, at, UNITS)
