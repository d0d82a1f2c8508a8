"""How Vietnamese writes a date that was understood."""

from datetime import datetime

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DOUBTS = {
    "date.impossible": "không có ngày giờ này",
    "date.weekday": "thứ và ngày không khớp",
}


class VietnameseWording:
    def day(self, moment: datetime) -> str:
        return f"{_DAYS[moment.weekday()]} {moment:%d/%m}/{moment.year}"

    def month(self, moment: datetime) -> str:
        return f"tháng {moment.month}/{moment.year}"

    def quarter(self, moment: datetime) -> str:
        return f"quý {(moment.month + 2) // 3}/{moment.year}"

    def year(self, moment: datetime) -> str:
        return f"năm {moment.year}"

    def at(self, clock: str, day: str) -> str:
        return f"{clock} {day}"

    def span(self, start: str, end: str) -> str:
        return f"{start} – {end}"

    def before(self, what: str) -> str:
        return f"trước {what}"

    def by(self, what: str) -> str:
        return f"chậm nhất {what}"

    def after(self, what: str) -> str:
        return f"từ {what}"

    def repeated(self, rule: str, what: str) -> str:
        return f"lặp lại {rule}, lần đầu {what}" if what else f"lặp lại {rule}"

    def doubtful(self, doubt: str) -> str:
        return _DOUBTS.get(doubt, "chưa rõ")
