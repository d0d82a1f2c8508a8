"""What comes back: thứ hai hằng tuần, ngày 5 mỗi tháng, mỗi quý một lần, hằng ngày."""

from scheduling.dates.join import Kind, join, kinds
from scheduling.dates.meaning import Meaning
from scheduling.dates.phrase import Phrase, Repeat
from scheduling.dates.recurrence import WEEKDAYS
from scheduling.dates.relative import Cycle
from scheduling.languages.grammar import Grammar
from scheduling.languages.vi.numbers import UNITS


def add_repeats(grammar: Grammar) -> None:
    grammar.table(
        "every",
        {
            "mỗi": 0,
            "hàng": 0,
        },
    )
    grammar.table(
        "rhythm",
        {
            "ngày": Repeat("DAILY"),
            "tuần": Repeat("WEEKLY"),
            "tháng": Repeat("MONTHLY"),
            "quý": Repeat("MONTHLY", 3),
            "năm": Repeat("YEARLY"),
            "giờ": Repeat("HOURLY"),
        },
    )

    @grammar.rule("weekdays", "<weekday>")
    def weekday(weekday: int) -> tuple[str, ...]:
        return (WEEKDAYS[weekday],)

    @grammar.rule("weekdays", "<weekday> ,|và|hoặc|& <weekdays>", "<weekday> , và <weekdays>")
    def several(weekday: int, weekdays: tuple[str, ...]) -> tuple[str, ...] | None:
        return (WEEKDAYS[weekday], *weekdays) if len(weekdays) < 7 else None

    @grammar.rule("weekdays", "từ? <weekday> đến|tới|- <weekday:last>")
    def through(weekday: int, last: int) -> tuple[str, ...] | None:
        return WEEKDAYS[weekday : last + 1] if last > weekday else None

    grammar.table("bare_weekday", {word: UNITS[word] - 2 for word in ("hai", "ba", "tư", "năm", "sáu", "bảy")})
    grammar.table("bare_weekday", {str(number): number - 2 for number in range(2, 8)} | {"chủ nhật": 6, "cn": 6})

    @grammar.rule("bare_weekdays", "<bare_weekday>")
    def bare(bare_weekday: int) -> tuple[str, ...]:
        return (WEEKDAYS[bare_weekday],)

    @grammar.rule("bare_weekdays", "<bare_weekday> ,|và|- <bare_weekdays>")
    def several_bare(bare_weekday: int, bare_weekdays: tuple[str, ...]) -> tuple[str, ...] | None:
        return (WEEKDAYS[bare_weekday], *bare_weekdays) if len(bare_weekdays) < 7 else None

    @grammar.rule("run_of_weekdays", "<bare_weekday>")
    def last_of_run(bare_weekday: int) -> tuple[str, ...]:
        return (WEEKDAYS[bare_weekday],)

    @grammar.rule("run_of_weekdays", "<bare_weekday> và? <run_of_weekdays>")
    def run_of_weekdays(bare_weekday: int, run_of_weekdays: tuple[str, ...]) -> tuple[str, ...] | None:
        return (WEEKDAYS[bare_weekday], *run_of_weekdays) if len(run_of_weekdays) < 7 else None

    @grammar.rule("repeat", "<weekday> <run_of_weekdays> <every> tuần", "các <weekday> <run_of_weekdays>", weight=2)
    def without_commas(weekday: int, run_of_weekdays: tuple[str, ...], every: int = 0) -> Repeat:
        """ "Thứ hai tư sáu hằng tuần", as a recogniser without commas writes it."""
        return Repeat("WEEKLY", days=_once((WEEKDAYS[weekday], *run_of_weekdays)))

    @grammar.rule("weekdays", "<weekday> ,|và|- <bare_weekdays>", weight=-1)
    def with_bare(weekday: int, bare_weekdays: tuple[str, ...]) -> tuple[str, ...] | None:
        return (WEEKDAYS[weekday], *bare_weekdays) if len(bare_weekdays) < 7 else None

    @grammar.rule("weekdays", "các? ngày làm_việc|ngày_trong_tuần")
    def workdays() -> tuple[str, ...]:
        return WEEKDAYS[:5]

    @grammar.rule("repeat", "<every> <rhythm> một|1_lần?", "<every> <rhythm> một_lần|1_lần|một_buổi|một_kỳ?")
    def each(every: int, rhythm: Repeat) -> Repeat | None:
        return rhythm

    @grammar.rule("repeat", "<number> <rhythm> một_lần|1_lần|một_buổi")
    def each_few(number: int, rhythm: Repeat) -> Repeat:
        return Repeat(rhythm.frequency, rhythm.interval * number)

    @grammar.rule(
        "repeat",
        "các? <weekdays> <every> tuần|tuần_lễ",
        "<every> tuần ,? vào? <weekdays>",
        "<every> tuần một_lần|một_buổi ,? vào? <weekdays>",
        "<weekdays> mỗi|hàng tuần một_lần",
        weight=2,
    )
    def weekly(weekdays: tuple[str, ...], every: int = 0) -> Repeat:
        return Repeat("WEEKLY", days=_once(weekdays))

    @grammar.rule(
        "repeat",
        "mỗi|các|những <weekdays>",
        "vào? mỗi <weekdays> hàng_tuần|trong_tuần",
        "<weekdays> hàng tuần",
        weight=1,
    )
    def each_weekday(weekdays: tuple[str, ...]) -> Repeat:
        return Repeat("WEEKLY", days=_once(weekdays))

    @grammar.rule("repeat", "<number> tuần một_lần ,? vào? <weekdays>", "<weekdays> <number> tuần một_lần", weight=2)
    def every_few_weeks(number: int, weekdays: tuple[str, ...]) -> Repeat:
        return Repeat("WEEKLY", number, days=_once(weekdays))

    @grammar.rule("repeat", "<weekdays> cách_tuần", "cách tuần một_lần ,? vào? <weekdays>", weight=2)
    def every_other_week(weekdays: tuple[str, ...]) -> Repeat:
        return Repeat("WEEKLY", 2, days=_once(weekdays))

    @grammar.rule("month_days", "<day_word>? <day_number>")
    def one_day(day_number: int, day_word: int = 0) -> tuple[int, ...]:
        return (day_number,)

    @grammar.rule("month_days", "<day_word>? <day_number> ,|và|& <month_days>")
    def several_days(day_number: int, month_days: tuple[int, ...], day_word: int = 0) -> tuple[int, ...] | None:
        return (day_number, *month_days) if len(month_days) < 8 else None

    @grammar.rule(
        "repeat",
        "<day_word> <month_days> <every> tháng",
        "<every> tháng ,? vào? các? <day_word> <month_days>",
        weight=2,
    )
    def monthly_days(month_days: tuple[int, ...], every: int, day_word: int = 0) -> Repeat | None:
        return Repeat("MONTHLY", month_days=month_days) if len(month_days) > 1 else None

    @grammar.rule(
        "repeat",
        "ngày|mùng|ngày_mùng <day_number> <every> tháng",
        "<every> tháng ,? vào? ngày|mùng|ngày_mùng <day_number>",
        weight=2,
    )
    def monthly(day_number: int, every: int) -> Repeat:
        return Repeat("MONTHLY", month_days=(day_number,))

    @grammar.rule(
        "repeat",
        "ngày cuối_cùng|cuối của? <every> tháng",
        "<every> tháng vào? ngày cuối_cùng|cuối tháng?",
        "cuối <every> tháng",
        weight=2,
    )
    def month_end(every: int) -> Repeat:
        return Repeat("MONTHLY", month_days=(-1,))

    @grammar.rule("repeat", "đầu <every> tháng", weight=2)
    def month_start(every: int) -> Repeat:
        return Repeat("MONTHLY", month_days=(1,))

    @grammar.rule(
        "repeat",
        "<weekday> <ordinal> của? <every> tháng",
        "<weekday> tuần <ordinal> của? <every> tháng",
        "<every> tháng vào? <weekday> <ordinal>",
        weight=3,
    )
    def monthly_weekday(weekday: int, ordinal: int, every: int) -> Repeat:
        return Repeat("MONTHLY", days=(f"{ordinal}{WEEKDAYS[weekday]}",))

    @grammar.rule("repeat", "<every> ngày làm_việc", "<every> ngày trong tuần", weight=1)
    def every_workday(every: int) -> Repeat:
        return Repeat("WEEKLY", days=WEEKDAYS[:5])

    @grammar.rule("repeat", "mỗi|các|những sáng|chiều|tối|trưa <weekdays> hàng_tuần|trong_tuần?", weight=2)
    def part_of_weekdays(weekdays: tuple[str, ...]) -> Repeat:
        return Repeat("WEEKLY", days=_once(weekdays))

    @grammar.rule("repeat", "<number> <rhythm> họp|giao_ban|báo_cáo|sinh_hoạt|gặp|kiểm_tra một_lần|1_lần")
    def each_few_with_verb(number: int, rhythm: Repeat) -> Repeat:
        return Repeat(rhythm.frequency, rhythm.interval * number)

    @grammar.rule("repeat", "mỗi|hàng|các sáng|chiều|tối|trưa")
    def every_part() -> Repeat:
        return Repeat("DAILY")

    _add_phrases(grammar)


