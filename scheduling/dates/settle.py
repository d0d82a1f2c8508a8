"""Morning or afternoon, when nobody said."""

from dataclasses import replace

from models.when import Grain
from scheduling.dates.meaning import All, Clock, Meaning
from scheduling.dates.relative import Cycle

TODAY = Cycle(Grain.DAY, 0)


def settle(meaning: Meaning) -> Meaning:
    """ "Two o'clock" is in the afternoon and "eight o'clock" in the morning: the half in which people work.

    Today it is the half that is still to come.
    """
    if isinstance(meaning, Clock):
        return working_hour(meaning)
    if not isinstance(meaning, All) or TODAY in meaning.parts:
        return meaning
    return All(tuple(working_hour(part) if isinstance(part, Clock) else part for part in meaning.parts))


def working_hour(clock: Clock) -> Clock:
    if not clock.twelve:
        return clock
    hour = clock.hour % 12
    return replace(clock, hour=hour + 12 if hour < 6 else hour, twelve=False)
