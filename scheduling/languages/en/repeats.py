"""What comes back: every Monday, every other Tuesday, the first Wednesday of every month, daily."""

from scheduling.dates.join import join
from scheduling.dates.meaning import Meaning
from scheduling.dates.phrase import Phrase, Repeat
from scheduling.dates.recurrence import WEEKDAYS
from scheduling.languages.grammar import Grammar


def add_repeats(grammar: Grammar) -> None:
    grammar.table("every", {"every": 0, "each": 0, "once every": 0, "once each": 0, "every single": 0})
    grammar.table(
        "rhythm",
        {
            "day": Repeat("DAILY"),
            "days": Repeat("DAILY"),
            "week": Repeat("WEEKLY"),
            "weeks": Repeat("WEEKLY"),
            "month": Repeat("MONTHLY"),
            "months": Repeat("MONTHLY"),
            "quarter": Repeat("MONTHLY", 3),
            "quarters": Repeat("MONTHLY", 3),
            "year": Repeat("YEARLY"),
            "years": Repeat("YEARLY"),
            "fortnight": Repeat("WEEKLY", 2),
            "hour": Repeat("HOURLY"),
            "hours": Repeat("HOURLY"),
        },
    )
    grammar.table(
        "repeat",
        {
            "daily": Repeat("DAILY"),
            "everyday": Repeat("DAILY"),
            "weekly": Repeat("WEEKLY"),
            "biweekly": Repeat("WEEKLY", 2),
            "bi - weekly": Repeat("WEEKLY", 2),
            "fortnightly": Repeat("WEEKLY", 2),
            "monthly": Repeat("MONTHLY"),
            "quarterly": Repeat("MONTHLY", 3),
            "yearly": Repeat("YEARLY"),
            "annually": Repeat("YEARLY"),
            "semi - annually": Repeat("MONTHLY", 6),
            "semiannually": Repeat("MONTHLY", 6),
            "hourly": Repeat("HOURLY"),
            "once a day": Repeat("DAILY"),
            "once a week": Repeat("WEEKLY"),
            "once a fortnight": Repeat("WEEKLY", 2),
            "once a month": Repeat("MONTHLY"),
            "once a quarter": Repeat("MONTHLY", 3),
            "once a year": Repeat("YEARLY"),
            "every weekday": Repeat("WEEKLY", days=WEEKDAYS[:5]),
            "every workday": Repeat("WEEKLY", days=WEEKDAYS[:5]),
            "every working day": Repeat("WEEKLY", days=WEEKDAYS[:5]),
            "weekdays": Repeat("WEEKLY", days=WEEKDAYS[:5]),
            "every business day": Repeat("WEEKLY", days=WEEKDAYS[:5]),
            "each weekday": Repeat("WEEKLY", days=WEEKDAYS[:5]),
            "every weekend": Repeat("WEEKLY", days=WEEKDAYS[5:]),
            "weekends": Repeat("WEEKLY", days=WEEKDAYS[5:]),
            "every morning": Repeat("DAILY"),
            "every evening": Repeat("DAILY"),
            "every night": Repeat("DAILY"),
            "every afternoon": Repeat("DAILY"),
        },
        weight=1,
    )

    @grammar.rule("weekdays", "<weekday>", "<weekday_plural:weekday>")
    def one(weekday: int) -> tuple[str, ...]:
        return (WEEKDAYS[weekday],)

    @grammar.rule(
        "weekdays",
        "<weekday> ,|and|& <weekdays>",
        "<weekday> , and <weekdays>",
        "<weekday_plural:weekday> ,|and|& <weekdays>",
    )
    def several(weekday: int, weekdays: tuple[str, ...]) -> tuple[str, ...] | None:
        return (WEEKDAYS[weekday], *weekdays) if len(weekdays) < 7 else None

    @grammar.rule("weekdays", "<weekday> to|through|- <weekday:last>")
    def through(weekday: int, last: int) -> tuple[str, ...] | None:
        return WEEKDAYS[weekday : last + 1] if last > weekday else None

    @grammar.rule("repeat", "<every> <rhythm>")
    def each(every: int, rhythm: Repeat) -> Repeat:
        return rhythm

    @grammar.rule("repeat", "<every> <number> <rhythm>", "once <every> <number> <rhythm>")
    def each_few(every: int, number: int, rhythm: Repeat) -> Repeat | None:
        return Repeat(rhythm.frequency, rhythm.interval * number) if number else None

    @grammar.rule("repeat", "<every> other|second|alternate <rhythm>")
    def every_other(every: int, rhythm: Repeat) -> Repeat:
        return Repeat(rhythm.frequency, rhythm.interval * 2)

    @grammar.rule(
        "repeat",
        "on? <every> <weekdays>",
        "weekly on <weekdays>",
        "<every> week on a? <weekdays>",
        "<weekdays> weekly",
        "<weekdays> <every> week",
        weight=2,
    )
    def weekly(weekdays: tuple[str, ...], every: int = 0) -> Repeat:
        return Repeat("WEEKLY", days=tuple(dict.fromkeys(weekdays)))

    @grammar.rule(
        "repeat",
        "on? <every> other|second|alternate <weekdays>",
        "<every> other|second week on <weekdays>",
        "<every> 2|two weeks on a? <weekdays>",
        "<every> fortnight on? a? <weekdays>",
        "fortnightly on <weekdays>",
        "biweekly on <weekdays>",
        weight=3,
    )
    def every_other_weekday(weekdays: tuple[str, ...], every: int = 0) -> Repeat:
        return Repeat("WEEKLY", 2, days=weekdays)

    @grammar.rule("repeat", "on? <weekday_plural>", "on? <weekday_plural> and <weekday_plural:other>")
    def plural(weekday_plural: int, other: int | None = None) -> Repeat:
        days = (WEEKDAYS[weekday_plural],) if other is None else (WEEKDAYS[weekday_plural], WEEKDAYS[other])
        return Repeat("WEEKLY", days=days)

    @grammar.rule(
        "repeat",
        "monday to friday",
        "mondays to fridays",
        "mon - fri",
        "monday through friday",
        "monday - friday",
        weight=1,
    )
    def working_week() -> Repeat:
        return Repeat("WEEKLY", days=WEEKDAYS[:5])

    @grammar.rule(
        "repeat",
        "on? the? <nth> <weekday> of every|each month",
        "every|each <nth> <weekday> of the month",
        "monthly on the <nth> <weekday>",
        "every month on the <nth> <weekday>",
        weight=3,
    )
    def monthly_weekday(nth: int, weekday: int) -> Repeat:
        return Repeat("MONTHLY", days=(f"{nth}{WEEKDAYS[weekday]}",))

    @grammar.rule(
        "repeat",
        "on? the? <ordinal_day> of every|each month",
        "every month on the <ordinal_day>",
        "every <ordinal_day> of the month",
        "monthly on the <ordinal_day>",
        weight=3,
    )
    def monthly(ordinal_day: int) -> Repeat:
        return Repeat("MONTHLY", month_days=(ordinal_day,))

    @grammar.rule("month_days", "the? <ordinal_day>")
    def one_day(ordinal_day: int) -> tuple[int, ...]:
        return (ordinal_day,)

    @grammar.rule(
        "month_days",
        "the? <ordinal_day> ,|and|& <month_days>",
        "the? <ordinal_day> , and <month_days>",
    )
    def days(ordinal_day: int, month_days: tuple[int, ...]) -> tuple[int, ...] | None:
        return (ordinal_day, *month_days) if len(month_days) < 8 else None

    @grammar.rule(
        "repeat",
        "on? <month_days> of every|each month",
        "every month on <month_days>",
        "monthly on <month_days>",
        weight=3,
    )
    def monthly_days(month_days: tuple[int, ...]) -> Repeat:
        return Repeat("MONTHLY", month_days=month_days)

    @grammar.rule(
        "repeat",
        "on? the? <nth:first> and <nth> <weekday> of every|each month",
        "every|each <nth:first> and <nth> <weekday> of the month",
        weight=3,
    )
    def two_weekdays(first: int, nth: int, weekday: int) -> Repeat:
        return Repeat("MONTHLY", days=(f"{first}{WEEKDAYS[weekday]}", f"{nth}{WEEKDAYS[weekday]}"))

    @grammar.rule(
        "repeat", "the? last day of every|each month", "the? end of every|each month", "every month end", weight=3
    )
    def month_end() -> Repeat:
        return Repeat("MONTHLY", month_days=(-1,))

    _add_phrases(grammar)


