"""How English writes a date that was understood."""

from datetime import datetime

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DOUBTS = {
    "date.impossible": "there is no such date",
    "date.weekday": "the weekday and the date do not agree",
}


class EnglishWording:
    def day(self, moment: datetime) -> str:
        return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"

    def month(self, moment: datetime) -> str:
        return f"{_MONTHS[moment.month - 1]} {moment.year}"

    def quarter(self, moment: datetime) -> str:
        return f"Q{(moment.month + 2) // 3} {moment.year}"

    def year(self, moment: datetime) -> str:
        return f"{moment.year}"

    def at(self, clock: str, day: str) -> str:
        return f"{clock}, {day}"

    def span(self, start: str, end: str) -> str:
        return f"{start} – {end}"

    def before(self, what: str) -> str:
        return f"before {what}"

    def by(self, what: str) -> str:
        return f"by {what}"

    def after(self, what: str) -> str:
        return f"from {what}"

    def repeated(self, rule: str, what: str) -> str:
        return f"repeats {rule}, first {what}" if what else f"repeats {rule}"

    def doubtful(self, doubt: str) -> str:
        return _DOUBTS.get(doubt, "unclear")
