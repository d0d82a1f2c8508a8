"""A long meeting in pieces that overlap, so that an order and its acceptance are read together."""

from collections.abc import Sequence

from scheduling.extractors.llm.lines import Line

OVERLAP_LINES = 12
"""Lines of the end of a window that are read again at the beginning of the next."""


def cut_windows(lines: Sequence[Line], characters: int) -> tuple[tuple[Line, ...], ...]:
    """Windows of whole lines, at most ``characters`` long where a single line is not longer.

    Every line stands in at least one window; consecutive windows share up to ``OVERLAP_LINES`` lines, less when those
    would fill half of the window.
    """
    windows: list[tuple[Line, ...]] = []
    begin = 0
    while begin < len(lines):
        end = _fill(lines, begin, characters)
        windows.append(tuple(lines[begin:end]))
        if end == len(lines):
            break
        begin = max(begin + 1, _again_from(lines, begin, end, characters // 2))
    return tuple(windows)


def _fill(lines: Sequence[Line], begin: int, characters: int) -> int:
    end, size = begin, 0
    while end < len(lines) and (end == begin or size + len(lines[end].text) <= characters):
        size += len(lines[end].text)
        end += 1
    return end


def _again_from(lines: Sequence[Line], begin: int, end: int, characters: int) -> int:
    at, size = end, 0
    while at > max(begin, end - OVERLAP_LINES) and size + len(lines[at - 1].text) <= characters:
        at -= 1
        size += len(lines[at].text)
    return at
