"""Days: thứ sáu, ngày 22 tháng 5, mùng 6, hăm ba, hôm nay, rằm tháng bảy, mùng bốn Tết."""

from collections.abc import Iterator

from models.when import Grain
from scheduling.dates.lunar import LAST_DAY, LunarDay, LunarMonth
from scheduling.dates.meaning import DayOfMonth, Meaning, Weekday, Year, Yearly, both
from scheduling.dates.relative import Cycle, NthAfter
from scheduling.dates.seasons import Season
from scheduling.dates.workdays import TetHoliday
from scheduling.languages.grammar import Derivation, Grammar, Sentence
from scheduling.languages.slash import Figures, mark_of, read_figures
from scheduling.languages.vi.numbers import STARTS, UNITS, read_one_number, read_year, says, word
from scheduling.languages.vi.words import COMING, NATIONAL_DAYS, PAST, RELATIVE_DAYS

_ORDER = Figures(month_first=False)


def add_days(grammar: Grammar) -> None:
    grammar.terminal("weekday", {"thứ", "chủ", "cn", "t"}, _read_weekday)
    grammar.terminal("day_number", STARTS, _read_day_number)
    grammar.terminal("month_number", {*STARTS, "giêng", "chạp"}, _read_month_number)
    grammar.terminal("year_number", {"#", "một", "hai"}, read_year)
    grammar.terminal("figures", {"#"}, lambda sentence, at: _read_slash(sentence, at, bare=True))
    grammar.terminal("figures_said", {"#"}, lambda sentence, at: _read_slash(sentence, at, bare=False))
    grammar.table("relative_day", RELATIVE_DAYS)
    grammar.table("past", PAST)
    grammar.table("coming", COMING)
    grammar.table("day_word", {"ngày": 0, "mùng": 0, "ngày mùng": 0, "hôm": 0})

    @grammar.rule("list_day", "<day_word>? <day_number>")
    def list_day(day_number: int, day_word: int = 0) -> int:
        return day_number

    _add_weekdays(grammar)
    _add_told_days(grammar)
    _add_days_of_cycles(grammar)
    _add_written_days(grammar)
    _add_lunar_days(grammar)
    _add_feasts(grammar)


def _add_weekdays(grammar: Grammar) -> None:
    @grammar.rule("weekday_item", "<weekday>", "ngày <weekday>")
    def weekday(weekday: int) -> Meaning:
        return Weekday(weekday)

    @grammar.rule("weekday_item", "<weekday> <coming>", weight=-1)
    def coming_weekday(weekday: int, coming: int) -> Meaning:
        return Weekday(weekday)

    @grammar.rule("day_item", "<weekday> <past>", weight=-1)
    def past_weekday(weekday: int, past: int) -> Meaning:
        return NthAfter(-1, Weekday(weekday))

    @grammar.rule("day_item", "<relative_day>")
    def relative_day(relative_day: Meaning) -> Meaning:
        return relative_day


def _add_days_of_cycles(grammar: Grammar) -> None:
    """ "Mười lăm tháng sau" is a day of next month, "hai tháng sau" a length of time."""
    for words, offset in (("tháng sau", 1), ("tháng này", 0)):

        @grammar.rule("day_item", f"<day_number> {words}", weight=2)
        def day_of_cycle(day_number: int, offset: int = offset) -> Meaning | None:
            return both(Cycle(Grain.MONTH, offset), DayOfMonth(day_number)) if day_number > 12 else None


def _add_told_days(grammar: Grammar) -> None:
    @grammar.rule("day_item", "ngày|hôm|ngày_hôm đó|ấy", "cùng ngày", weight=1)
    def that_day() -> Meaning:
        return Cycle(Grain.DAY, 0, told="must")

    @grammar.rule("day_item", "ngày hôm sau", "ngày kế_tiếp|tiếp_theo")
    def the_day_after() -> Meaning:
        return Cycle(Grain.DAY, 1, told="must")

    @grammar.rule("item", "<part_of_day> hôm|ngày_hôm sau")
    def part_of_the_day_after(part_of_day: Meaning) -> Meaning:
        return both(part_of_day, Cycle(Grain.DAY, 1, told="must"))


