"""What the job runner asks of the application."""

from pathlib import Path

from api.flows.process import process_recording
from api.flows.services import Services
from api.jobs import Job, JobQueue, Lease
from models.errors import ThukyError


class ProcessingWorkshop:
    """Implements ``api.jobs.Workshop`` for recordings."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def queue(self) -> JobQueue:
        return self._services.queue

    @property
    def job_attempts(self) -> int:
        return self._services.settings.job_attempts

    @property
    def slots(self) -> Path:
        return self._services.settings.data_dir / "workers"

    def work(self, lease: Lease) -> None:
        process_recording(self._services, lease)

    def give_up(self, job: Job, error: ThukyError) -> None:
        with self._services.database.writing() as uow:
            uow.runs.fail(job.id, error)
            self.queue.close(uow.connection, job)

    def put_back(self, job: Job, *, after_s: float, counted: bool) -> None:
        give_back = self.queue.retry if counted else self.queue.release
        with self._services.database.writing() as uow:
            uow.runs.requeue(job.id)
            give_back(uow.connection, job, after_s)
