"""Lengths of time and what counts from somewhere: hai tuần nữa, trong vòng 10 ngày, 3 ngày làm việc kể từ hôm nay."""

from models.when import Grain
from scheduling.dates.interval import FINENESS
from scheduling.dates.meaning import Meaning
from scheduling.dates.phrase import Phrase
from scheduling.dates.relative import Amount, Cycle, Moment, Shift, Span
from scheduling.dates.workdays import Workdays
from scheduling.languages.grammar import Grammar
from scheduling.languages.vi.words import UNITS

Length = tuple[Amount, ...]
_HALVES: dict[Grain, Amount] = {
    Grain.YEAR: (6, Grain.MONTH),
    Grain.MONTH: (15, Grain.DAY),
    Grain.WEEK: (3, Grain.DAY),
    Grain.DAY: (12, Grain.HOUR),
    Grain.HOUR: (30, Grain.MINUTE),
    Grain.MINUTE: (30, Grain.SECOND),
}
_WITHIN = (
    "sau|trong|trong_vòng|trong_thời_hạn|thời_hạn|chậm_nhất|tối_đa|không_quá|trong_thời_gian|chậm_nhất_là|"
    "chậm_nhất_sau|trong_vòng_tối_đa"
)


def add_amounts(grammar: Grammar) -> None:
    grammar.table("time_unit", UNITS)
    grammar.table(
        "count_word",
        {
            "vài": 3,
            "mấy": 3,
            "dăm": 5,
            "một vài": 2,
            "một hai": 2,
            "hai ba": 3,
            "ba bốn": 4,
            "đôi": 2,
            "vài ba": 3,
            "1 - 2": 2,
            "2 - 3": 3,
        },
    )
    grammar.table("ahead", {"nữa": 1, "nữa thôi": 1, "tới đây": 1})
    grammar.table("ago", {"trước": -1, "trước đây": -1, "về trước": -1})
    grammar.table(
        "coming_units", {"tới": 1, "tiếp theo": 1, "sắp tới": 1, "kế tiếp": 1, "tiếp": 1, "kế": 1, "tới đây": 1}
    )
    grammar.table(
        "past_units",
        {"qua": -1, "vừa rồi": -1, "vừa qua": -1, "gần đây": -1, "gần nhất": -1, "trở lại đây": -1, "rồi": -1},
    )
    _add_lengths(grammar)
    _add_shifts(grammar)
    _add_workdays(grammar)


def _add_lengths(grammar: Grammar) -> None:
    @grammar.rule("length", "<number> <time_unit>", "<count_word> <time_unit>")
    def length(time_unit: Grain, number: int | None = None, count_word: int | None = None) -> Length | None:
        count = number if number is not None else count_word
        return ((count, time_unit),) if count else None

    grammar.table("clock_unit", {"giờ": Grain.HOUR, "h": Grain.HOUR})

    @grammar.rule("long_length", "<length>", "<number> <clock_unit>")
    def long_length(length: Length | None = None, number: int = 0, clock_unit: Grain = Grain.HOUR) -> Length | None:
        return length or (((number, clock_unit),) if number else None)

    @grammar.rule("length", "<number> <time_unit> rưỡi", weight=1)
    def length_and_half(number: int, time_unit: Grain) -> Length | None:
        half = _HALVES.get(time_unit)
        return None if half is None else ((number, time_unit), half)

    @grammar.rule("length", "nửa <time_unit>")
    def half_length(time_unit: Grain) -> Length | None:
        half = _HALVES.get(time_unit)
        return None if half is None else (half,)

    @grammar.rule("length", "<number> <time_unit> <number:more> <time_unit:finer>")
    def two_lengths(number: int, time_unit: Grain, more: int, finer: Grain) -> Length | None:
        return ((number, time_unit), (more, finer)) if FINENESS[finer] > FINENESS[time_unit] else None


