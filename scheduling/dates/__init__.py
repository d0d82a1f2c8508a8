"""From words to dates: find them in a text, understand them, and read them as a deadline or a start."""

from scheduling.dates.conventions import due_value, start_value, stated_end
from scheduling.dates.find import find_dates
from scheduling.dates.resolve import IMPOSSIBLE

__all__ = ["IMPOSSIBLE", "due_value", "find_dates", "start_value", "stated_end"]
