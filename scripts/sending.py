"""Bringing a file to a server piece by piece (tus 1.0), for ``thuky push``.

Nothing is kept here: how far an upload is, the server knows, and finds it again by the file's sha256. So it goes on
after a crash of either side, after a restart of this machine, from another machine that has the same file.
"""

import base64
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import TransientError, UserError
from scripts.console import Progress
from scripts.files import shown

if TYPE_CHECKING:
    from httpx2 import Client, Response

TUS = {"Tus-Resumable": "1.0.0"}
PIECE_BYTES = 8 * 1024 * 1024
"""One request's body: proxies often have a limit for it."""
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30.0
LATER = frozenset({409, 423, 429, 500, 502, 503, 504})
"""Statuses after which the same may work: another connection still has the upload, or the server is away."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to be brought. ``details`` are the server's fields (title, recorded_at, …), empty ones left out."""

    path: Path
    size_bytes: int
    sha256: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Delivery:
    """The recording that the server made of it; ``is_new`` is False where it had these bytes before."""

    url: str
    sha256: str
    is_new: bool


class AwayError(Exception):
    """The server does not answer, or asks to come again."""


@dataclass(slots=True)
class Patience:
    """How long a server that answered before may take nothing; one that never answered is told at once."""

    longest_s: float
    _met: bool = False
    _since: float = 0.0
    _wait_s: float = FIRST_WAIT_S

    def meet(self) -> None:
        """It answered."""
        self._met = True

    def renew(self) -> None:
        """It took something: waiting begins anew."""
        self._since, self._wait_s = 0.0, FIRST_WAIT_S

    def wait(self, server: str, away: AwayError) -> None:
        """
        Raises:
            TransientError: ``cli.push_away``.
        """
        now = time.monotonic()
        self._since = self._since or now
        if not self._met or now + self._wait_s - self._since > self.longest_s:
            raise TransientError("cli.push_away", server=server, reason=str(away)) from away
        time.sleep(self._wait_s)
        self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)


@dataclass(frozen=True, slots=True)
class Server:
    """A server's address and one connection to it, signed in by token."""

    url: str
    client: "Client"
    patience: Patience = field(default_factory=lambda: Patience(0.0))


def wrap(path: Path, details: Mapping[str, str]) -> Parcel:
    """The file, read once for its hash.

    Raises:
        UserError: ``cli.input_unreadable``, ``audio.empty_file``.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(PIECE_BYTES):
                digest.update(block)
            size_bytes = file.tell()
    except OSError as error:
        raise UserError("cli.input_unreadable", path=shown(path), reason=error.strerror or "?") from error
    if size_bytes == 0:
        raise UserError("audio.empty_file", name=shown(path))
    return Parcel(path, size_bytes, digest.hexdigest(), {key: value for key, value in details.items() if value})


def send(server: Server, parcel: Parcel, progress: Progress) -> Delivery:
    """Bring it, from wherever it stopped last time.

    Raises:
        UserError: ``cli.push_*``: it is refused, and why. ``cli.input_unreadable``.
        TransientError: ``cli.push_away``: the same command goes on later.
    """
    while True:
        try:
            upload = _find(server, parcel) or _begin(server, parcel)
            return _delivery(server, parcel, _carry(server, parcel, upload, progress))
        except AwayError as away:
            server.patience.wait(server.url, away)


def _find(server: Server, parcel: Parcel) -> dict[str, Any] | None:
    """Our own upload of the very same file, unless it was refused then."""
    for upload in _json(_ask(server, parcel, "GET", "/api/uploads"), parcel)["items"]:
        same = upload["sha256_expected"] == parcel.sha256 and upload["size_bytes"] == parcel.size_bytes
        if same and upload["state"] != "refused":
            return dict(upload)
    return None


def _begin(server: Server, parcel: Parcel) -> dict[str, Any]:
    told = {"name": shown(parcel.path.name), "sha256": parcel.sha256, **parcel.details}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    headers = {**TUS, "Upload-Length": str(parcel.size_bytes), "Upload-Metadata": metadata}
    place = _ask(server, parcel, "POST", "/api/uploads", headers).headers["location"]
    return _look(server, parcel, place.rpartition("/")[2])


def _look(server: Server, parcel: Parcel, upload_id: str) -> dict[str, Any]:
    return _json(_ask(server, parcel, "GET", f"/api/uploads/{upload_id}"), parcel)


def _carry(server: Server, parcel: Parcel, upload: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The upload when something came of it."""
    sent_bytes = upload["received_bytes"]
    try:
        with parcel.path.open("rb") as file:
            file.seek(sent_bytes)
            while sent_bytes < parcel.size_bytes:
                progress(sent_bytes / parcel.size_bytes)
                piece = file.read(min(PIECE_BYTES, parcel.size_bytes - sent_bytes))
                if not piece:
                    raise UserError("cli.push_changed", path=shown(parcel.path))
                _add(server, parcel, upload["id"], sent_bytes, piece)
                sent_bytes += len(piece)
    except OSError as error:
        raise UserError("cli.input_unreadable", path=shown(parcel.path), reason=error.strerror or "?") from error
    if upload["state"] == "received":
        _add(server, parcel, upload["id"], sent_bytes, b"")
    return _look(server, parcel, upload["id"])


def _add(server: Server, parcel: Parcel, upload_id: str, offset: int, piece: bytes) -> None:
    """At the end an empty piece asks that the whole file be taken in."""
    headers = {**TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
    _ask(server, parcel, "PATCH", f"/api/uploads/{upload_id}", headers, piece)
    server.patience.renew()


def _delivery(server: Server, parcel: Parcel, upload: Mapping[str, Any]) -> Delivery:
    if upload["state"] != "kept":
        raise AwayError(f"{upload['state']}, {upload['received_bytes']}/{parcel.size_bytes}")
    if upload["sha256"] != parcel.sha256:
        raise UserError("cli.push_changed", path=shown(parcel.path))
    return Delivery(f"{server.url}/recordings/{upload['recording']}", upload["sha256"], upload["is_new"])


def _ask(
    server: Server,
    parcel: Parcel,
    method: str,
    path: str,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
) -> "Response":
    """The answer, if it is one to go on with.

    Raises:
        AwayError: none came, or the same is to be asked again.
        UserError: ``cli.push_*``.
    """
    import httpx2

    try:
        answer = server.client.request(method, f"{server.url}{path}", headers=headers, content=content)
    except httpx2.TransportError as error:
        raise AwayError(str(error) or type(error).__name__) from error
    server.patience.meet()
    if answer.status_code in LATER:
        raise AwayError(_reason(answer))
    if answer.status_code == 401:
        raise UserError("cli.push_token_wrong", server=server.url)
    if not answer.is_success:
        raise UserError("cli.push_refused", path=shown(parcel.path), reason=_reason(answer))
    return answer


def _reason(answer: "Response") -> str:
    """What our server tells in both languages, or the status where it is not ours that answers."""
    try:
        messages = answer.json()["messages"]
        return f"{messages['vi']} / {messages['en']}"
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"


def _json(answer: "Response", parcel: Parcel) -> dict[str, Any]:
    """
    Raises:
        UserError: ``cli.push_refused`` where something else answers than a server of ours.
    """
    try:
        told: dict[str, Any] = answer.json()
    except json.JSONDecodeError as error:
        reason = f"{answer.headers.get('content-type', '?')}, HTTP {answer.status_code}"
        raise UserError("cli.push_refused", path=shown(parcel.path), reason=reason) from error
    return told
