"""What becomes of recordings that an earlier version has queued, begun or finished."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from alembic import command
from sqlalchemy import func, select
from starlette.testclient import TestClient

from api.bootstrap import Services, build_services
from api.flows import versions
from api.flows.kept import PIPELINE
from api.flows.versions import WorkByVersion, work_by_version
from api.flows.workshop import ProcessingWorkshop
from api.jobs import Job, JobQueue, LeaseLostError, run_worker
from api.jobs.table import JOBS
from api.settings import Settings
from models.migrations import alembic_config
from models.tables import ArtifactRow, ProposalRow, RecordingRow, RunRow, StepRow

STEPS = {
    1: ("find_speech", "transcribe 1", "transcript", "diarize", "attribute", "match_voices", "extract"),
}
"""Of a short recording, by version of the pipeline. When they change, ``PIPELINE`` rises and a line is added."""
BEFORE_VERSIONS = "0008"
"""The last revision in which nothing said of which version work is."""

Upload = Callable[..., dict[str, str]]


def of_version(services: Services, version: int, **later: float) -> Services:
    """The same installation as another version would run it, perhaps later."""

    def clock() -> object:
        return services.clock() + timedelta(**later)

    connecting = (services.database.connecting, services.database.looking)
    queue = JobQueue(*connecting, clock, services.queue.lease_s, version)  # type: ignore[arg-type]
    return replace(services, queue=queue, clock=clock)


def work(services: Services) -> None:
    run_worker(ProcessingWorkshop(services), Event(), until_idle=True)


def state_of(client: TestClient, recording: str) -> str:
    return str(client.get(f"/api/recordings/{recording}").json()["state"])


def steps(services: Services, run: str) -> tuple[str, ...]:
    with services.database.engine.connect() as connection:
        query = select(StepRow.name).where(StepRow.run_id == run, StepRow.state.in_(("done", "skipped")))
        names = tuple(connection.scalars(query.order_by(StepRow.position)))
        assert connection.scalar(select(func.count()).where(StepRow.run_id == run)) == len(names), "none hangs"
        return names


def artifacts(services: Services) -> set[str]:
    with services.database.engine.connect() as connection:
        return set(connection.scalars(select(ArtifactRow.id)))


def seen_by(version: int, services: Services) -> WorkByVersion:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(versions, "PIPELINE", version)
        return work_by_version(services.database)


def begun(services: Services, recording: str, secretary: TestClient) -> Job:
    """The recording is run again, and in the middle of a step of that version when the power goes."""
    assert secretary.post(f"/api/recordings/{recording}/runs").status_code == 202
    job = services.queue.claim("old worker")
    assert job is not None
    with services.database.writing() as uow:
        now = services.clock()
        uow.runs.begin(job.id, job.attempt, services.queue.version)
        for name in ("find_speech", "a step that is no more"):
            uow.runs.begin_step(job.id, name, now)
        uow.runs.progress(job.id, 0.95)
    return job


def test_the_steps_of_this_version_are_those_that_are_written_down(
    services: Services, secretary: TestClient, upload: Upload
) -> None:
    upload(secretary)
    work(services)
    with services.database.engine.connect() as connection:
        run, pipeline = connection.execute(select(RunRow.id, RunRow.pipeline)).one()
    assert pipeline == PIPELINE == max(STEPS)
    assert steps(services, run) == STEPS[PIPELINE]


def test_what_an_earlier_version_queued_is_done_by_this_one(
    services: Services, secretary: TestClient, upload: Upload
) -> None:
    recording = upload(secretary)["id"]
    assert seen_by(PIPELINE, services) == WorkByVersion(0, 0, 0)
    assert seen_by(PIPELINE + 1, services) == WorkByVersion(1, 0, 0)
    work(of_version(services, PIPELINE + 1))
    assert state_of(secretary, recording) == "ready"
    assert seen_by(PIPELINE + 1, services) == WorkByVersion(0, 0, 0)


def test_what_an_earlier_version_began_is_begun_anew_with_the_results_that_are_there(
    services: Services, secretary: TestClient, upload: Upload
) -> None:
    recording = upload(secretary)["id"]
    work(services)
    results = artifacts(services)
    job = begun(services, recording, secretary)
    newer = of_version(services, PIPELINE + 1, hours=1)
    assert seen_by(PIPELINE + 1, services) == WorkByVersion(earlier=1, newer=0, outdated=1)
    work(newer)
    assert state_of(secretary, recording) == "ready"
    assert steps(services, job.id) == STEPS[PIPELINE]
    assert artifacts(services) == results, "nothing was computed again"
    assert seen_by(PIPELINE + 1, services) == WorkByVersion(0, 0, 0)
    with pytest.raises(LeaseLostError), services.database.writing() as uow:
        services.queue.assure(uow.connection, job)


def test_workers_of_an_earlier_version_leave_newer_work_alone(
    services: Services, secretary: TestClient, upload: Upload
) -> None:
    recording = upload(secretary)["id"]
    newer = of_version(services, PIPELINE + 1)
    job = newer.queue.claim("new worker")
    assert job is not None
    with services.database.writing() as uow:
        newer.queue.release(uow.connection, job, 0.0)
    work(services)
    assert state_of(secretary, recording) == "queued"
    assert seen_by(PIPELINE, services) == WorkByVersion(earlier=0, newer=1, outdated=0)
    work(newer)
    assert state_of(secretary, recording) == "ready"


def test_an_upgrade_of_the_database_loses_no_work_that_was_in_the_middle(
    services: Services, settings: Settings, secretary: TestClient, upload: Upload
) -> None:
    done = upload(secretary)["id"]
    work(services)
    results = artifacts(services)
    job = begun(services, done, secretary)
    waiting = upload(secretary, "later.wav", tail=b"more")["id"]
    with services.database.connecting() as connection:
        command.downgrade(alembic_config(connection), BEFORE_VERSIONS)
    with closing(build_services(settings).database) as database, database.engine.connect() as connection:
        assert set(connection.scalars(select(JOBS.c.version))) == {1}
        assert set(connection.scalars(select(RunRow.pipeline))) == {1}
    assert seen_by(2, services) == WorkByVersion(earlier=2, newer=0, outdated=1)
    work(of_version(services, 2, hours=1))
    assert (state_of(secretary, done), state_of(secretary, waiting)) == ("ready", "ready")
    assert "a step that is no more" not in steps(services, job.id)
    assert results <= artifacts(services)


def test_taking_revisions_back_loses_nothing_that_hangs_on_a_row(
    services: Services, secretary: TestClient, upload: Upload
) -> None:
    upload(secretary)
    work(services)

    def rows() -> list[int | None]:
        with services.database.connecting() as connection:
            kinds = (RecordingRow, RunRow, StepRow, ArtifactRow, ProposalRow)
            return [connection.scalar(select(func.count()).select_from(kind)) for kind in kinds]

    before = rows()
    assert all(before)
    with services.database.connecting() as connection:
        command.downgrade(alembic_config(connection), "0002")
    services.database.migrate()
    assert rows() == before
