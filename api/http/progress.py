"""How far a recording is, as it changes: server-sent events (WHATWG HTML, 9.2)."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.asking import Person, UiLocale, Work, recording_for
from api.flows.progress import current_step, progress_text, seconds_left
from api.flows.services import Services
from api.http.schemas import ProgressOut
from api.i18n import Locale
from api.store.entries import RecordingEntry

router = APIRouter(prefix="/api/recordings", tags=["recordings"])

BUSY = ("queued", "processing")
LOOK_S = 1.0
LONGEST_S = 60.0
"""Then the browser asks again, and whether it may see the recording is decided anew."""


def seen_recording(recording_id: str, services: Work, person: Person) -> RecordingEntry:
    return recording_for(services, person, recording_id, "see")


@router.get("/{recording_id}/progress", response_class=EventSourceResponse)
async def stream_progress(
    entry: Annotated[RecordingEntry, Depends(seen_recording)], services: Work, locale: UiLocale
) -> AsyncIterator[ServerSentEvent]:
    """Events named ``progress``, each a ProgressOut, now and whenever something changes; over when the run is."""
    until = time.monotonic() + LONGEST_S
    last = None
    while True:
        told = await run_in_threadpool(_look, services, entry.recording.id, locale)
        if told is None:
            return
        if told != last:
            last = told
            yield ServerSentEvent(data=told, event="progress", retry=int(LOOK_S * 1000))
        if told.state not in BUSY or time.monotonic() > until:
            return
        await asyncio.sleep(LOOK_S)


def _look(services: Services, recording_id: str, locale: Locale) -> ProgressOut | None:
    with services.database.reading() as uow:
        run = uow.runs.latest(recording_id)
    if run is None:
        return None
    left_s = seconds_left(services, run)
    return ProgressOut(
        state=run.state,
        progress=round(run.progress, 4),
        step=current_step(run),
        seconds_left=None if left_s is None else round(left_s),
        text=progress_text(run, left_s, locale),
    )
