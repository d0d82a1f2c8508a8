"""Times and voices as people write them, in their language."""

from datetime import date, datetime

from api.i18n import Locale, translate


def clock(ms: int) -> str:
    """``83000`` → ``1:23``; hours only when there are any."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def moment(value: date, locale: Locale) -> str:
    """``Thứ Năm 12/3/2026`` for a day, with the hour when it is known."""
    day = translate(
        "web.date",
        locale,
        weekday=translate(f"weekday.{value.weekday()}", locale),
        day=value.day,
        month=value.month,
        year=value.year,
    )
    if not isinstance(value, datetime):
        return day
    return translate("web.date_and_time", locale, date=day, time=f"{value:%H:%M}")


def voice(speaker: str | None, locale: Locale) -> str:
    """A person's name as it is; ``SPEAKER_00`` as the first voice."""
    if speaker is None:
        return translate("web.voice_unknown", locale)
    prefix, _, number = speaker.partition("_")
    if prefix == "SPEAKER" and number.isdecimal():
        return translate("web.voice", locale, number=int(number) + 1)
    return speaker