def _add_phrases(grammar: Grammar) -> None:
    grammar.table(
        "rlink",
        dict.fromkeys(
            (
                ",",
                "at",
                "from",
                "starting",
                "starting from",
                "starting on",
                "beginning",
                ", starting",
                ", beginning",
                ", from",
                "in the",
                "around",
                "on",
                ", at",
                "as of",
                "commencing",
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
        "<seq> <repeat>",
        "<seq> <rlink> <repeat>",
        "<repeat> ,? <clock:seq>",
        "<repeat> ,? <loose_clock_told:seq>",
        weight=4,
    )
    def with_more(repeat: Repeat, seq: Meaning, rlink: int = 0) -> Phrase | None:
        return Phrase(seq, repeat=repeat)

    @grammar.rule("loose_clock_told", "<hour_and_minute>", "<hour> o|'|clock")
    def told(hour_and_minute: Meaning | None = None, hour: int = 0) -> Meaning | None:
        return hour_and_minute

    @grammar.rule(
        "core",
        "<seq:day> ,? <repeat> ,? <seq>",
        "<seq:day> <repeat> <rlink> <seq>",
        "<repeat> <rlink>? <seq:day> <rlink:second> <seq>",
        weight=4,
    )
    def around(day: Meaning, repeat: Repeat, seq: Meaning, rlink: int = 0, second: int = 0) -> Phrase | None:
        both = join(day, seq)
        return None if both is None else Phrase(both, repeat=repeat)

    @grammar.rule("core", "<repeat> ,? <hours_range>", weight=5)
    def hours(repeat: Repeat, hours_range: Phrase) -> Phrase:
        return Phrase(hours_range.meaning, hours_range.to, repeat=repeat)

    @grammar.rule(
        "core",
        "from|starting|beginning|starting_from <seq:day> ,? <repeat>",
        "from|starting|beginning|starting_from <seq:day> ,? <repeat> <rlink>? <seq>",
        weight=5,
    )
    def starting_on(day: Meaning, repeat: Repeat, seq: Meaning | None = None, rlink: int = 0) -> Phrase | None:
        both = day if seq is None else join(day, seq)
        return None if both is None else Phrase(both, repeat=repeat)

    @grammar.rule(
        "core",
        "<repeat> ,? until|till|through|to <seq>",
        "<repeat> <seq:more> ,? until|till|through <seq>",
        "<repeat> <rlink> <seq:more> ,? until|till|through <seq>",
        weight=5,
    )
    def until(repeat: Repeat, seq: Meaning, more: Meaning | None = None, rlink: int = 0) -> Phrase:
        return Phrase(more, repeat=repeat, until=seq)
