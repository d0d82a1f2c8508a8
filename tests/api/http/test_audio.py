"""The sound, whole and in parts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient


def test_ranges_are_answered(secretary: TestClient, upload: Callable[..., dict[str, str]], clip: Path) -> None:
    url = f"/api/recordings/{upload(secretary)['id']}/audio"
    content = clip.read_bytes()
    whole = secretary.get(url)
    assert (whole.status_code, whole.content) == (200, content)
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["content-type"].startswith("audio/")
    for wanted, expected in {
        "bytes=10-19": content[10:20],
        "bytes=-5": content[-5:],
        "bytes=100-": content[100:],
    }.items():
        part = secretary.get(url, headers={"Range": wanted})
        assert (part.status_code, part.content) == (206, expected), wanted
    assert (
        secretary.get(url, headers={"Range": "bytes=10-19"}).headers["content-range"] == f"bytes 10-19/{len(content)}"
    )
    assert secretary.get(url, headers={"Range": f"bytes={len(content)}-"}).status_code == 416
    assert secretary.head(url).headers["content-length"] == str(len(content))


def test_a_name_that_is_no_sound_is_sent_as_bytes(
    secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary, "trang.html")["id"]
    answer = secretary.get(f"/api/recordings/{recording}/audio")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=,", "bytes=abc", "lines=0-1", "bytes=0-1;2-3", "bytes=٣-٤"])
def test_a_range_that_makes_no_sense_is_as_none(
    secretary: TestClient, upload: Callable[..., dict[str, str]], clip: Path, asked: str
) -> None:
    url = f"/api/recordings/{upload(secretary)['id']}/audio"
    answer = secretary.get(url, headers={"Range": asked.encode()})  # type: ignore[dict-item]  # bytes are fine
    assert (answer.status_code, answer.content) == (200, clip.read_bytes())


def test_several_ranges_come_in_parts_and_nothing_is_not_satisfiable(
    secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    url = f"/api/recordings/{upload(secretary)['id']}/audio"
    answer = secretary.get(url, headers={"Range": "bytes=0-1,3-4"})
    assert answer.status_code == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges")
    assert secretary.get(url, headers={"Range": "bytes=-0"}).status_code == 416
