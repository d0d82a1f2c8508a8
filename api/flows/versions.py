"""What an installation still has of earlier versions, for whoever runs it to see."""

from dataclasses import dataclass

from api.flows.kept import PIPELINE
from api.jobs import count_unfinished
from api.store.database import Database


@dataclass(frozen=True, slots=True)
class WorkByVersion:
    """Numbers of recordings. ``earlier`` and ``newer`` wait, or are in work, since another version of the pipeline;
    ``outdated`` are ready, and were made ready by an earlier one."""

    earlier: int
    newer: int
    outdated: int


def work_by_version(database: Database) -> WorkByVersion:
    """
    Raises:
        TransientError, UserError: ``database.*``.
    """
    with database.reading() as uow:
        unfinished = count_unfinished(uow.connection)
        outdated = uow.runs.count_outdated(PIPELINE)
    return WorkByVersion(
        earlier=sum(count for version, count in unfinished.items() if version < PIPELINE),
        newer=sum(count for version, count in unfinished.items() if version > PIPELINE),
        outdated=outdated,
    )
