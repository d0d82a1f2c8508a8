"""A recording arrives piece by piece: begun, gone on with, and, once it is whole, taken in like any other.

What is told about an upload is true after a power cut: bytes count once they are on the disk. Whatever stops in
between is gone on with, by its owner or by ``tidy_uploads``.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

from api.flows.intake import RecordingDetails, accept_recording, check_details
from api.flows.services import Services
from api.store.blobs import ReceivedFile
from models.account import Account
from models.errors import ThukyError, TransientError, UserError
from models.upload import Upload

log = logging.getLogger("thuky.uploads")

SHA256 = re.compile("[0-9a-f]{64}")
STRAY_S = 3600.0
"""A folder that no upload knows after so long is what was left of one."""


def check_upload(services: Services, details: RecordingDetails, size_bytes: int, sha256_expected: str | None) -> None:
    """Whether it is worth sending.

    Raises:
        UserError: ``audio.empty_file``, ``upload.too_large``, ``upload.sha256``, ``upload.no_name``,
            ``recording.*``, ``speakers.*``.
    """
    limit_bytes = services.settings.upload_limit_bytes
    if not details.file_name:
        raise UserError("upload.no_name")
    if size_bytes == 0:
        raise UserError("audio.empty_file", name=details.file_name)
    if size_bytes > limit_bytes:
        raise UserError("upload.too_large", limit_mb=limit_bytes // 1_000_000)
    if sha256_expected is not None and SHA256.fullmatch(sha256_expected) is None:
        raise UserError("upload.sha256")
    check_details(services, details)


def begin_upload(
    services: Services,
    person: Account,
    upload_id: str,
    size_bytes: int,
    details: RecordingDetails,
    sha256_expected: str | None = None,
) -> Upload:
    """Take the room for a file of this size and wait for its bytes.

    Raises:
        UserError: as ``check_upload``; ``upload.too_many``.
        TransientError: ``upload.full``, ``storage.unavailable``.
    """
    check_upload(services, details, size_bytes, sha256_expected)
    now = services.clock()
    upload = Upload(upload_id, person.id, asdict(details), size_bytes, 0, now, now, sha256_expected=sha256_expected)
    most = services.settings.uploads_unfinished
    with _fullness_told():
        services.arriving.reserve(upload_id, details.file_name, size_bytes)
        try:
            with services.database.writing() as uow:
                if uow.uploads.count_unsettled(person.id) >= most:
                    raise UserError("upload.too_many", most=most)
                uow.uploads.add(upload)
        except ThukyError:
            services.arriving.remove(upload_id)
            raise
    return upload


def find_upload(services: Services, person: Account, upload_id: str) -> Upload:
    """An upload that is this person's own.

    Raises:
        UserError: ``thing.absent``, whether there is none, it is somebody else's, or its bytes are lost.
    """
    with services.database.reading() as uow:
        upload = uow.uploads.get(upload_id)
    if upload is None or upload.owner != person.id:
        raise UserError("thing.absent")
    if upload.receipt is None and _path_of(services, upload) is None:
        raise UserError("thing.absent")
    return upload


def take_piece(services: Services, person: Account, upload_id: str, offset: int, data: bytes) -> Upload:
    """Keep the bytes that begin at ``offset``; how far it is then. The caller has asked ``find_upload`` before.

    Raises:
        UserError: ``thing.absent``, ``upload.busy``, ``upload.offset`` (``expected``), ``upload.too_long``.
        TransientError: ``upload.full``, ``storage.unavailable``, ``database.*``. Nothing was kept, in either case.
    """
    with services.arriving.held(upload_id):
        upload = find_upload(services, person, upload_id)
        if offset != upload.received_bytes:
            raise UserError("upload.offset", offset=offset, expected=upload.received_bytes)
        received_bytes = offset + len(data)
        if received_bytes > upload.size_bytes:
            raise UserError("upload.too_long", size=upload.size_bytes)
        if not data:
            return upload
        now = services.clock()
        with _fullness_told():
            services.arriving.write(upload_id, offset, data)
            with services.database.writing() as uow:
                uow.uploads.advance(upload_id, received_bytes, now)
        return replace(upload, received_bytes=received_bytes, touched_at=now)


def settle_upload(services: Services, person: Account, upload_id: str) -> Upload:
    """Make a recording of a whole upload, once, or write down why it cannot be one. Asking again changes nothing.

    Raises:
        UserError: ``thing.absent``, ``upload.busy``; ``upload.changed``, ``audio.*``, ``recording.*``: why it was
            refused, the first time.
        TransientError: ``upload.full``, ``database.*``: ask again.
    """
    find_upload(services, person, upload_id)
    with services.arriving.held(upload_id):
        upload = find_upload(services, person, upload_id)
        if upload.state != "received":
            return upload
        with _fullness_told():
            try:
                _take_in(services, person, upload)
            except UserError as error:
                with services.database.writing() as uow:
                    uow.uploads.refuse(upload_id, error, services.clock())
                services.arriving.drop_bytes(upload_id)
                raise
        services.arriving.drop_bytes(upload_id)
        return find_upload(services, person, upload_id)


def drop_upload(services: Services, person: Account, upload_id: str) -> None:
    """Forget an upload and its bytes; a recording that came of it stays.

    Raises:
        UserError: ``thing.absent``, ``upload.busy``.
    """
    find_upload(services, person, upload_id)
    _remove(services, upload_id)


def tidy_uploads(services: Services) -> None:
    """Take in what is whole, remove what nobody goes on with and what is left of uploads that are no more.

    Raises:
        TransientError: ``database.*``, ``storage.unavailable``.
    """
    now = services.clock()
    with services.database.reading() as uow:
        uploads = uow.uploads.list()
        owners = {upload.id: uow.people.get(upload.owner) for upload in uploads}
    for upload in uploads:
        owner = owners[upload.id]
        if owner is None:
            continue
        try:
            if upload.state == "received" and _path_of(services, upload) is not None:
                settle_upload(services, owner, upload.id)
            elif upload.touched_at < now - timedelta(days=services.settings.upload_days):
                _remove(services, upload.id)
            elif upload.receipt is not None:
                services.arriving.drop_bytes(upload.id)
        except ThukyError as error:
            log.warning("upload %s: %s", upload.id, error, exc_info=error.__cause__)
    known = {upload.id for upload in uploads}
    for stray in services.arriving.list(now.timestamp() - STRAY_S):
        if stray not in known:
            services.arriving.remove(stray)


def _take_in(services: Services, person: Account, upload: Upload) -> None:
    """The hash is written down before the file moves: whoever goes on after a crash in between finds it by that."""
    path, sha256 = _path_of(services, upload), upload.sha256
    if path is None:
        raise TransientError("storage.missing", name=upload.details["file_name"])
    if sha256 is None:
        sha256 = services.arriving.digest(path)
        with services.database.writing() as uow:
            uow.uploads.note_sha256(upload.id, sha256)
    if upload.sha256_expected not in (None, sha256):
        raise UserError("upload.changed")
    received = ReceivedFile(path, sha256, upload.size_bytes)
    accept_recording(services, person, received, RecordingDetails(**upload.details), upload.id)


def _path_of(services: Services, upload: Upload) -> Path | None:
    """Where the bytes are; None where they are lost (a backup brought the row back without them, say)."""
    path = services.arriving.path(upload.id)
    if path is None and upload.sha256 is not None:
        path = services.blobs.originals.find(upload.sha256)
    return path if path is not None and path.exists() else None


def _remove(services: Services, upload_id: str) -> None:
    """The row goes first: bytes without one are a stray and are removed later.

    Raises:
        UserError: ``upload.busy``.
    """
    is_here = services.arriving.exists(upload_id)
    with services.arriving.held(upload_id) if is_here else nullcontext():
        with services.database.writing() as uow:
            uow.uploads.remove(upload_id)
        services.arriving.remove(upload_id)


@contextmanager
def _fullness_told() -> Iterator[None]:
    """A full disk does not lose what has arrived; the words for it say so."""
    try:
        yield
    except TransientError as error:
        if error.code == "storage.full":
            raise TransientError("upload.full") from error
        raise
