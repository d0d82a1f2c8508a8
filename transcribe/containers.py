"""Opening media files safely and reading what their headers say."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from models.errors import UserError
from transcribe.heads import goes_on_behind_its_end

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

STATED = {"flac", "wav", "w64", "aiff", "au", "caf", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "asf", "tta"}
"""Containers whose header holds the length; elsewhere FFmpeg guesses (AVI: from its longest track)."""

SEEKABLE = {"flac", "mp3", "wav", "w64", "aiff", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2"}
"""Containers in which a jump lands on a frame whose time is exact."""

HOLES_ARE_DAMAGE = {"flac", "ogg"}
"""Containers without pauses of their own: where time jumps, something is missing."""

FOUND_BY_SCANNING = {"mp3", "aac", "ac3", "eac3", "mpeg", "dts"}
"""Formats that FFmpeg finds by looking for a bit pattern, which stands in any noise."""

OPENINGS = (b"RIFF", b"RF64", b"fLaC", b"OggS", b"\x1a\x45\xdf\xa3", b"ID3", b"FORM", b"\x30\x26\xb2\x75")
"""How sound and video files begin; MP4 has ``ftyp`` at byte 4."""

FIRST_PACKETS = 20
SMALLEST_RESTART_S = 1.0

ALLOWED = (
    "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dts,eac3,flac,flv,gsm,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,"
    "mp3,mpc,mpc8,mpeg,mpegts,ogg,rm,tta,voc,w64,wav,wv"
)
"""Playlists and the like are not in it: a stranger's file must not make us open other files or addresses."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """An open file, ``num_bytes`` long when it was opened, and its first audio track."""

    file: BinaryIO
    num_bytes: int
    container: "InputContainer"
    stream: "AudioStream"

    @property
    def format(self) -> str:
        return self.container.format.name

    @property
    def has_shrunk(self) -> bool:
        return os.fstat(self.file.fileno()).st_size < self.num_bytes


@contextmanager
def open_tracks(path: Path) -> Iterator[Tracks]:
    """The file opened for reading, closed afterwards.

    It is opened by us and handed over as bytes, so that no name, however odd, is read as an address.

    Raises:
        UserError: ``audio.missing``, ``audio.unreadable`` (now or while it is read), ``audio.empty_file``,
            ``audio.not_audio``, ``audio.no_track``, ``audio.truncated`` (begins like sound, its index is missing).
    """
    try:
        with path.open("rb") as file, _opened(file, path.name) as container:
            if not container.streams.audio:
                raise UserError("audio.no_track", name=path.name)
            stream = container.streams.audio[0]
            if not stream.codec_context.sample_rate:
                raise UserError("audio.not_audio", name=path.name)
            yield Tracks(file, os.fstat(file.fileno()).st_size, container, stream)
    except FileNotFoundError as error:
        raise UserError("audio.missing", name=path.name) from error
    except OSError as error:
        raise UserError("audio.unreadable", name=path.name, reason=error.strerror or str(error)) from error


def _opened(file: BinaryIO, name: str) -> "InputContainer":
    import av
    from av.error import FFmpegError

    av.logging.set_level(None)
    head = file.read(12)
    if not head:
        raise UserError("audio.empty_file", name=name)
    options = {"format_whitelist": ALLOWED} | ({"ignore_length": "1"} if goes_on_behind_its_end(file) else {})
    file.seek(0)
    try:
        return av.open(file, "r", metadata_errors="ignore", options=options)
    except (FFmpegError, ValueError) as error:
        if len(head) == 12 and (head.startswith(OPENINGS) or head[4:8] == b"ftyp"):
            raise UserError("audio.truncated", name=name, seconds=0) from error
        raise UserError("audio.not_audio", name=name) from error


def sounds(tracks: Tracks) -> bool:
    """Whether the first packets decode, most of them: a bit pattern in noise gives a stray frame now and then."""
    from av.error import FFmpegError

    decoded = damaged = 0
    packets = tracks.container.demux(tracks.stream)
    while decoded < FIRST_PACKETS and damaged < FIRST_PACKETS:
        try:
            packet = next(packets)
        except (StopIteration, EOFError, FFmpegError):
            break
        try:
            decoded += bool(packet.decode())
        except FFmpegError:
            damaged += 1
    return decoded > damaged


def stated_duration_ms(tracks: Tracks) -> int | None:
    """What the header promises at least, counted from the container's origin; None where it does not say.

    A track's own length does not hold the time before its sound begins; the length of a whole Matroska file may hold
    the time before its origin.
    """
    if tracks.format not in STATED:
        return None
    stream, origin_s = tracks.stream, container_origin_s(tracks.container)
    if stream.duration and stream.time_base:
        return int(float(((stream.start_time or 0) + stream.duration) * stream.time_base - origin_s) * 1000)
    return int(tracks.container.duration / 1000 - origin_s * 1000) if tracks.container.duration else None


def readable_ms(tracks: Tracks, stated_ms: int | None) -> int:
    """Where the packets end: after a jump to the stated end, or after a walk over all of them, without decoding.

    Raises:
        UserError: ``audio.not_audio`` when most of a file found by scanning is no sound.
    """
    if stated_ms is not None and tracks.format in SEEKABLE:
        end_ms = _walk_from(tracks, max(0, stated_ms - 2_000)).end_ms
        if end_ms >= stated_ms - 1_000:
            return end_ms
    walk = _walk_from(tracks, 0)
    scanned = tracks.format in FOUND_BY_SCANNING and not tracks.container.streams.video
    if scanned and walk.num_bytes * 2 < tracks.num_bytes:
        raise UserError("audio.not_audio", name=Path(tracks.file.name).name)
    return walk.end_ms


def container_origin_s(container: "InputContainer") -> float:
    """Where the container's own clock begins, in seconds."""
    return (container.start_time or 0) / 1_000_000


def recorded_at(container: "InputContainer") -> datetime | None:
    """When the recording was made, if the file says so with an offset; cameras without a clock say 1904 or 1970."""
    told = container.metadata.get("creation_time", "")
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and moment.year >= 1990 else None


@dataclass(frozen=True, slots=True)
class _Walk:
    """Where the packets end, counted from the container's origin, and how many bytes they hold."""

    end_ms: int
    num_bytes: int


def _walk_from(tracks: Tracks, start_ms: int) -> _Walk:
    """From ``start_ms`` to the last packet that can be read; where time begins anew, it is added up."""
    from av.error import FFmpegError

    try:
        tracks.container.seek(start_ms * 1000 + (tracks.container.start_time or 0))
    except FFmpegError:
        return _Walk(0, 0)
    shift_s = -container_origin_s(tracks.container)
    end_s, num_bytes = 0.0, 0
    packets = tracks.container.demux(tracks.stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, EOFError, FFmpegError):
            return _Walk(int(end_s * 1000 + 1e-6), num_bytes)
        num_bytes += packet.size
        if packet.pts is not None and packet.time_base is not None:
            start_s = float(packet.pts * packet.time_base)
            if start_s + shift_s < end_s - SMALLEST_RESTART_S:
                shift_s = end_s - start_s
            end_s = max(end_s, start_s + shift_s + float((packet.duration or 0) * packet.time_base))
