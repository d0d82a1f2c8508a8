"""What the job runner asks of the application."""

from pathlib import Path

from api.flows.process import process_recording
from api.flows.services import Services
from api.jobs import Hand, Job, JobQueue, Lease
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

    def rest(self) -> None:
        """Nothing has to be put away: the work was done in this very process."""

    def give_up(self, job: Job, error: ThukyError) -> None:
        with self._services.database.writing() as uow:
            uow.runs.fail(job.id, error)
            self.queue.close(uow.connection, job)

    def put_back(self, job: Job, *, after_s: float, counted: bool) -> None:
        give_back = self.queue.retry if counted else self.queue.release
        with self._services.database.writing() as uow:
            uow.runs.requeue(job.id)
            give_back(uow.connection, job, after_s)


class ApartWorkshop(ProcessingWorkshop):
    """The same, but each recording is processed in another process, which can be killed."""

    def __init__(self, services: Services, hand: Hand) -> None:
        super().__init__(services)
        self._hand = hand

    def work(self, lease: Lease) -> None:
        self._hand.do(lease)

    def rest(self) -> None:
        self._hand.rest()