def _add_written_days(grammar: Grammar) -> None:
    @grammar.rule(
        "day_item",
        "ngày|hôm|mùng <day_number>",
        "ngày mùng <day_number>",
        "ngày|hôm|mùng? <day_number> tây|dương_lịch",
        "ngày|hôm|mùng <day_number> dương",
    )
    def day_of_month(day_number: int) -> Meaning:
        return DayOfMonth(day_number)

    @grammar.rule(
        "day_item",
        "ngày|hôm|mùng? <day_number> tháng <month_number> dương_lịch|tây|dương|dl?",
        "ngày mùng <day_number> tháng <month_number> dương_lịch|tây|dương?",
    )
    def day_and_month(day_number: int, month_number: int) -> Meaning:
        return both(Yearly(month_number), DayOfMonth(day_number))

    @grammar.rule(
        "day_item",
        "ngày|hôm|mùng? <day_number> tháng <month_number> ,? năm <year_number>",
        "ngày mùng <day_number> tháng <month_number> ,? năm <year_number>",
        "ngày? <day_number> tháng <month_number> /|, <year_number>",
        "ngày? <day_number> / <month_number> năm <year_number>",
        "ngày? <day_number> tháng <month_number> <year_number>",
    )
    def full_date(day_number: int, month_number: int, year_number: int) -> Meaning:
        return both(Year(year_number), Yearly(month_number), DayOfMonth(day_number))

    @grammar.rule("day_item", "<figures>", "ngày|hôm|mùng|đêm_ngày <figures_said>")
    def in_figures(figures: Meaning | None = None, figures_said: Meaning | None = None) -> Meaning | None:
        return figures or figures_said


def _add_lunar_days(grammar: Grammar) -> None:
    grammar.table("lunar", {"âm lịch": 1, "âm": 1, "ta": 1, "tháng ta": 1, "al": 1, "lịch ta": 1, "( âm lịch )": 1})
    grammar.table("lunar_month_name", {"giêng": 1, "chạp": 12})

    @grammar.rule(
        "day_item",
        "ngày|mùng|hôm? <day_number> tháng <month_number> <lunar>",
        "ngày|mùng|hôm? <day_number> <lunar> tháng <month_number>",
        "ngày|mùng|hôm? <day_number> / <month_number> <lunar>",
        "ngày mùng <day_number> tháng <month_number> <lunar>",
        weight=3,
    )
    def lunar_day(day_number: int, month_number: int, lunar: int) -> Meaning:
        return LunarDay(day_number, month_number)

    @grammar.rule("day_item", "ngày|mùng|hôm? <day_number> <lunar>", "ngày mùng <day_number> <lunar>", weight=3)
    def lunar_day_of_any_month(day_number: int, lunar: int) -> Meaning:
        return LunarDay(day_number)

    @grammar.rule(
        "day_item",
        "ngày|mùng? <day_number> tháng <lunar_month_name> âm_lịch|âm?",
        "ngày mùng <day_number> tháng <lunar_month_name> âm_lịch|âm?",
        "<day_number> <lunar_month_name>",
        weight=3,
    )
    def named_month(day_number: int, lunar_month_name: int) -> Meaning:
        return LunarDay(day_number, lunar_month_name)

    @grammar.rule("day_item", "ngày? rằm tháng <month_number> âm_lịch|âm|năm_nay?", weight=3)
    def full_moon(month_number: int) -> Meaning:
        return LunarDay(15, month_number)

    @grammar.rule("day_item", "ngày? rằm", "rằm này|tới")
    def next_full_moon() -> Meaning:
        return LunarDay(15)

    @grammar.rule("day_item", "mùng|ngày_mùng <day_number> tết", "ngày? <day_number> tết", weight=3)
    def day_of_tet(day_number: int) -> Meaning | None:
        if day_number >= 20:
            return LunarDay(day_number, 12)
        return LunarDay(day_number, 1)

    @grammar.rule("month_item", "tháng <month_number> <lunar>", "tháng chạp", "cả? tháng giêng âm|ta", weight=2)
    def lunar_month(month_number: int = 12, lunar: int = 1) -> Meaning:
        return LunarMonth(month_number)


