"""Uploads that something interrupts: nothing is lost, nothing is there twice."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.bootstrap import Services
from api.flows import uploads
from api.flows.intake import RecordingDetails
from api.flows.people import add_user
from api.flows.uploads import begin_upload, find_upload, settle_upload, take_piece, tidy_uploads
from api.store.arriving import ArrivingFiles
from api.store.blobs import BlobStore
from api.store.originals import FolderOriginals
from api.store.recordings import RecordingStore
from models.account import Account
from models.errors import EngineError, ThukyError, TransientError, UserError

ID = "3d9f0b2e-5f0c-4d8e-8f0a-1f2e3d4c5b6a"


class PowerCutError(Exception):
    """The process is gone at this very point."""


@pytest.fixture
def lan(services: Services) -> Account:
    return add_user(services, "Lan", "secretary", "mat-khau-dai")


@pytest.fixture
def whole(services: Services, lan: Account, clip: Path) -> str:
    """An upload all of whose bytes are here and of which nothing came yet."""
    data = clip.read_bytes()
    begin_upload(services, lan, ID, len(data), RecordingDetails("họp.wav"))
    take_piece(services, lan, ID, 0, data)
    return ID


@pytest.mark.parametrize(
    ("owner", "step", "after"),
    [
        (ArrivingFiles, "digest", True),
        (BlobStore, "keep", False),
        (BlobStore, "keep", True),
        (RecordingStore, "add", False),
        (RecordingStore, "add", True),
        (ArrivingFiles, "drop_bytes", False),
        (ArrivingFiles, "drop_bytes", True),
    ],
)
@pytest.mark.parametrize("who", ["owner", "server"])
def test_a_crash_anywhere_while_taking_in_is_gone_on_from(
    services: Services,
    lan: Account,
    whole: str,
    clip: Path,
    monkeypatch: pytest.MonkeyPatch,
    owner: type,
    step: str,
    after: bool,
    who: str,
) -> None:
    real: Callable[..., Any] = getattr(owner, step)

    def cut(self: object, *arguments: object) -> None:
        if after:
            real(self, *arguments)
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, cut)
        with pytest.raises(PowerCutError):
            settle_upload(services, lan, whole)
    if who == "owner":
        settle_upload(services, lan, whole)
    else:
        tidy_uploads(services)
    upload = find_upload(services, lan, whole)
    assert upload.receipt is not None
    assert upload.receipt.is_new
    with services.database.reading() as uow:
        (entry,) = uow.recordings.list(None)
    assert upload.receipt.recording_id == entry.recording.id
    assert upload.sha256 == entry.recording.sha256
    assert original(services, entry.recording.sha256).read_bytes() == clip.read_bytes()
    assert services.arriving.path(whole) is None
    assert len(_queued(services)) == 1


def test_a_crash_between_the_bytes_and_their_count_costs_the_piece_only(
    services: Services, lan: Account, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = clip.read_bytes()
    begin_upload(services, lan, ID, len(data), RecordingDetails("a.wav"))
    take_piece(services, lan, ID, 0, data[:1000])

    def cut(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr("api.store.uploads.UploadStore.advance", cut)
        with pytest.raises(PowerCutError):
            take_piece(services, lan, ID, 1000, b"y" * 5000)
    assert find_upload(services, lan, ID).received_bytes == 1000
    take_piece(services, lan, ID, 1000, data[1000:])
    settled = settle_upload(services, lan, ID)
    assert settled.sha256 is not None
    assert original(services, settled.sha256).read_bytes() == data


def test_only_one_at_a_time_has_an_upload(services: Services, lan: Account, whole: str) -> None:
    with services.arriving.held(whole):
        for act in (
            lambda: take_piece(services, lan, whole, 0, b"x"),
            lambda: settle_upload(services, lan, whole),
            lambda: uploads.drop_upload(services, lan, whole),
        ):
            with pytest.raises(UserError, match=r"upload\.busy"):
                act()
        with pytest.raises(UserError, match=r"thing\.absent"):
            uploads.drop_upload(services, add_user(services, "Bình", "admin", "mat-khau-dai"), whole)
        tidy_uploads(services)
    assert settle_upload(services, lan, whole).state == "kept"


def test_a_database_that_fails_while_taking_in_leaves_the_upload_to_be_asked_again(
    services: Services, lan: Account, whole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise TransientError("storage.full")

    with monkeypatch.context() as patch:
        patch.setattr(RecordingStore, "add", full)
        with pytest.raises(TransientError, match=r"upload\.full"):
            settle_upload(services, lan, whole)
    assert find_upload(services, lan, whole).state == "received"
    assert settle_upload(services, lan, whole).state == "kept"


def test_a_fault_of_the_program_refuses_nothing(
    services: Services, lan: Account, whole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise EngineError("server.fault")

    with monkeypatch.context() as patch:
        patch.setattr("transcribe.decode.probe_audio", broken)
        with pytest.raises(EngineError):
            settle_upload(services, lan, whole)
        tidy_uploads(services)
    assert find_upload(services, lan, whole).state == "received"


def test_what_nobody_goes_on_with_is_removed_in_the_end(services: Services, lan: Account, clip: Path) -> None:
    begin_upload(services, lan, ID, 1000, RecordingDetails("a.wav"))
    tidy_uploads(_later(services, days=6, hours=23))
    assert find_upload(services, lan, ID).state == "receiving"
    tidy_uploads(_later(services, days=7, hours=1))
    with pytest.raises(UserError, match=r"thing\.absent"):
        find_upload(services, lan, ID)
    assert list(services.arriving.open_folder().iterdir()) == []


def test_a_whole_file_is_never_removed_but_taken_in(services: Services, lan: Account, whole: str) -> None:
    tidy_uploads(_later(services, days=400))
    assert find_upload(services, lan, whole).state == "kept"
    tidy_uploads(_later(services, days=400))
    with services.database.reading() as uow:
        assert uow.uploads.list() == ()
        assert len(uow.recordings.list(None)) == 1


def test_an_upload_whose_bytes_are_lost_is_begun_anew(services: Services, lan: Account) -> None:
    begin_upload(services, lan, ID, 1000, RecordingDetails("a.wav"))
    services.arriving.remove(ID)
    with pytest.raises(UserError, match=r"thing\.absent"):
        take_piece(services, lan, ID, 0, b"x")
    tidy_uploads(_later(services, days=8))
    with services.database.reading() as uow:
        assert uow.uploads.list() == ()


def test_a_receipt_without_its_folder_can_be_removed(services: Services, lan: Account, whole: str) -> None:
    """As after a backup was brought back."""
    settle_upload(services, lan, whole)
    services.arriving.remove(whole)
    assert find_upload(services, lan, whole).state == "kept"
    uploads.drop_upload(services, lan, whole)
    with services.database.reading() as uow:
        assert uow.uploads.list() == ()
        assert len(uow.recordings.list(None)) == 1


def test_what_a_crash_left_of_a_beginning_is_removed(
    services: Services, lan: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr("api.store.uploads.UploadStore.add", cut)
        with pytest.raises(PowerCutError):
            begin_upload(services, lan, ID, 1000, RecordingDetails("a.wav"))
    assert services.arriving.exists(ID)
    tidy_uploads(services)
    assert services.arriving.exists(ID), "it may be one that is just being begun"
    tidy_uploads(_later(services, hours=2))
    assert not services.arriving.exists(ID)


def test_no_room_leaves_nothing(services: Services, lan: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "posix_fallocate", no_room)
    with pytest.raises(ThukyError, match=r"upload\.full"):
        begin_upload(services, lan, ID, 1000, RecordingDetails("a.wav"))
    assert list(services.arriving.open_folder().iterdir()) == []
    with services.database.reading() as uow:
        assert uow.uploads.list() == ()


def _later(services: Services, **time: int) -> Services:
    return replace(services, clock=lambda: services.clock() + timedelta(**time))


def _queued(services: Services) -> list[str]:
    job = services.queue.claim("test")
    other = services.queue.claim("test")
    return [each.subject for each in (job, other) if each is not None]


def original(services: Services, sha256: str) -> Path:
    return FolderOriginals(services.settings.data_dir / "originals").path(sha256)
