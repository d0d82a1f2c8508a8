"""What the clock has done: by one worker of all, once in a while; and history, which ends."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from api.bootstrap import Services, build_services
from api.flows.duties import DUTIES, Duty, do_duties
from api.jobs.table import JOBS
from api.settings import Settings
from api.store.unit_of_work import UnitOfWork
from models.errors import TransientError
from models.tables import ArtifactRow, RunRow, StepRow

DAY = timedelta(days=1)
WORKERS = 4


@pytest.fixture
def workers(settings: Settings) -> Iterator[list[Services]]:
    with ExitStack() as stack:
        built = [build_services(settings) for _ in range(WORKERS)]
        for each in built:
            stack.enter_context(closing(each.database))
        yield built


def later(services: Services, **time: float) -> Services:
    return replace(services, clock=lambda: services.clock() + timedelta(**time))


def test_of_several_workers_one_does_what_is_due(workers: list[Services]) -> None:
    done: list[int] = []
    duty = Duty("count", DAY, lambda _services, _uow: done.append(1))

    def all_at_once(**time: float) -> int:
        barrier = Barrier(WORKERS)

        def look(services: Services) -> None:
            barrier.wait()
            do_duties(services, [duty])

        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(look, [later(each, **time) for each in workers]))
        return len(done)

    assert all_at_once() == 1
    assert all_at_once(hours=23) == 1
    assert all_at_once(hours=25) == 2
    assert all_at_once(hours=26) == 2


def test_a_duty_that_fails_undoes_everything_is_done_again_and_keeps_no_other(services: Services) -> None:
    done: list[str] = []

    def fail_once(services: Services, uow: UnitOfWork) -> None:
        uow.people.add_failure("lan", "::1", services.clock())
        done.append("tried")
        if len(done) == 1:
            raise TransientError("storage.full")

    def break_once(_services: Services, _uow: UnitOfWork) -> None:
        done.append("broken")
        if done.count("broken") == 1:
            raise ZeroDivisionError

    duties = [
        Duty("first", DAY, fail_once),
        Duty("second", DAY, break_once),
        Duty("third", DAY, lambda _services, _uow: done.append("third")),
    ]
    do_duties(services, duties)
    assert done == ["tried", "broken", "third"]
    assert failures(services) == 0
    do_duties(services, duties)
    do_duties(services, duties)
    assert done == ["tried", "broken", "third", "tried", "broken"]
    assert failures(services) == 1


def failures(services: Services) -> int:
    with services.database.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM sign_in_failures").scalar_one())


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=3650)])
def test_a_clock_set_back_does_not_put_a_duty_off(services: Services, back: timedelta) -> None:
    done: list[int] = []
    duty = Duty("count", DAY, lambda _services, _uow: done.append(1))
    do_duties(later(services, seconds=back.total_seconds()), [duty])
    do_duties(services, [duty])
    do_duties(services, [duty])
    assert len(done) == 2


RUNS = [
    # each run: its state, and the steps it has done; which of them are still there
    ([("ready", "ab"), ("ready", "ab")], [2]),
    ([("ready", "ab"), ("ready", "ab"), ("ready", "ab")], [3]),
    ([("ready", "ab")], [1]),
    ([("failed", "a")], [1]),
    ([("failed", "a"), ("failed", "ab")], [2]),
    ([("ready", "ab"), ("failed", "")], [1, 2]),
    ([("ready", "ab"), ("failed", "ab")], [1, 2]),
    ([("ready", "abc"), ("ready", "ab"), ("ready", "ab")], [1, 3]),
    ([("ready", "ab"), ("ready", "ab"), ("queued", "")], [1, 2, 3]),
    ([("ready", "ab"), ("failed", "ab"), ("processing", "a")], [1, 2, 3]),
]


@pytest.mark.parametrize(("runs", "kept"), RUNS)
def test_what_is_read_or_worked_on_stays_whatever_its_age(
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    runs: Sequence[tuple[str, str]],
    kept: Sequence[int],
) -> None:
    recording = upload(secretary)["id"]
    with services.database.writing() as uow:
        now = services.clock()
        (first,) = uow.connection.scalars(select(RunRow.id))
        ids = [first, *(f"run{number}" for number in range(2, len(runs) + 1))]
        for run_id, (state, steps) in zip(ids, runs, strict=True):
            if run_id != first:
                uow.runs.add(run_id, recording, now, 1)
            for step in steps:
                uow.runs.begin_step(run_id, step, now)
                uow.runs.end_step(run_id, step, now, None)
            uow.connection.execute(update(RunRow).where(RunRow.id == run_id).values(state=state))
    shown = secretary.get(f"/api/recordings/{recording}").json()
    do_duties(later(services, days=89))
    assert numbers(services) == list(range(1, len(runs) + 1)), "younger than the setting"
    do_duties(later(services, days=91))
    assert numbers(services) == kept
    assert shown == secretary.get(f"/api/recordings/{recording}").json()


def numbers(services: Services) -> list[int]:
    with services.database.engine.connect() as connection:
        lonely = select(func.count()).where(StepRow.run_id.not_in(select(RunRow.id)))
        assert connection.scalar(lonely) == 0
        return list(connection.scalars(select(RunRow.number).order_by(RunRow.number)))


def test_forgetting_takes_no_result_and_no_waiting_job(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    assert secretary.post(f"/api/recordings/{recording}/runs").status_code == 202
    work()
    waiting = upload(secretary, "later.wav", tail=b"more")["id"]
    shown = {each: secretary.get(f"/api/recordings/{each}").json() for each in (recording, waiting)}
    said = secretary.get(f"/api/recordings/{recording}/transcript").json()
    results = artifacts(services)
    do_duties(later(services, days=91))
    with services.database.engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(select(JOBS.c.subject, JOBS.c.state))] == [
            (waiting, "queued")
        ]
        assert connection.scalar(select(func.count()).select_from(RunRow)) == 2
    assert shown == {each: secretary.get(f"/api/recordings/{each}").json() for each in (recording, waiting)}
    assert said == secretary.get(f"/api/recordings/{recording}/transcript").json()
    assert artifacts(services) == results
    work()
    assert secretary.get(f"/api/recordings/{waiting}").json()["state"] == "ready"
    assert secretary.post(f"/api/recordings/{recording}/runs").status_code == 202
    work()
    assert results <= artifacts(services), "what was kept is used again"
    assert len(artifacts(services)) == 2 * len(results)


def artifacts(services: Services) -> set[str]:
    with services.database.engine.connect() as connection:
        return set(connection.scalars(select(ArtifactRow.id)))


def test_history_is_forgotten_daily() -> None:
    assert {duty.name: duty.every for duty in DUTIES}["forget history"] == DAY
