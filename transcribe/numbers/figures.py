"""Values as figures: 1.500 and 2,5 in Vietnamese, 1,500 and 2.5 in English."""

from transcribe.numbers.stretch import Piece

VI_SCALES = ((10**9, "tỷ"), (10**6, "triệu"))
MOST_DECIMALS = 100
"""1,25 tỷ is read at a glance; what needs a third decimal is written out."""


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def vi_amount(number: int, scale: int, num_words: int) -> tuple[Piece, ...]:
    """Millions and thousands of millions keep their word where two decimals are enough: 1,2 tỷ; else all figures.

    The word of the scale takes the time of the last word.
    """
    for unit, name in VI_SCALES:
        if scale == unit and num_words > 1 and number * MOST_DECIMALS % unit == 0:
            whole, rest = divmod(number, unit)
            decimals = f",{rest * MOST_DECIMALS // unit:02}".rstrip("0") if rest else ""
            return ((grouped(whole, ".") + decimals, num_words - 1), (name, 1))
    return ((grouped(number, "."), num_words),)
