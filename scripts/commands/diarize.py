"""``thuky diarize``: who speaks when, as RTTM."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from scripts.batch import Done, Task, run_batch
from scripts.configuration import read_settings
from scripts.console import Progress, part_of
from scripts.files import shown, write_whole
from scripts.options import AUDIO, FOLDER, KNOWN_VOICES, SAME_AS, SPEAKERS, parse_speakers
from scripts.voices import open_profiles, tell_matches
from scripts.workbench import Workbench, open_workbench

if TYPE_CHECKING:
    from diarize.protocol import DiarizeOptions, Diarizer
    from models.diarization import Diarization

NAME = "diarize"
HEARD = "heard"
"""Folder under the data folder for what was heard of each recording."""


def run(
    audio: Annotated[list[Path], AUDIO],
    output: Annotated[Path, FOLDER],
    speakers: Annotated[str | None, SPEAKERS] = None,
    same_as: Annotated[Path | None, SAME_AS] = None,
    known_voices: Annotated[bool, KNOWN_VOICES] = False,
) -> None:
    """Write down who speaks when, as RTTM.

    Each recording gives <stem>.rttm; what was heard is kept for a month, so another number of speakers takes seconds.
    / Mỗi tệp ghi âm cho ra <tên>.rttm: ai nói lúc nào; đổi số người nói rồi chạy lại chỉ mất vài giây.
    """
    from api.flows import voices
    from diarize.rttm import render_rttm
    from diarize.voices import match_voices
    from scripts.engines import diarizer_of

    settings = read_settings()
    options = parse_speakers(speakers, same_as)
    profiles = open_profiles(settings) if known_voices else None
    diarizer = diarizer_of(settings)

    def diarize(path: Path, progress: Progress) -> Done:
        with open_workbench(settings.data_dir / HEARD, path, lasting=True) as bench:
            diarization = _told_apart(path, diarizer, options, bench, progress)
        target = output / f"{path.stem}.rttm"
        write_whole(target, render_rttm(diarization, shown(path.stem)).encode("utf-8", "replace"))
        if profiles is not None:
            known = voices.known_voices(profiles, diarization.network)
            tell_matches(shown(path.name), match_voices(diarization, known, {}))
        return Done((target,), {"speakers": len(diarization.labels), "turns": len(diarization.turns)})

    run_batch(audio, Task(output, diarize, "cli.diarized"))


def _told_apart(
    path: Path, diarizer: "Diarizer", options: "DiarizeOptions", bench: Workbench, progress: Progress
) -> "Diarization":
    """Who speaks when; what it needs besides the number of speakers is found on ``bench``, or kept there."""
    from api.flows import kept, steps
    from transcribe.spool import decoded_once

    found_by = kept.speech_fingerprint()
    made_by = kept.derive(diarizer.fingerprint, speech=found_by.digest)

    def keep(make: Callable[[], bytes]) -> bytes:
        return bench.part("voices heard", made_by, kept.HEARD, make)

    with decoded_once(path, bench.folder) as sound:
        speech = bench.part(
            "speech", found_by, kept.SPEECH, lambda: steps.find_speech_step(sound, part_of(progress, 0.0, 0.2))
        )
        return steps.diarize_step(sound, speech, diarizer, options, part_of(progress, 0.2, 0.8), keep)