def _add_feasts(grammar: Grammar) -> None:
    grammar.table(
        "day_item",
        {
            words: meaning
            for meaning, several in (
                (LunarDay(10, 3), ("giỗ tổ", "giỗ tổ hùng vương", "ngày giỗ tổ", "lễ giỗ tổ")),
                (LunarDay(15, 8), ("trung thu", "tết trung thu", "rằm trung thu")),
                (LunarDay(15, 7), ("vu lan", "lễ vu lan")),
                (LunarDay(15, 4), ("phật đản", "lễ phật đản")),
                (LunarDay(5, 5), ("tết đoan ngọ",)),
                (LunarDay(15, 1), ("rằm nguyên tiêu",)),
                (LunarDay(23, 12), ("ông công ông táo", "ngày ông công ông táo", "ngày ông táo", "đưa ông táo")),
                (LunarDay(LAST_DAY, 12), ("giao thừa", "đêm giao thừa", "tất niên")),
                (both(Yearly(1), DayOfMonth(1)), ("tết dương lịch", "tết tây", "tết dương")),
                (both(Yearly(9), DayOfMonth(2)), ("quốc khánh", "lễ quốc khánh", "ngày quốc khánh")),
                (both(Yearly(5), DayOfMonth(1)), ("quốc tế lao động", "ngày quốc tế lao động")),
                (both(Yearly(12), DayOfMonth(25)), ("noel", "giáng sinh", "lễ giáng sinh")),
                *(
                    (both(Yearly(month), DayOfMonth(number)), names)
                    for (number, month), names in NATIONAL_DAYS.items()
                ),
                (both(Yearly(11), DayOfMonth(20)), ("ngày nhà giáo việt nam", "ngày nhà giáo")),
            )
            for words in several
        },
        weight=2,
    )

    @grammar.rule("day_item", "giỗ_tổ|giỗ_tổ_hùng_vương ,? mùng|ngày <day_number> tháng <month_number>", weight=2)
    def hung_kings(day_number: int, month_number: int) -> Meaning:
        return LunarDay(day_number, month_number)

    grammar.table(
        "season", {"xuân": Season(0), "hè": Season(1), "hạ": Season(1), "thu": Season(2), "đông": Season(3)}
    )

    @grammar.rule("day_item", "mùa <season> này|năm_nay|tới|sau?")
    def season(season: Meaning) -> Meaning:
        return season

    grammar.table(
        "tet",
        {"tết": 0, "tết nguyên đán": 0, "tết âm lịch": 0, "tết âm": 0, "nghỉ tết": 0, "kỳ nghỉ tết": 0, "tết ta": 0},
    )

    @grammar.rule(
        "tet_day",
        "ngay sau <tet>",
        "ngày làm_việc đầu_tiên|đầu sau <tet>",
        "ra tết",
        "hết <tet>",
        "ăn_tết xong",
        weight=4,
    )
    def after_tet(tet: int = 0) -> Meaning:
        return TetHoliday(1)


def _read_weekday(sentence: Sentence, at: int) -> Iterator[Derivation]:
    """thứ hai … thứ bảy, T2 … T7, chủ nhật, CN. "Thứ nhất" is no day."""
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if says(sentence, at, "cn"):
        yield Derivation(6, at + 1)
    if following is None:
        return
    if says(sentence, at, "chủ") and says(sentence, at + 1, "nhật"):
        yield Derivation(6, at + 2)
    if says(sentence, at, "thứ") or (says(sentence, at, "t") and following.glued):
        if following.is_number:
            number: int | None = int(following.word) if len(following.word) == 1 else None
        else:
            number = word(sentence, at + 1, UNITS) if says(sentence, at, "thứ") else None
        if number is not None and 2 <= number <= 7:
            yield Derivation(number - 2, at + 2)


def _read_day_number(sentence: Sentence, at: int) -> Iterator[Derivation]:
    for found in read_one_number(sentence, at):
        if isinstance(found.value, int) and 1 <= found.value <= 31:
            yield found


def _read_month_number(sentence: Sentence, at: int) -> Iterator[Derivation]:
    if says(sentence, at, "giêng", "chạp"):
        yield Derivation(1 if says(sentence, at, "giêng") else 12, at + 1)
        return
    for found in read_one_number(sentence, at):
        if isinstance(found.value, int) and 1 <= found.value <= 12:
            yield found


def _read_slash(sentence: Sentence, at: int, bare: bool) -> Iterator[Derivation]:
    """Alone, "21-3" can only be a date when the first figure is no month, and "8.30" never is."""
    for found in read_figures(sentence, at, _ORDER):
        mark = mark_of(sentence, at, found.stop)
        short = found.stop - at == 3
        with_year = 4 in (len(sentence.tokens[at].word), len(sentence.tokens[found.stop - 1].word))
        sure = mark == "/" or (mark == "-" and int(sentence.tokens[at].word) > 12)
        if sure or with_year or not (bare and short):
            yield found
