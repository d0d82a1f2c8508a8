"""One job, one worker; nothing lost, nothing twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from api.bootstrap import Services
from api.jobs import Job, JobQueue, LeaseLostError, worker_slot


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(services: Services, clock: Clock) -> Iterator[JobQueue]:
    return JobQueue(services.database.connecting, services.database.looking, clock, lease_s=60, version=1)


def put(services: Services, queue: JobQueue, *ids: str, owner: str = "lan") -> None:
    with services.database.writing() as uow:
        for job_id in ids:
            queue.enqueue(uow.connection, job_id, f"recording of {job_id}", owner)


def test_first_come_first_served(services: Services, queue: JobQueue) -> None:
    put(services, queue, "b", "a")
    assert queue.claim("w") == Job("b", "recording of b", 1, "w")
    assert queue.claim("w") == Job("a", "recording of a", 1, "w")
    assert queue.claim("w") is None


def test_a_job_is_queued_exactly_when_the_transaction_commits(services: Services, queue: JobQueue) -> None:
    with suppress(RuntimeError), services.database.writing() as uow:
        queue.enqueue(uow.connection, "a", "r", "lan")
        raise RuntimeError
    assert queue.claim("w") is None


def test_workers_racing_for_jobs_share_them_without_doubles(services: Services, queue: JobQueue) -> None:
    put(services, queue, *(f"j{n:02}" for n in range(20)))

    def take_all(worker: str) -> list[str]:
        taken = []
        while (job := queue.claim(worker)) is not None:
            taken.append(job.id)
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [job_id for share in pool.map(take_all, "abcd") for job_id in share]
    assert sorted(taken) == [f"j{n:02}" for n in range(20)]


def test_a_silent_worker_loses_its_job_and_its_late_result_is_refused(
    services: Services, queue: JobQueue, clock: Clock
) -> None:
    put(services, queue, "a")
    frozen = queue.claim("frozen")
    assert frozen is not None
    assert queue.claim("other") is None
    clock.now += timedelta(seconds=61)
    taken = queue.claim("other")
    assert taken == Job("a", "recording of a", 2, "other")
    with pytest.raises(LeaseLostError), services.database.writing() as uow:
        queue.close(uow.connection, frozen)
    with services.database.writing() as uow:
        queue.close(uow.connection, taken)
    assert queue.claim("other") is None


def test_a_heartbeat_keeps_the_job(services: Services, queue: JobQueue, clock: Clock) -> None:
    put(services, queue, "a")
    job = queue.claim("w")
    assert job is not None
    for _ in range(5):
        clock.now += timedelta(seconds=40)
        queue.renew(job)
        assert queue.claim("other") is None


def test_a_restarted_worker_finds_its_own_work_at_once(services: Services, queue: JobQueue) -> None:
    put(services, queue, "a")
    queue.claim("host:1")
    queue.reclaim("host:2")
    assert queue.claim("host:2") is None
    queue.reclaim("host:1")
    assert queue.claim("host:1") == Job("a", "recording of a", 2, "host:1")


def test_an_interruption_costs_no_attempt_a_retry_does(services: Services, queue: JobQueue, clock: Clock) -> None:
    put(services, queue, "a")
    first = queue.claim("w")
    assert first is not None
    with services.database.writing() as uow:
        queue.release(uow.connection, first, after_s=0)
    again = queue.claim("w")
    assert again is not None
    assert again.attempt == 1
    with services.database.writing() as uow:
        queue.retry(uow.connection, again, after_s=30)
    assert queue.claim("w") is None
    clock.now += timedelta(seconds=31)
    later = queue.claim("w")
    assert later is not None
    assert later.attempt == 2


def test_each_living_worker_has_a_name_of_its_own(services: Services) -> None:
    folder = services.settings.data_dir / "workers"
    with worker_slot(folder) as one:
        with worker_slot(folder) as two:
            assert one != two
        with worker_slot(folder) as three:
            assert three == two


def test_what_a_clock_that_ran_ahead_has_queued_does_not_wait_for_years(
    services: Services, queue: JobQueue, clock: Clock
) -> None:
    clock.now += timedelta(days=3650)
    put(services, queue, "a")
    clock.now -= timedelta(days=3650)
    assert queue.claim("w") == Job("a", "recording of a", 1, "w")


def test_fifty_recordings_of_one_person_do_not_hold_up_the_one_of_another(
    services: Services, queue: JobQueue
) -> None:
    put(services, queue, *(f"a{n:02}" for n in range(50)))
    taken = [job.id for _ in range(2) if (job := queue.claim("w")) is not None]
    put(services, queue, "b", owner="minh")
    taken += [job.id for _ in range(50) if (job := queue.claim("w")) is not None]
    assert taken == ["a00", "a01", "b", *(f"a{n:02}" for n in range(2, 50))]


def test_people_are_served_in_turn_even_when_the_clock_goes_back(
    services: Services, queue: JobQueue, clock: Clock
) -> None:
    put(services, queue, "a1", "a2", owner="an")
    put(services, queue, "b1", "b2", owner="binh")
    taken = []
    for _ in range(4):
        clock.now += timedelta(seconds=5)
        if (job := queue.claim("w")) is not None:
            taken.append(job.id)
        clock.now -= timedelta(seconds=4)
    assert taken == ["a1", "b1", "a2", "b2"]


def test_a_clock_set_back_an_hour_keeps_a_dead_worker_s_job_no_longer_than_a_lease(
    services: Services, queue: JobQueue, clock: Clock
) -> None:
    put(services, queue, "a")
    queue.claim("dead")
    clock.now -= timedelta(hours=1)
    assert queue.claim("other") is None
    clock.now += timedelta(seconds=61)
    assert queue.claim("other") == Job("a", "recording of a", 2, "other")


def test_a_living_worker_keeps_its_job_when_the_clock_is_set_back(
    services: Services, queue: JobQueue, clock: Clock
) -> None:
    put(services, queue, "a")
    job = queue.claim("alive")
    assert job is not None
    clock.now -= timedelta(hours=1)
    for _ in range(5):
        assert queue.claim("other") is None
        queue.renew(job)
        clock.now += timedelta(seconds=40)
    with services.database.writing() as uow:
        queue.close(uow.connection, job)


def test_a_lease_that_ran_out_while_everybody_waited_for_the_database_is_given_once_more(
    services: Services, queue: JobQueue, clock: Clock
) -> None:
    put(services, queue, "a", "b")
    job = queue.claim("busy")
    dead = queue.claim("dead")
    assert job is not None
    assert dead is not None
    clock.now += timedelta(seconds=200)
    assert queue.claim("idle", waited_s=190) is None, "the leases ended within these 190 s"
    with services.database.writing() as uow:
        queue.close(uow.connection, job)
    clock.now += timedelta(seconds=61)
    taken = queue.claim("idle")
    assert taken is not None
    assert (taken.id, taken.attempt) == ("b", 2), "once more, not for ever"


def test_a_lease_that_had_ended_before_the_database_went_away_is_not_given_again(
    services: Services, queue: JobQueue, clock: Clock
) -> None:
    put(services, queue, "a")
    assert queue.claim("dead") is not None
    clock.now += timedelta(seconds=200)
    assert queue.claim("idle", waited_s=100) is not None
