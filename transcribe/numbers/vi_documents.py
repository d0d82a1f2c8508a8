"""Numbers of official papers, dictated: số hai mươi lăm xuyệt hai không hai lăm xuyệt nờ đê gạch cê pê."""

from transcribe.numbers.stretch import Reading, Stretch
from transcribe.numbers.vi_values import bare_digits, longest_value, read_year

LETTERS = {
    "a": "A", "bê": "B", "bờ": "B", "xê": "C", "cê": "C", "cờ": "C", "dê": "D", "dờ": "D", "đê": "Đ", "đờ": "Đ",
    "e": "E", "gờ": "G", "giê": "G", "hát": "H", "hờ": "H", "i": "I", "ca": "K", "ka": "K", "lờ": "L", "mờ": "M",
    "em": "M", "nờ": "N", "en": "N", "o": "O", "ô": "Ô", "pê": "P", "pờ": "P", "quy": "Q", "cu": "Q", "quờ": "Q",
    "rờ": "R", "sờ": "S", "ét": "S", "tê": "T", "tờ": "T", "u": "U", "ư": "Ư", "vê": "V", "vờ": "V", "ích": "X",
    "xờ": "X", "y": "Y",
}  # fmt: skip
SLASHES = (("gạch", "chéo"), ("xuyệt",), ("xuyệc",), ("xẹt",), ("sẹc",), ("xẹc",), ("trên",))
DASHES = (("gạch", "ngang"), ("gạch", "nối"), ("gạch",))
LONGEST_NUMBER = 99_999
LEAST_LETTERS = 2
"""Of a sign (NĐ, QĐ, UBND) said letter by letter."""


def document_number(stretch: Stretch, at: int) -> Reading | None:
    """After "số": a number, a stroke, and the signs of who issued it; written as one word."""
    if stretch.word(at - 1) != "số":
        return None
    figures, stop = _figures(stretch, at)
    written, signs = figures, False
    while figures:
        slash = _stroke(stretch, stop, SLASHES)
        dash = _stroke(stretch, stop, DASHES) if signs else 0
        if not slash and not dash:
            break
        part, end = _letters(stretch, stop + (slash or dash))
        is_sign = bool(part)
        if not is_sign and slash:
            part, end = _year_or_number(stretch, stop + slash)
        if not part:
            break
        written += ("/" if slash else "-") + part
        stop, signs = end, signs or is_sign
    return ((written, stop - at),) if "/" in written else None


def _figures(stretch: Stretch, at: int) -> tuple[str, int]:
    """Said as one number, or figure by figure."""
    value = longest_value(stretch, at, LONGEST_NUMBER)
    digits = bare_digits(stretch, at)
    if value is not None and value.stop - at >= len(digits):
        return str(value.number), value.stop
    return digits, at + len(digits)


def _year_or_number(stretch: Stretch, at: int) -> tuple[str, int]:
    year = read_year(stretch, at)
    return (str(year.number), year.stop) if year is not None else _figures(stretch, at)


def _letters(stretch: Stretch, at: int) -> tuple[str, int]:
    """Letters by their names, or a sign that the recogniser already wrote in capitals."""
    stop = at
    while stretch.word(stop) in LETTERS:
        stop += 1
    letters = "".join(LETTERS[word] for word in stretch.words[at:stop])
    return (letters, stop) if len(letters) >= LEAST_LETTERS else ("", at)


def _stroke(stretch: Stretch, at: int, names: tuple[tuple[str, ...], ...]) -> int:
    """How many words of a stroke's name stand here."""
    return next((len(name) for name in names if stretch.says(at, *name)), 0)
