"""What any client of the tus protocol sends, for tests."""

import base64
from collections.abc import Mapping

from httpx2 import Response
from starlette.testclient import TestClient

TUS = {"Tus-Resumable": "1.0.0"}


def metadata(told: Mapping[str, str]) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())


def begin(client: TestClient, size_bytes: int, **told: str) -> Response:
    headers = {**TUS, "Upload-Length": str(size_bytes), "Upload-Metadata": metadata({"name": "họp.wav", **told})}
    return client.post("/api/uploads", headers=headers)


def patch(client: TestClient, place: str, offset: int, data: bytes, **headers: str) -> Response:
    piece = {**TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream", **headers}
    return client.patch(place, content=data, headers=piece)


def bring(client: TestClient, data: bytes, **told: str) -> tuple[str, Response]:
    """A whole file in two pieces: where the upload is, and the answer to the last piece."""
    place = begin(client, len(data), **told).headers["location"]
    half = len(data) // 2
    assert patch(client, place, 0, data[:half]).status_code == 204
    return place, patch(client, place, half, data[half:])
