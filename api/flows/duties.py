"""What the clock has done: each duty in ``DUTIES`` is done by whichever worker looks first, and by no other."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from api.flows.services import Services
from api.jobs import is_due, take_duty
from api.store.unit_of_work import UnitOfWork
from models.errors import ThukyError

log = logging.getLogger("thuky.duties")


@dataclass(frozen=True, slots=True)
class Duty:
    """``act`` works within the transaction that says it was done: both are, or neither.

    It is short, since nobody else writes meanwhile. What leaves this machine (a letter) cannot be taken back with a
    transaction: ``act`` notes in a row that it is to be sent.
    """

    name: str
    every: timedelta
    act: Callable[[Services, UnitOfWork], None]


def forget_history(services: Services, uow: UnitOfWork) -> None:
    """Finished work that later work has superseded; see ``RunStore.forget`` for what stays whatever its age."""
    before = services.clock() - timedelta(days=services.settings.history_days)
    runs = uow.runs.forget(before)
    jobs = services.queue.forget(uow.connection, before)
    log.info("%d runs and %d jobs from before %s are forgotten", runs, jobs, before.date())


DUTIES: tuple[Duty, ...] = (Duty("forget history", timedelta(days=1), forget_history),)


def do_duties(services: Services, duties: Sequence[Duty] = DUTIES) -> None:
    """Do what is due. One that fails is due still, and keeps no other from being done."""
    for duty in duties:
        try:
            _do(services, duty)
        except ThukyError as error:
            log.warning("duty '%s': %s; trying again later", duty.name, error, exc_info=error.__cause__)
        except Exception:  # a fault of ours costs this duty a minute, not the others their turn
            log.exception("duty '%s': a fault in the program", duty.name)


def _do(services: Services, duty: Duty) -> None:
    """Looks first without holding up anybody who writes."""
    now = services.clock()
    with services.database.reading() as uow:
        if not is_due(uow.connection, duty.name, duty.every, now):
            return
    with services.database.writing() as uow:
        if take_duty(uow.connection, duty.name, duty.every, now):
            duty.act(services, uow)
