"""``thuky transcribe``: recordings to conversations, subtitles, text and turns."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from models.codec import conversation_to_json, dump_json
from models.diarization import Diarization
from models.errors import UserError
from scripts.batch import Done, Task, run_batch
from scripts.configuration import read_settings
from scripts.console import Progress, WrongUsageError
from scripts.engines import engines_of
from scripts.files import given_path, is_newer, shown, write_whole
from scripts.hearing import Heard, Hearing, hear
from scripts.options import AUDIO, FOLDER, KNOWN_VOICES, SAME_AS, SPEAKERS, parse_speakers, parse_time
from scripts.vocabulary import read_vocabulary
from scripts.voices import open_profiles, tell_matches
from scripts.watching import run_watch
from scripts.workbench import open_workbench

NAME = "transcribe"
LANES = 2
"""While the voices of one recording are told apart the next is already recognised."""


class Language(StrEnum):
    AUTO = "auto"
    VI = "vi"
    EN = "en"


def run(
    audio: Annotated[list[Path] | None, AUDIO] = None,
    output: Annotated[Path, FOLDER] = Path(),
    formats: Annotated[str, typer.Option("-f", "--format", help="Any of json,srt,vtt,txt,md,rttm.")] = "json",
    language: Annotated[Language, typer.Option(help="The language spoken.")] = Language.AUTO,
    model: Annotated[str | None, typer.Option(help="Whisper model by name, or its folder.")] = None,
    speakers: Annotated[str | None, SPEAKERS] = None,
    same_as: Annotated[Path | None, SAME_AS] = None,
    known_voices: Annotated[bool, KNOWN_VOICES] = False,
    no_diarize: Annotated[bool, typer.Option("--no-diarize", help="Do not tell voices apart.")] = False,
    recorded_at: Annotated[
        str | None,
        typer.Option(metavar="ISO", help="When it was recorded; else the file's own time, else its date on disk."),
    ] = None,
    participants: Annotated[
        Path | None,
        typer.Option(parser=given_path, metavar="FILE", help="Who takes part, one a line: name; title; department."),
    ] = None,
    glossary: Annotated[
        Path | None,
        typer.Option(parser=given_path, metavar="FILE", help="How terms are written, one a line: UBND = u bê en dê."),
    ] = None,
    hotwords: Annotated[
        bool,
        typer.Option("--hotwords", help="Tell the recogniser these names beforehand; for models larger than base."),
    ] = False,
    watch: Annotated[
        Path | None,
        typer.Option(
            parser=given_path, metavar="FOLDER", help="Do each recording that comes into it, until stopped."
        ),
    ] = None,
    watch_every: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How often to look.")] = 5.0,
    lanes: Annotated[int, typer.Option("--jobs", min=1, max=16, help="Recordings that are done at once.")] = LANES,
) -> None:
    """Write down who said what, and when.

    Each recording gives <stem>.<format>. / Mỗi tệp ghi âm cho ra <tên>.<định dạng>: ai nói gì, lúc nào.
    """
    from api.flows import steps
    from api.flows import voices as voices_kept
    from transcribe.protocol import TranscribeOptions

    settings = read_settings(model=model, glossary=glossary)
    wanted = _formats(formats, diarize=not no_diarize)
    vocabulary = read_vocabulary(participants, settings.glossary)
    spoken = TranscribeOptions(
        language=None if language is Language.AUTO else language.value,
        hotwords=vocabulary.hotwords if hotwords else (),
    )
    voices = parse_speakers(speakers, same_as)
    moment = parse_time(recorded_at, settings.zone, "--recorded-at")
    if not audio and watch is None:
        raise WrongUsageError(UserError("cli.no_recording"))
    profiles = open_profiles(settings) if known_voices else None
    engines = engines_of(settings, diarize=not no_diarize)
    hearing = Hearing(engines, spoken, voices, moment, settings.zone, vocabulary)

    def transcribe(path: Path, progress: Progress) -> Done:
        with open_workbench(settings.data_dir / "work", path) as bench:
            heard = hear(path, hearing, progress, bench)
            for name, target in zip(wanted, targets(path), strict=True):
                write_whole(target, RENDERERS[name](heard).encode("utf-8", "replace"))
            if profiles is not None and heard.diarization is not None:
                known = voices_kept.known_voices(profiles, heard.diarization.network)
                tell_matches(shown(path.name), steps.match_voices_step(heard.conversation, heard.diarization, known))
        return Done(targets(path), _told(heard))

    def targets(path: Path) -> tuple[Path, ...]:
        return tuple(output / f"{path.stem}.{name}" for name in wanted)

    task = Task(output, transcribe, "cli.transcribed", lanes)
    if audio:
        run_batch(audio, task)
    if watch is not None:
        run_watch(watch, task, lambda path: is_newer(targets(path), path), watch_every)


def _formats(text: str, *, diarize: bool) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in RENDERERS]
    if unknown or not names:
        raise WrongUsageError(UserError("cli.format", given=text, known=",".join(RENDERERS)))
    if "rttm" in names and not diarize:
        raise WrongUsageError(UserError("cli.rttm_needs_voices"))
    return names


def _told(heard: Heard) -> dict[str, str | int]:
    conversation = heard.conversation
    words = sum(len(utterance.text.split()) for utterance in conversation.utterances)
    return {"words": words, "speakers": len(conversation.speakers), "language": conversation.language}


def _render_json(heard: Heard) -> str:
    return dump_json(conversation_to_json(heard.conversation))


def _render_rttm(heard: Heard) -> str:
    from diarize.rttm import render_rttm

    return render_rttm(heard.diarization or Diarization(()), heard.name)


def _render(function: str) -> Callable[[Heard], str]:
    def render(heard: Heard) -> str:
        from transcribe import subtitles

        rendered: str = getattr(subtitles, function)(heard.conversation)
        return rendered

    return render


RENDERERS: Mapping[str, Callable[[Heard], str]] = {
    "json": _render_json,
    "srt": _render("render_srt"),
    "vtt": _render("render_vtt"),
    "txt": _render("render_text"),
    "md": _render("render_markdown"),
    "rttm": _render_rttm,
}
