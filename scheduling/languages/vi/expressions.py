"""Whole expressions: what stands side by side, ranges, lists, and which side of a date is open."""

from models.when import Grain
from scheduling.dates.join import join, parts_of
from scheduling.dates.lunar import LunarMonth
from scheduling.dates.meaning import Clock, DayOfMonth, DayPart, Fixed, Impossible, Meaning, Weekday, Yearly, both
from scheduling.dates.phrase import Direction, Phrase
from scheduling.dates.relative import Cycle, Latest, Moment, NthAfter, Part
from scheduling.dates.workdays import TetHoliday
from scheduling.languages.grammar import Grammar
from scheduling.languages.vi.words import DAY_PARTS, RELATIVE_DAYS

_BEFORE = "trước|xong_trước|trước_khi_đến|từ_nay_đến_trước|từ_giờ_đến_trước"
_BY = (
    "chậm_nhất|chậm_nhất_là|muộn_nhất|muộn_nhất_là|trễ_nhất|trễ_nhất_là|hạn|hạn_là|hạn_chót|hạn_chót_là|hạn_cuối|"
    "hạn_cuối_là|hạn_cuối_cùng|hạn_cuối_cùng_là|thời_hạn|deadline|deadline_là|không_quá|không_muộn_hơn|không_trễ_hơn|"
    "không_chậm_hơn|nội|hết|đến|đến_hết|tới|tới_hết|cho_đến|cho_tới|cho_đến_hết|từ_nay_đến|từ_nay_đến_hết|từ_nay_tới|"
    "từ_giờ_đến|từ_giờ_tới|từ_bây_giờ_đến|chậm_nhất_đến|chậm_nhất_vào|chậm_nhất_trong|nội_trong|xong_trong|kéo_dài_đến|"
    "chậm_nhất_hết|muộn_nhất_vào|trễ_nhất_vào|hạn_đến|hạn_tới|hạn_vào|trước_hết|chậm_nhất_là_vào|chậm_nhất_là_đến"
)

_FEASTS_OF = "lễ|dịp_lễ|nghỉ_lễ|kỳ_nghỉ|kỳ_nghỉ_lễ|đợt_nghỉ|đợt_nghỉ_lễ"

_INTRODUCTIONS = (
    "lúc|vào|vào_lúc|vào_khoảng|khoảng|vào_đúng|lúc_khoảng|trong|ngay|ngay_trong|ngay_vào|nội_trong|sang|qua|đúng|tầm|cỡ|"
    "hết_hạn|vào_ngày|suốt|trong_suốt"
)


def add_expressions(grammar: Grammar) -> None:
    _add_sequences(grammar)
    _add_open_sides(grammar)
    _add_ranges(grammar)


