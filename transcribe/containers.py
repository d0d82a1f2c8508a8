"""Opening media files safely and reading what their headers say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UserError

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

STATED = {"flac", "wav", "w64", "aiff", "au", "caf", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "asf", "avi", "tta"}
"""Containers whose header holds the length; elsewhere FFmpeg guesses from the bit rate."""

SEEKABLE = {"flac", "mp3", "wav", "w64", "aiff", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2"}
"""Containers in which a jump lands on a frame whose time is exact."""

HOLES_ARE_DAMAGE = {"flac", "ogg"}
"""Containers without pauses of their own: where time jumps, something is missing."""

FOUND_BY_SCANNING = {"mp3", "aac", "ac3", "eac3", "mpeg", "dts"}
"""Formats that FFmpeg finds by looking for a bit pattern, which stands in any noise."""

OPENINGS = (b"RIFF", b"RF64", b"fLaC", b"OggS", b"\x1a\x45\xdf\xa3", b"ID3", b"FORM", b"\x30\x26\xb2\x75")
"""How sound and video files begin; MP4 has ``ftyp`` at byte 4."""

FIRST_PACKETS = 20

ALLOWED = (
    "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dts,eac3,flac,flv,gsm,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,"
    "mp3,mpc,mpc8,mpeg,mpegts,ogg,rm,tta,voc,w64,wav,wv"
)
"""Playlists and the like are not in it: a stranger's file must not make us open other files or addresses."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """An open file and its first audio track."""

    container: "InputContainer"
    stream: "AudioStream"

    @property
    def format(self) -> str:
        return self.container.format.name


@contextmanager
def open_tracks(path: Path) -> Iterator[Tracks]:
    """The file opened for reading, closed afterwards.

    It is opened by us and handed over as bytes, so that no name, however odd, is read as an address.

    Raises:
        UserError: ``audio.missing``, ``audio.unreadable``, ``audio.empty_file``, ``audio.not_audio``,
            ``audio.no_track``, ``audio.truncated`` (begins like sound, but its index is missing).
    """
    import av
    from av.error import FFmpegError

    av.logging.set_level(None)
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise UserError("audio.missing", name=path.name) from error
    except OSError as error:
        raise UserError("audio.unreadable", name=path.name, reason=error.strerror or str(error)) from error
    with file:
        head = file.read(12)
        if not head:
            raise UserError("audio.empty_file", name=path.name)
        file.seek(0)
        try:
            container = av.open(file, "r", metadata_errors="ignore", options={"format_whitelist": ALLOWED})
        except (FFmpegError, ValueError) as error:
            if len(head) == 12 and (head.startswith(OPENINGS) or head[4:8] == b"ftyp"):
                raise UserError("audio.truncated", name=path.name, seconds=0) from error
            raise UserError("audio.not_audio", name=path.name) from error
        with container:
            if not container.streams.audio:
                raise UserError("audio.no_track", name=path.name)
            stream = container.streams.audio[0]
            if not stream.codec_context.sample_rate:
                raise UserError("audio.not_audio", name=path.name)
            yield Tracks(container, stream)


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
    """What the header promises; None where the container does not say."""
    if tracks.format not in STATED:
        return None
    stream = tracks.stream
    if stream.duration and stream.time_base:
        return int(stream.duration * stream.time_base * 1000)
    return tracks.container.duration // 1000 if tracks.container.duration else None


def reads_to_the_end(tracks: Tracks, stated_ms: int) -> bool:
    """Whether packets stand where the last seconds should be. A jump, not a walk."""
    from av.error import FFmpegError

    if tracks.format not in SEEKABLE:
        return False
    try:
        tracks.container.seek(max(0, stated_ms - 2_000) * 1000 + (tracks.container.start_time or 0))
        return _walk(tracks).end_ms >= stated_ms - 1_000
    except FFmpegError:
        return False


def count_readable_ms(tracks: Tracks, path: Path) -> int:
    """Walk over all packets, without decoding, to where they end.

    Raises:
        UserError: ``audio.not_audio`` when most of a file found by scanning is no sound.
    """
    from av.error import FFmpegError

    try:
        tracks.container.seek(0)
    except FFmpegError:
        return 0
    walk = _walk(tracks)
    scanned = tracks.format in FOUND_BY_SCANNING and not tracks.container.streams.video
    if scanned and walk.num_bytes * 2 < path.stat().st_size:
        raise UserError("audio.not_audio", name=path.name)
    return walk.end_ms


def promises_more_bytes(path: Path) -> bool:
    """Whether a WAV or MP3 says in its head that it is clearly longer than it is; FFmpeg does not look.

    RIFF: 4 bytes of size at 4. MP3: the byte count of a Xing/Info tag (flag 2, after the optional frame count).
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(65_536)
    if head.startswith(b"RIFF"):
        promised = int.from_bytes(head[4:8], "little")
        return size * 1.01 + 8_192 < promised < 0x7FFF_0000
    at = max(head.find(b"Xing"), head.find(b"Info"))
    if at < 0 or at + 16 > len(head) or not head.startswith((b"ID3", b"\xff")):
        return False
    flags = head[at + 7]
    counted_at = at + 8 + (4 if flags & 1 else 0)
    return bool(flags & 2) and int.from_bytes(head[counted_at : counted_at + 4], "big") > size * 1.01 + 8_192


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


def _walk(tracks: Tracks) -> _Walk:
    """From the present position to the last packet that can be read."""
    from av.error import FFmpegError

    origin_s = container_origin_s(tracks.container)
    end_s, num_bytes = 0.0, 0
    packets = tracks.container.demux(tracks.stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, EOFError, FFmpegError):
            return _Walk(round(max(0.0, end_s) * 1000), num_bytes)
        num_bytes += packet.size
        if packet.pts is not None and packet.time_base is not None:
            end_s = max(end_s, float((packet.pts + (packet.duration or 0)) * packet.time_base) - origin_s)