def _add_phrases(grammar: Grammar) -> None:
    grammar.table(
        "rlink",
        dict.fromkeys(
            (
                "lúc",
                "vào",
                "vào lúc",
                ",",
                ", lúc",
                ", vào",
                ", vào lúc",
                "từ",
                "bắt đầu từ",
                ", bắt đầu từ",
                "bắt đầu",
                ", bắt đầu",
                "kể từ",
                ", kể từ",
                "khoảng",
                ":",
            ),
            0,
        ),
    )

    @grammar.rule("core", "<repeat>", weight=4)
    def alone(repeat: Repeat) -> Phrase:
        return Phrase(None, repeat=repeat)

    @grammar.rule(
        "core",
        "<repeat> <rlink> <seq>",
        "<repeat> <seq>",
        "<repeat> <rlink> <clock_clipped:seq>",
        "<repeat> <clock_clipped:seq>",
        "<seq> <repeat>",
        "<seq> <rlink> <repeat>",
        "trước <seq> <repeat>",
        weight=4,
    )
    def with_more(repeat: Repeat, seq: Meaning, rlink: int = 0) -> Phrase | None:
        if repeat.days and Kind.WEEKDAY in kinds(seq):
            return None
        return Phrase(seq, repeat=repeat)

    @grammar.rule(
        "core", "<every> <part_of_day> <weekdays>", "<every> <part_of_day> <weekdays> <every:again> tuần", weight=8
    )
    def each_part(every: int, part_of_day: Meaning, weekdays: tuple[str, ...], again: int = 0) -> Phrase:
        return Phrase(part_of_day, repeat=Repeat("WEEKLY", days=_once(weekdays)))

    @grammar.rule(
        "core",
        "<seq:day> <rlink> <repeat> <seq>",
        "<seq:day> <repeat> <seq>",
        "<seq:day> <rlink> <repeat> <clock_clipped:seq>",
        "<seq:day> <repeat> <rlink> <clock_clipped:seq>",
        "<seq:day> <repeat> <clock_clipped:seq>",
        "<seq> <repeat> <rlink> <seq:day>",
        weight=4,
    )
    def around(day: Meaning, repeat: Repeat, seq: Meaning, rlink: int = 0) -> Phrase | None:
        both = join(day, seq)
        return None if both is None else Phrase(both, repeat=repeat)

    @grammar.rule(
        "core",
        "<repeat> ,? từ <left_end> <to> <seq>",
        "từ <left_end> <to> <seq> <repeat>",
        "<repeat> <rlink>? <left_end> <to> <seq>",
        "<seq:part> <repeat> ,? từ <left_end> <to> <seq>",
        "<seq:part> <repeat> ,? <left_end> <to> <seq>",
        weight=5,
    )
    def hours(
        repeat: Repeat, left_end: Meaning, seq: Meaning, to: int, rlink: int = 0, part: Meaning | None = None
    ) -> Phrase | None:
        start = left_end if part is None else join(part, left_end)
        return None if start is None else Phrase(start, seq, repeat=repeat)

    @grammar.rule(
        "core",
        "bắt_đầu|bắt_đầu_từ|từ|kể_từ <seq:day> ,? <repeat>",
        "bắt_đầu|bắt_đầu_từ|từ|kể_từ <seq:day> ,? <repeat> <rlink>? <seq>",
        weight=5,
    )
    def starting(day: Meaning, repeat: Repeat, seq: Meaning | None = None, rlink: int = 0) -> Phrase | None:
        both = day if seq is None else join(day, seq)
        return None if both is None else Phrase(both, repeat=repeat)

    @grammar.rule(
        "core",
        "<repeat> ,? cho? đến|tới|đến_hết|tới_hết <seq>",
        "<seq:more> <repeat> ,? cho? đến|tới|đến_hết|tới_hết <seq>",
        "<repeat> ,? cho? đến|tới|đến_hết|tới_hết <bare_period>",
        weight=5,
    )
    def until(
        repeat: Repeat, seq: Meaning | None = None, more: Meaning | None = None, bare_period: Meaning | None = None
    ) -> Phrase:
        end = seq if bare_period is None else Cycle(bare_period.grain, 0)
        return Phrase(more, repeat=repeat, until=end)


def _once(days: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(days))