def _add_sequences(grammar: Grammar) -> None:
    grammar.table("link", dict.fromkeys(_links(), 0))

    @grammar.rule(
        "item",
        "<clock>",
        "<part_of_day>",
        "<weekday_item>",
        "<day_item>",
        "<month_item>",
        "<year_item>",
        "<cycle_item>",
    )
    def item(**values: Meaning) -> Meaning:
        return next(iter(values.values()))

    @grammar.rule("item", "<clock_clipped> <part_of_day>")
    def clipped(clock_clipped: Meaning, part_of_day: Meaning) -> Meaning | None:
        return join(clock_clipped, part_of_day)

    @grammar.rule("item", "<part_of_day> nay", weight=1)
    def this_part(part_of_day: Meaning) -> Meaning | None:
        return join(part_of_day, RELATIVE_DAYS["hôm nay"])

    @grammar.rule("item", "<clock> <part_of_day> nay", weight=1)
    def clock_of_this_part(clock: Meaning, part_of_day: Meaning) -> Meaning | None:
        timed = join(clock, part_of_day)
        return None if timed is None else join(timed, RELATIVE_DAYS["hôm nay"])

    @grammar.rule("item", "<part_of_day> qua", weight=1)
    def last_part(part_of_day: Meaning) -> Meaning | None:
        return join(part_of_day, RELATIVE_DAYS["hôm qua"])

    @grammar.rule("seq", "<item>")
    def one(item: Meaning) -> Meaning:
        return item

    @grammar.rule("seq", "<item> <seq>", "<item> <link> <seq>", weight=-1)
    def more(item: Meaning, seq: Meaning, link: int = 0) -> Meaning | None:
        return join(item, seq)

    @grammar.rule("seq", "<clock_clipped> <seq>", "<clock_clipped> <link> <seq>")
    def clipped_more(clock_clipped: Meaning, seq: Meaning, link: int = 0) -> Meaning | None:
        return join(clock_clipped, seq)

    @grammar.rule("seq", "<item> <clock_clipped>", "<item> <link> <clock_clipped>")
    def then_clipped(item: Meaning, clock_clipped: Meaning, link: int = 0) -> Meaning | None:
        return join(item, clock_clipped)

    @grammar.rule("seq", "<part_item>", "<tet_day>", "<period_item>")
    def part(**values: Meaning) -> Meaning:
        return next(iter(values.values()))

    @grammar.rule("core", "<seq>", "<anchor>", weight=1)
    def plain(seq: Meaning | None = None, anchor: Meaning | None = None) -> Phrase:
        return Phrase(seq or anchor)

    @grammar.rule("core", "<limit>", weight=2)
    def limited(limit: Phrase) -> Phrase:
        return limit

    @grammar.rule("phrase", "<core>", f"{_INTRODUCTIONS} <core>")
    def phrase(core: Phrase) -> Phrase:
        return core

    @grammar.rule("item", "hồi hôm", "hồi đêm qua?", "đêm_hôm qua", weight=1)
    def last_night() -> Meaning | None:
        return join(DAY_PARTS["tối"], RELATIVE_DAYS["hôm qua"])

    @grammar.rule("core", "hồi|từ_hồi <seq>", weight=1)
    def back_then(seq: Meaning) -> Phrase | None:
        return Phrase(last_time(seq))

    @grammar.rule(
        "core",
        "hôm <weekday_item:seq>",
        "hôm <day_number>",
        "hôm <day_number> tháng <month_number>",
        "hôm <figures_said:seq>",
        "hôm <part_of_day> <weekday_item>",
        weight=1,
    )
    def the_other_day(
        seq: Meaning | None = None,
        day_number: int = 0,
        month_number: int = 0,
        part_of_day: Meaning | None = None,
        weekday_item: Meaning | None = None,
    ) -> Phrase | None:
        if part_of_day is not None and weekday_item is not None:
            seq = join(part_of_day, weekday_item)
        if seq is None:
            seq = both(Yearly(month_number), DayOfMonth(day_number)) if month_number else DayOfMonth(day_number)
        return Phrase(last_time(seq))


def last_time(meaning: Meaning) -> Meaning | None:
    """Its latest occurrence, of a weekday before today; an hour or a part of the day is today's."""
    if any(isinstance(part, Fixed) for part in parts_of(meaning)):
        return meaning
    if all(isinstance(part, Clock | DayPart) for part in parts_of(meaning)):
        return join(meaning, Cycle(Grain.DAY, 0))
    return NthAfter(-1, meaning) if isinstance(parts_of(meaning)[0], Weekday) else Latest(meaning)


def _links() -> list[str]:
    words = ("lúc", "vào", "vào lúc", "hồi", "của", "tức", "tức là", "nhằm", "nhằm ngày", "là", "là ngày",
             "vào khoảng", "khoảng", "vào ngày", "trong", "ngay")  # fmt: skip
    return [*words, ",", *(f", {one}" for one in words), "(", "-", "–", ":", ", (", ";"]


def _add_open_sides(grammar: Grammar) -> None:
    def directed(direction: Direction, *patterns: str, weight: int = 0) -> None:
        @grammar.rule("core", *patterns, weight=weight)
        def phrase(seq: Meaning | None = None, anchor: Meaning | None = None) -> Phrase:
            to_its_end = direction == "before" and isinstance(seq, Part) and seq.place == "end"
            return Phrase(seq or anchor, direction="by" if to_its_end else direction)

    directed("before", f"{_BEFORE} {_FEASTS_OF}|thời_điểm|lúc|ngày? <seq>", f"{_BEFORE} <anchor>")
    directed("by", f"{_BY} ngày|trong|vào? <seq>", f"{_BY} <anchor>")
    directed("after", f"sau|ngay_sau|từ_sau|kể_từ_sau {_FEASTS_OF}? <seq>", "sau|ngay_sau <anchor>")
    directed(
        "since",
        "từ|kể_từ|tính_từ|bắt_đầu_từ|bắt_đầu|bắt_đầu_vào|ngay_từ|áp_dụng_từ|kể_từ_ngày <seq> trở_đi|trở_về_sau?",
        "từ|kể_từ|tính_từ|bắt_đầu_từ <anchor>",
        "<seq> trở_đi",
    )

    def late_on_a_day(direction: Direction, words: str) -> None:
        @grammar.rule("core", f"<seq:day> ,? {words} <seq:late>")
        def phrase(day: Meaning, late: Meaning) -> Phrase | None:
            joined = join(day, late) if isinstance(parts_of(late)[-1], Clock) else None
            return None if joined is None else Phrase(joined, direction=direction)

    late_on_a_day("before", _BEFORE)
    late_on_a_day("by", _BY)

    @grammar.rule("core", "hết|ra|trong|đến_hết|qua tháng giêng", weight=1)
    def first_lunar_month() -> Phrase:
        return Phrase(LunarMonth(1), direction="by")

    @grammar.rule("core", "trong|nội_trong|ngay_trong <bare_period>")
    def this_period(bare_period: Meaning) -> Phrase:
        return Phrase(Cycle(bare_period.grain, 0))

    @grammar.rule("core", "hết|đến_hết|tới_hết|cho_đến_hết|xong_trong|nội|đến_cuối|cuối <bare_period>", weight=-1)
    def to_the_end(bare_period: Meaning) -> Phrase:
        return Phrase(Cycle(bare_period.grain, 0), direction="by")

    grammar.table(
        "tet_before",
        dict.fromkeys(
            (
                "trước tết",
                "trước tết nguyên đán",
                "trước tết âm lịch",
                "trước nghỉ tết",
                "trước khi nghỉ tết",
                "trước kỳ nghỉ tết",
                "cuối năm âm lịch",
            ),
            0,
        ),
    )

    @grammar.rule("core", "<tet_before>", "xong <tet_before>", "ngay <tet_before>", weight=3)
    def before_tet(tet_before: int) -> Phrase:
        return Phrase(TetHoliday(-1), direction="by")

    @grammar.rule("core", "sau <tet>", "qua <tet>", "từ sau <tet>", weight=3)
    def after_tet(tet: int) -> Phrase:
        return Phrase(TetHoliday(), direction="after")

    @grammar.rule("core", "trong? dịp? <tet>", weight=-1)
    def at_tet(tet: int) -> Phrase:
        return Phrase(TetHoliday())


