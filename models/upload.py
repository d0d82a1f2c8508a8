"""A file that arrives piece by piece, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

UploadState = Literal["receiving", "received", "kept", "refused"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of an upload: a recording (``is_new``: not known before these bytes), or why there is none."""

    at: datetime
    recording_id: str | None = None
    is_new: bool = False
    error_code: str | None = None
    error_arguments: Mapping[str, str | int | float] | None = None

    def __post_init__(self) -> None:
        if (self.recording_id is None) == (self.error_code is None):
            raise ValueError("a receipt tells of a recording or of an error")


@dataclass(frozen=True, slots=True)
class Upload:
    """The first ``received_bytes`` of ``size_bytes`` are safe on the disk.

    ``details`` is what was said about the recording. ``sha256_expected`` is what the sender says the whole file has,
    ``sha256`` what it has as it was read back from the disk, once it is whole; None until then.
    """

    id: str
    owner: str
    details: Mapping[str, str]
    size_bytes: int
    received_bytes: int
    created_at: datetime
    touched_at: datetime
    sha256_expected: str | None = None
    sha256: str | None = None
    receipt: Receipt | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.received_bytes <= self.size_bytes:
            raise ValueError(f"{self.received_bytes} of {self.size_bytes} bytes")

    @property
    def is_whole(self) -> bool:
        return self.received_bytes == self.size_bytes

    @property
    def state(self) -> UploadState:
        """``received``: all bytes are here and nothing came of them yet."""
        if self.receipt is not None:
            return "refused" if self.receipt.recording_id is None else "kept"
        return "received" if self.is_whole else "receiving"
