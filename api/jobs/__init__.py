"""Work that survives: the one place that knows how jobs are queued, leased, retried and recovered."""

from api.jobs.duties import is_due, take_duty
from api.jobs.hand import Hand
from api.jobs.lease import Lease, StoppedError
from api.jobs.outage import is_outage, until_answered
from api.jobs.queue import Job, JobQueue, LeaseLostError, count_unfinished
from api.jobs.slot import worker_slot
from api.jobs.worker import Workshop, run_worker

__all__ = [
    "Hand",
    "Job",
    "JobQueue",
    "Lease",
    "LeaseLostError",
    "StoppedError",
    "Workshop",
    "count_unfinished",
    "is_due",
    "is_outage",
    "run_worker",
    "take_duty",
    "until_answered",
    "worker_slot",
]