def _add_ranges(grammar: Grammar) -> None:
    grammar.table(
        "to",
        {
            "đến": 0,
            "tới": 0,
            "đến hết": 0,
            "-": 0,
            "–": 0,
            "—": 0,
            "cho đến": 0,
            "cho tới": 0,
            "→": 0,
            "đến tận": 0,
            "tới tận": 0,
            "mãi đến": 0,
            "cho đến hết": 0,
            "tới hết": 0,
        },
    )

    @grammar.rule("left_end", "<seq>")
    def left(seq: Meaning) -> Meaning:
        return seq

    @grammar.rule("left_end", "<day_number>", weight=-2)
    def left_day(day_number: int) -> Meaning:
        return DayOfMonth(day_number)

    @grammar.rule("left_end", "<hour>", weight=-2)
    def left_hour(hour: int) -> Meaning:
        return Clock(hour, twelve=0 < hour <= 12)

    @grammar.rule(
        "range", "từ? <left_end> <to> <seq>", "từ? <left_end> ,? <to> <seq>", "giữa <left_end> và <seq>", weight=3
    )
    def between(left_end: Meaning, seq: Meaning, to: int = 0) -> Phrase | None:
        return range_of(left_end, seq)

    @grammar.rule("range", "<seq:day> ,? từ <left_end> <to> <seq>", "<seq:day> ,? <left_end> <to> <seq>", weight=3)
    def day_then_hours(day: Meaning, left_end: Meaning, seq: Meaning, to: int) -> Phrase | None:
        if not isinstance(left_end, Clock | Impossible):
            return None
        start = join(day, left_end)
        return None if start is None else range_of(start, seq)

    @grammar.rule("range", "<part_of_day> ngày? <day_number> rạng <seq>", weight=4)
    def into_the_morning(part_of_day: Meaning, day_number: int, seq: Meaning) -> Phrase | None:
        """ "Đêm 14 rạng ngày 15 tháng 2": from one night into the next day."""
        dawn = join(DAY_PARTS["rạng sáng"], seq)
        return None if dawn is None else Phrase(both(DayOfMonth(day_number), part_of_day), dawn)

    @grammar.rule("range", "từ nay|giờ|bây_giờ đến|tới|cho_đến|đến_hết|tới_hết <seq>", weight=4)
    def from_now(seq: Meaning) -> Phrase:
        return Phrase(seq, direction="by")

    @grammar.rule("core", "<range>")
    def ranged(range: Phrase) -> Phrase:
        return range

    @grammar.rule("core", "từ <seq> đến|tới nay|bây_giờ|giờ", weight=3)
    def until_now(seq: Meaning) -> Phrase:
        return Phrase(seq, Moment())


_NO_HOUR = Impossible(Grain.MINUTE)


def range_of(left: Meaning, right: Meaning) -> Phrase | None:
    """Both ends of a kind: days with days, hours with hours."""
    clocks = [any(isinstance(part, Clock) or part == _NO_HOUR for part in parts_of(side)) for side in (left, right)]
    if clocks[0] != clocks[1]:
        return None
    return Phrase(left, right)
