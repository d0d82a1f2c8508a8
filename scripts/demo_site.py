"""Puts recordings on the site of the demonstration: python -m scripts.demo_site FILE…

They arrive as an upload would, from a user ``demo`` who is made at the first call; the worker does the rest.
"""

import secrets
import sys
from contextlib import closing
from pathlib import Path

from api.bootstrap import build_services
from api.flows.intake import RecordingDetails, accept_recording
from api.flows.people import add_user
from api.flows.services import Services
from models.account import Account
from scripts.configuration import read_settings
from scripts.console import tell

USER = "demo"
RECORDED_AT = {"meeting_en.flac": "2026-03-09T09:00:00+07:00"}


def load_site(files: list[Path]) -> None:
    """The user and the recordings; what is there already stays as it is."""
    services = build_services(read_settings())
    with closing(services.database):
        person = _person(services)
        for file in files:
            _upload(services, person, file)


def _person(services: Services) -> Account:
    with services.database.reading() as uow:
        known = uow.people.find(USER)
    if known is not None:
        tell("cli.demo_known_user", name=USER, folder=str(services.settings.data_dir))
        return known[0]
    password = secrets.token_urlsafe(9)
    account = add_user(services, USER, "admin", password)
    tell("cli.demo_user", name=USER, password=password)
    return account


def _upload(services: Services, person: Account, file: Path) -> None:
    data = file.read_bytes()
    limit = services.settings.upload_limit_bytes
    with services.blobs.receive(file.name, announced_bytes=len(data), limit_bytes=limit) as incoming:
        incoming.write(data)
        details = RecordingDetails(file.name, recorded_at=RECORDED_AT.get(file.name, ""))
        accept_recording(services, person, incoming.complete(), details)


if __name__ == "__main__":
    load_site([Path(name) for name in sys.argv[1:]])
