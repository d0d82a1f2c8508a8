"""Workers as processes."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess

import pytest

LONG_S = 60.0
Start = Callable[..., BaseProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a process, forked from one that has loaded the code; all are ended with the test."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.api.jobs.doomed_worker", "transcribe.vad", "transcribe.decode"])
    started: list[BaseProcess] = []

    def begin(work: Callable[..., None], *arguments: object) -> BaseProcess:
        process = context.Process(target=work, args=arguments)
        process.start()
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.join()


def wait_for(happened: Callable[[], bool], longest_s: float = LONG_S) -> None:
    deadline = time.monotonic() + longest_s
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)