def _add_shifts(grammar: Grammar) -> None:
    @grammar.rule(
        "day_item",
        "<long_length:length> <ahead>",
        "sau|sau_khoảng|khoảng <long_length:length> nữa",
    )
    def ahead(length: Length, ahead: int = 1) -> Meaning:
        return Shift(length)

    @grammar.rule(
        "day_item", "<long_length:length> sau đó?", "sau đó khoảng? <long_length:length>", "sau|sau_khoảng <length>"
    )
    def later(length: Length) -> Meaning:
        return Shift(length, told="may")

    @grammar.rule("day_item", "<long_length:length> trước đó", "trước đó khoảng? <long_length:length>", weight=1)
    def earlier(length: Length) -> Meaning:
        return Shift(_negative(length), told="must")

    @grammar.rule("day_item", "tuần nữa")
    def a_week_more() -> Meaning:
        return Shift(((1, Grain.WEEK),))

    @grammar.rule("day_item", "tháng nữa")
    def a_month_more() -> Meaning:
        return Shift(((1, Grain.MONTH),))

    @grammar.rule(
        "day_item",
        "<long_length:length> <ago>",
        "cách_đây|cách_nay khoảng? <long_length:length>",
        "trước đây <length>",
    )
    def ago(length: Length, ago: int = -1) -> Meaning:
        return Shift(_negative(length))

    @grammar.rule(
        "period_item",
        "<number> <time_unit> <coming_units>",
        "<number> <clock_unit:time_unit> tới|tiếp_theo|sắp_tới",
        weight=1,
    )
    def coming(number: int, time_unit: Grain, coming_units: int = 1) -> Meaning | None:
        return Cycle(time_unit, 1, number) if number else None

    @grammar.rule("period_item", "<number> <time_unit> <past_units>", weight=1)
    def past(number: int, time_unit: Grain, past_units: int) -> Meaning | None:
        return Cycle(time_unit, -number, number) if number else None

    @grammar.rule(
        "limit",
        "trong vòng|thời_hạn|thời_gian|khoảng? <long_length:length> nữa|tới|tới_đây|sắp_tới|trở_lại?",
        "trong vòng|thời_hạn tối_đa|không_quá <long_length:length>",
        "không quá <length>",
        "chậm_nhất|tối_đa|muộn_nhất|nội|nội_trong <length> nữa?",
    )
    def within(length: Length) -> Phrase:
        return Phrase(Span(length))

    @grammar.rule("base", "<seq>", "<anchor>")
    def base(seq: Meaning | None = None, anchor: Meaning | None = None) -> Meaning | None:
        return seq or anchor

    @grammar.rule(
        "limit",
        "trong_vòng|trong_thời_hạn|trong|sau|tối_đa|chậm_nhất|thời_hạn? <length> ,? kể_từ|tính_từ|sau <base>",
        "trong_vòng|trong_thời_hạn|sau <length> từ <base>",
        weight=1,
    )
    def counted_from(length: Length, base: Meaning) -> Phrase:
        return Phrase(Shift(length, base))

    @grammar.rule("limit", "trước <base> <length>", "<length> trước <base>", weight=2)
    def before_base(base: Meaning, length: Length) -> Phrase | None:
        return Phrase(Shift(_negative(length), base)) if _is_day_count(length) else None

    @grammar.rule("limit", "sau <base> <length>", weight=2)
    def after_base(base: Meaning, length: Length) -> Phrase | None:
        return Phrase(Shift(length, base)) if _is_day_count(length) else None

    @grammar.rule("day_item", "bây_giờ|lúc_này|ngay_bây_giờ|giờ_này|hiện_tại|ngay_lúc_này")
    def right_now() -> Meaning:
        return Moment()


def _add_workdays(grammar: Grammar) -> None:
    @grammar.rule("workdays", "<number> ngày làm_việc")
    def workdays(number: int) -> int:
        return number

    @grammar.rule(
        "limit",
        "<workdays> nữa?",
        f"{_WITHIN} <workdays> nữa|tới?",
        weight=2,
    )
    def workdays_ahead(workdays: int) -> Phrase:
        return Phrase(Workdays(workdays))

    @grammar.rule(
        "limit",
        f"{_WITHIN}? <workdays> ,? kể_từ|tính_từ|từ|sau|sau_khi <base>",
        weight=3,
    )
    def workdays_from(workdays: int, base: Meaning) -> Phrase:
        return Phrase(Workdays(workdays, base))

    @grammar.rule("limit", "<workdays> trước <base>", "trước <base> <workdays>", weight=3)
    def workdays_before(workdays: int, base: Meaning) -> Phrase:
        return Phrase(Workdays(-workdays, base))


def _negative(length: Length) -> Length:
    return tuple((-count, unit) for count, unit in length)


def _is_day_count(length: Length) -> bool:
    return all(unit in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.HOUR, Grain.MINUTE) for _, unit in length)
