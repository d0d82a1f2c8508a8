"""Two web servers over one data folder and one database: an upload may go on at either, also when one is killed."""

import hashlib
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import httpx2
import pytest

from api.store.originals import FolderOriginals
from tests.api.tus_client import begin, patch
from tests.journeys.test_interrupted_uploads import digest_of, recording_of
from tests.running_server import RunningServer

SIZE_MB = 12
PIECE_BYTES = 1_500_000
ANSWER_S = 60.0


@dataclass(frozen=True)
class Pair:
    servers: tuple[RunningServer, RunningServer]
    clients: tuple[httpx2.Client, httpx2.Client]

    def received(self, place: str) -> set[int]:
        """How much each of them says has come."""
        return {client.get(place).json()["received_bytes"] for client in self.clients}


@pytest.fixture
def pair(tmp_path: Path, blank_url: str) -> Iterator[Pair]:
    with ExitStack() as stack:
        folder, settings = tmp_path / "office", {"database_url": blank_url}
        servers = (RunningServer(folder, settings), RunningServer(folder, settings))
        for server in servers:
            server.start()
            stack.callback(server.kill)
        token = {"Authorization": f"Bearer {servers[0].new_token('Lan')}"}
        clients = tuple(
            stack.enter_context(httpx2.Client(base_url=server.url, headers=token, timeout=ANSWER_S))
            for server in servers
        )
        yield Pair(servers, (clients[0], clients[1]))


def test_pieces_may_come_by_either_server_though_one_is_killed(pair: Pair, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    sha256 = recording_of(path, SIZE_MB)
    data = path.read_bytes()
    place = begin(pair.clients[0], len(data), sha256=sha256).headers["location"]
    chance, offset, number = random.Random(5), 0, 0
    while offset < len(data):
        client = pair.clients[number % 2]
        answer = patch(client, place, offset, data[offset : offset + chance.randrange(1, PIECE_BYTES)])  # type: ignore[arg-type]
        assert answer.status_code == 204, answer.text
        offset = int(answer.headers["upload-offset"])
        number += 1
        if number == 3:
            assert pair.received(place) == {offset}
            pair.servers[0].kill()
            pair.servers[0].start()
    told = [client.get(place).json() for client in pair.clients]
    assert told[0] == told[1]
    assert (told[0]["state"], told[0]["sha256"], told[0]["is_new"]) == ("kept", sha256, True)
    assert digest_of(FolderOriginals(pair.servers[0].folder / "originals").path(sha256)) == sha256
    assert client.get(f"/api/recordings/{told[0]['recording']}").json()["sha256"] == sha256


def test_two_who_send_at_once_by_both_servers_go_on_and_harm_nothing(pair: Pair, tmp_path: Path) -> None:
    """Whoever comes second is told that somebody has the upload, or where it goes on, and asks again."""
    path = tmp_path / "a.wav"
    sha256 = recording_of(path, SIZE_MB)
    data = path.read_bytes()
    place = begin(pair.clients[0], len(data)).headers["location"]
    offset = 0
    with ThreadPoolExecutor(2) as pool:
        while offset < len(data):
            together = Barrier(2)

            def send(client: httpx2.Client, offset: int = offset, together: Barrier = together) -> httpx2.Response:
                together.wait()
                return patch(client, place, offset, data[offset : offset + PIECE_BYTES])  # type: ignore[arg-type]

            answers = list(pool.map(send, pair.clients))
            assert {answer.status_code for answer in answers} <= {204, 409, 423}, [each.text for each in answers]
            before = offset
            (offset,) = pair.received(place)
            assert offset > before, "at least a part of one of them was taken"
    assert pair.clients[0].get(place).json()["sha256"] == sha256
    with closing(pair.servers[0].open().database) as database, database.reading() as uow:
        assert [entry.recording.sha256 for entry in uow.recordings.list(None)] == [sha256]
    assert hashlib.sha256(data).hexdigest() == sha256
