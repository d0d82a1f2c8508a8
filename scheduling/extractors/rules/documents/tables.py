"""Tables set in plain text: columns under their headings, cells wrapped over lines."""

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["index", "day", "hour", "content", "owner", "support", "due", "place", "people", "other"]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("index", re.compile(r"^(?:stt|tt|số tt|no\.?)$", re.IGNORECASE)),
    ("place", re.compile(r"địa điểm|nơi họp|phòng họp|venue|place|location", re.IGNORECASE)),
    ("support", re.compile(r"phối hợp", re.IGNORECASE)),
    ("people", re.compile(r"thành phần|chủ trì\s*/|người chủ trì|lãnh đạo dự|tham dự|attend", re.IGNORECASE)),
    (
        "due",
        re.compile(
            r"mốc thời gian|thời hạn|hoàn thành|tiến độ|hạn|deadline|due|thời gian (?:thực hiện|xong)", re.IGNORECASE
        ),
    ),
    ("content", re.compile(r"nội dung|công việc|nhiệm vụ|công tác|task|activity|subject", re.IGNORECASE)),
    (
        "owner",
        re.compile(r"chủ trì|đơn vị|thực hiện|phụ trách|phân công|trách nhiệm|owner|responsible", re.IGNORECASE),
    ),
    ("day", re.compile(r"^(?:thứ|ngày|thứ,? ?ngày|ngày,? ?thứ|thứ/ngày|buổi/ngày|day|date)", re.IGNORECASE)),
    ("hour", re.compile(r"^(?:giờ|buổi|thời gian|time|hour)", re.IGNORECASE)),
)


_WEEKDAY = re.compile(r"(?:thứ|chủ nhật|cn|t[2-7]|mon|tue|wed|thu|fri|sat|sun)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: its cells by role and the numbers of the lines it takes."""

    cells: dict[Role, str]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    roles: tuple[Role, ...]
    rows: tuple[Row, ...]
    lines: frozenset[int]

    @property
    def is_schedule(self) -> bool:
        return "hour" in self.roles or "day" in self.roles


def find_tables(lines: tuple[tuple[int, str], ...]) -> list[Table]:
    found: list[Table] = []
    index = 0
    while index < len(lines):
        heads = _heads(lines[index][1])
        if heads is None:
            index += 1
            continue
        end = index + 1
        while end < len(lines) and (lines[end][1].strip() or _goes_on(lines, end, "|" in lines[index][1])):
            end += 1
        head = lines[index][1]
        found.append(
            _table(heads, lines[index][0], lines[index + 1 : end], "|" in head, head.lstrip().startswith("|"))
        )
        index = end
    return found


def _goes_on(lines: tuple[tuple[int, str], ...], at: int, piped: bool) -> bool:
    """A blank line within a table: the next one is a row again."""
    following = lines[at + 1][1] if at + 1 < len(lines) else ""
    return "|" in following if piped else len(re.findall(r"\S(?:\S| (?! ))*", following)) >= 3


def _heads(line: str) -> list[tuple[int, Role]] | None:
    pieces = [(m.start(), m[0].strip()) for m in re.finditer(r"[^\s|](?:[^\s|]| (?! )(?=\S))*", line)]
    heads = [(start, _role(text)) for start, text in pieces]
    known = [role for _, role in heads if role != "other"]
    return heads if len(known) >= 3 and "content" in known else None


def _role(text: str) -> Role:
    return next((role for role, pattern in _ROLES if pattern.search(text)), "other")


def _table(
    heads: list[tuple[int, Role]], first: int, lines: tuple[tuple[int, str], ...], piped: bool, framed: bool
) -> Table:
    roles = tuple("due" if role == "hour" and not _scheduled(heads) else role for _, role in heads)
    starts = [start for start, _ in heads]
    rows: list[tuple[dict[Role, str], list[int]]] = []
    for number, line in lines:
        cells = _cells(line, starts, piped, framed)
        named = {role: cell for role, cell in zip(roles, cells, strict=True) if cell}
        if _opens(named, roles) or not rows:
            rows.append(({}, []))
        row, numbers = rows[-1]
        for role, cell in named.items():
            row[role] = f"{row[role]} {cell}" if role in row else cell
        numbers.append(number)
    every = frozenset([first, *(number for number, _ in lines)])
    return Table(roles, tuple(Row(cells, tuple(numbers)) for cells, numbers in rows), every)


def _scheduled(heads: list[tuple[int, Role]]) -> bool:
    return any(role == "day" for _, role in heads) or not any(role in ("owner", "due") for _, role in heads)


def _cells(line: str, starts: list[int], piped: bool, framed: bool) -> list[str]:
    if piped:
        parts = [part.strip() for part in line.strip().split("|")]
        parts = parts[1:] if framed else parts
        return (parts + [""] * len(starts))[: len(starts)]
    cells = [""] * len(starts)
    for match in re.finditer(r"\S(?:\S| (?! )(?=\S))*", line):
        column = max((i for i, start in enumerate(starts) if start <= match.start() + 2), default=0)
        cells[column] = f"{cells[column]} {match[0]}".strip()
    return cells


def _opens(cells: dict[Role, str], roles: tuple[Role, ...]) -> bool:
    """Whether a line begins a new entry rather than going on with the last one."""
    if "index" in roles:
        return "index" in cells
    if "hour" in roles:
        return "hour" in cells or _WEEKDAY.match(cells.get("day", "")) is not None
    if "day" in roles:
        return "day" in cells
    return "content" in cells and len(cells) > 1 and not any(_CONTINUED.match(cell) for cell in cells.values())


_CONTINUED = re.compile(r"[a-zà-ỹđ,;)]|[–-]\s")
"""A cell that goes on with the sentence of the line above."""
