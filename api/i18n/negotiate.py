"""Which language to speak to somebody."""

from api.i18n import LOCALES, Locale


def preferred_locale(accept_language: str, chosen: str | None = None) -> Locale:
    """What the person chose; else the best of ours in ``Accept-Language`` (RFC 9110 §12.5.4); else Vietnamese."""
    for locale in LOCALES:
        if chosen == locale:
            return locale
    best: tuple[float, Locale] = (0.0, LOCALES[0])
    for part in accept_language[:500].split(","):
        tag, _, parameters = part.partition(";")
        quality = _quality(parameters)
        for locale in LOCALES:
            if tag.strip().lower().split("-")[0] == locale and quality > best[0]:
                best = (quality, locale)
    return best[1]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
