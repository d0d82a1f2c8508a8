"""Work that survives: the one place that knows how jobs are queued, leased, retried and recovered."""

from api.jobs.lease import Lease, StoppedError
from api.jobs.queue import Job, JobQueue, LeaseLostError
from api.jobs.slot import worker_slot
from api.jobs.worker import Workshop, run_worker

__all__ = ["Job", "JobQueue", "Lease", "LeaseLostError", "StoppedError", "Workshop", "run_worker", "worker_slot"]
