"""What WAV and MP3 files say about their length in their first bytes, where FFmpeg believes or overlooks it."""

from pathlib import Path
from typing import BinaryIO

UNKNOWN_LENGTH = 0x7FFF_0000
"""Recorders that write as they go put the largest number they know, nearly 2 or 4 GB."""


def promises_more_bytes(path: Path) -> bool:
    """Whether a RIFF, Wave64 or MP3 file says in its head that it is clearly longer than it is."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(24)
        if head.startswith(b"RIFF"):
            promised = int.from_bytes(head[4:8], "little")
            return promised < UNKNOWN_LENGTH and _clearly_more(promised, size)
        if head.startswith(b"riff"):
            promised = int.from_bytes(head[16:24], "little", signed=True)
            return _clearly_more(promised, size)
        start = _behind_id3(head)
        file.seek(start)
        return _clearly_more(_xing_bytes(file.read(4_096)), size - start)


def goes_on_behind_its_end(file: BinaryIO) -> bool:
    """Whether the sound of a WAV goes on where its head says it ends: the recorder lost power before it put it right.

    Behind the samples there may be other chunks, whose names are four printable letters.
    """
    file.seek(0)
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return False
    while len(chunk := file.read(8)) == 8:
        length = int.from_bytes(chunk[4:], "little")
        file.seek(length + length % 2, 1)
        if chunk[:4] == b"data":
            following = file.read(8)
            return length > 0 and len(following) == 8 and not all(0x20 <= byte < 0x7F for byte in following[:4])
    return False


def _behind_id3(head: bytes) -> int:
    """Where the sound begins: an ID3v2 tag (with its pictures) says its length in four times seven bits."""
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    length = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    return 10 + length


def _xing_bytes(sound: bytes) -> int:
    """The byte count (flag 2, after the frame count of flag 1) in the first MP3 frame's Xing or Info tag, else 0."""
    at = max(sound.find(b"Xing"), sound.find(b"Info"))
    if at < 0 or at + 16 > len(sound) or not sound.startswith(b"\xff"):
        return 0
    flags = sound[at + 7]
    counted_at = at + 8 + (4 if flags & 1 else 0)
    return int.from_bytes(sound[counted_at : counted_at + 4], "big") if flags & 2 else 0


def _clearly_more(promised: int, size: int) -> bool:
    return promised > size * 1.01 + 8_192
