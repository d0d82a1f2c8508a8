"""``thuky diarize``: who speaks when, as RTTM."""

from pathlib import Path
from typing import Annotated

import typer

from scripts.batch import Done, Task, run_batch
from scripts.configuration import read_settings
from scripts.console import Progress, part_of
from scripts.files import shown, write_whole
from scripts.options import AUDIO, FOLDER, parse_speakers

NAME = "diarize"


def run(
    audio: Annotated[list[Path], AUDIO],
    output: Annotated[Path, FOLDER],
    speakers: Annotated[str | None, typer.Option(metavar="N|MIN-MAX", help="How many people speak.")] = None,
) -> None:
    """Write down who speaks when, as RTTM.

    Each recording gives <stem>.rttm. / Mỗi tệp ghi âm cho ra <tên>.rttm: ai nói lúc nào.
    """
    from diarize.rttm import render_rttm
    from scripts.engines import diarizer_of

    settings = read_settings()
    options = parse_speakers(speakers)
    diarizer = diarizer_of(settings)

    def diarize(path: Path, progress: Progress) -> Done:
        from api.flows import steps

        speech = steps.find_speech_step(path, part_of(progress, 0.0, 0.2))
        diarization = steps.diarize_step(path, speech, diarizer, options, part_of(progress, 0.2, 0.8))
        target = output / f"{path.stem}.rttm"
        write_whole(target, render_rttm(diarization, shown(path.stem)).encode("utf-8", "replace"))
        return Done((target,), {"speakers": len(diarization.labels), "turns": len(diarization.turns)})

    run_batch(audio, Task(output, diarize, "cli.diarized"))
