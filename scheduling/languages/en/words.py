"""English words of time and what they stand for."""

from models.when import Grain
from scheduling.dates.meaning import DayPart, Meaning
from scheduling.dates.relative import Cycle

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january",), ("february",), ("march",), ("april",), ("may",), ("june",), ("july",), ("august",),
            ("september",), ("october",), ("november",), ("december",),
        ),
        1,
    )
    for name in names
}  # fmt: skip
SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
DOUBTFUL_MONTHS = frozenset({"may", "march"})
"""Also verbs: alone, they are months only after a preposition."""

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed", "weds"),
            ("thursday", "thurs", "thur", "thu"), ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
        )
    )
    for name in names
}  # fmt: skip

RELATIVE_DAYS: dict[str, Meaning] = {
    words: Cycle(Grain.DAY, offset)
    for offset, several in {
        -2: ("day before yesterday", "the day before yesterday"),
        -1: ("yesterday",),
        0: ("today", "the day of today", "current date", "this day"),
        1: ("tomorrow", "tomorrows", "tmr", "tmrw", "tomorow", "tomorrow ' s"),
        2: ("day after tomorrow", "the day after tomorrow", "overmorrow"),
    }.items()
    for words in several
}

DAY_PARTS: dict[str, Meaning] = {
    words: DayPart(start * 60, stop * 60)
    for (start, stop), several in {
        (0, 12): ("morning",),
        (0, 9): ("early morning", "early in the morning", "early hours"),
        (9, 12): ("late morning", "late in the morning", "later in the morning", "mid - morning", "mid morning"),
        (12, 19): ("afternoon", "afternoonish"),
        (12, 15): ("early afternoon", "early in the afternoon"),
        (15, 19): ("late afternoon", "late in the afternoon", "later in the afternoon"),
        (18, 24): ("evening", "evenings", "night"),
        (21, 24): ("late evening", "late night", "late at night"),
        (12, 14): ("lunch", "lunchtime", "lunch time"),
    }.items()
    for words in several
}

ALONE_PARTS: dict[str, Meaning] = {
    "after lunch": DayPart(13 * 60, 17 * 60),
    "before lunch": DayPart(9 * 60, 12 * 60),
    "after work": DayPart(17 * 60, 21 * 60),
    "after school": DayPart(15 * 60, 21 * 60),
    "at lunch": DayPart(12 * 60, 14 * 60),
    "first thing": DayPart(7 * 60, 9 * 60),
    "first thing in the morning": DayPart(7 * 60, 9 * 60),
    "first thing on": DayPart(7 * 60, 9 * 60),
    "last thing": DayPart(15 * 60, 18 * 60),
    "last thing on": DayPart(15 * 60, 18 * 60),
}

DAY_ENDS = ("end of day", "end of the day", "eod", "cob", "close of business", "close of play", "end of business",
            "the end of the day", "the close of business", "end of play", "the end of business",
            "end of the working day", "the close of play", "the end of play", "end of the business day",
            "close of day")  # fmt: skip

TURNS = {
    "this": 0, "current": 0, "the current": 0,
    "next": 1, "coming": 1, "upcoming": 1, "the next": 1, "the coming": 1,
    "the upcoming": 1, "this coming": 1, "this next": 1, "around next": 1,
    "last": -1, "past": -1, "previous": -1, "the last": -1, "the past": -1, "the previous": -1, "this past": -1,
    "this last": -1,
}  # fmt: skip

CYCLES = {
    "week": Grain.WEEK, "wk": Grain.WEEK, "month": Grain.MONTH, "quarter": Grain.QUARTER, "qtr": Grain.QUARTER,
    "year": Grain.YEAR, "yr": Grain.YEAR,
}  # fmt: skip

UNITS: dict[str, Grain] = {
    name: unit
    for unit, names in {
        Grain.SECOND: ("second", "seconds", "sec", "secs", "s"),
        Grain.MINUTE: ("minute", "minutes", "min", "mins", "m"),
        Grain.HOUR: ("hour", "hours", "hr", "hrs", "h"),
        Grain.DAY: ("day", "days", "d"),
        Grain.WEEK: ("week", "weeks", "wk", "wks", "w"),
        Grain.MONTH: ("month", "months", "mo", "mon", "mos"),
        Grain.QUARTER: ("quarter", "quarters", "qtr", "qtrs"),
        Grain.YEAR: ("year", "years", "yr", "yrs", "y"),
    }.items()
    for name in names
}

ZONES = {
    "utc": 0, "gmt": 0, "bst": 60, "cet": 60, "cest": 120, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "ict": 420, "sgt": 480, "hkt": 480, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "ist": 330, "ct": -360, "et": -300, "pt": -480,
}  # fmt: skip
"""Minutes east of Greenwich."""

FILLERS = frozenset(
    [
        "yes",
        "yeah",
        "ok",
        "okay",
        "right",
        "fine",
        "then",
        "so",
        "it",
        "'",
        "s",
        "is",
        "say",
        "let",
        "make",
        "and",
        "sure",
        "alright",
        "maybe",
        "please",
        "um",
        "uh",
        "well",
    ]
)
"""Words that may stand beside a date given as a short answer."""

JOINS = frozenset({",", "&", "and", "or"})
