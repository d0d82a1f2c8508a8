"""How far a run is, in words."""

import math

from api.flows.services import Services
from api.i18n import Locale, translate
from models.run import Run


def seconds_left(services: Services, run: Run) -> float | None:
    """Until the expected end; None when nothing is known of it."""
    if run.ends_at is None or run.state != "processing":
        return None
    return max(0.0, (run.ends_at - services.clock()).total_seconds())


def current_step(run: Run) -> str | None:
    if run.state != "processing":
        return None
    return next((step.name for step in reversed(run.steps) if step.state == "running"), None)


def progress_text(run: Run, left_s: float | None, locale: Locale) -> str:
    """The step, or else the state, and the time left in minutes, rounded up."""
    step = current_step(run)
    if step is None:
        words = translate(f"state.{run.state}", locale)
    else:
        name, _, number = step.partition(" ")
        words = translate(f"step.{name}", locale, number=number)
    if left_s is None:
        return words
    rest = translate("web.time_left", locale, minutes=max(1, math.ceil(left_s / 60)))
    return f"{words} · {rest}"
