"""The page of recordings, where files are sent in pieces and unfinished ones are shown."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.flows.people import add_user
from tests.api.tus_client import begin, patch

STATIC = Path(__file__).parents[3] / "api" / "static"


@pytest.fixture
def lan(services: Services, browser: TestClient) -> TestClient:
    add_user(services, "Lan", "secretary", "mat-khau-dai")
    browser.headers["Accept"] = "text/html"
    browser.post("/sign-in", data={"username": "Lan", "password": "mat-khau-dai"})
    return browser


def test_an_unfinished_upload_is_shown_until_it_is_finished_or_removed(lan: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    assert "Tải lên dở dang" not in lan.get("/").text
    place = begin(lan, len(data), name="<b>họp.wav").headers["location"]
    patch(lan, place, 0, data[: len(data) // 4 + 2])
    page = lan.get("/").text
    for shown in ("Tải lên dở dang", "&lt;b&gt;họp.wav", "25 %"):
        assert shown in page
    assert "<b>" not in page
    removed = lan.post(f"{place.removeprefix('/api')}/removal")
    assert (removed.url.path, "Tải lên dở dang" in removed.text) == ("/", False)
    finished = begin(lan, len(data)).headers["location"]
    patch(lan, finished, 0, data)
    assert "Tải lên dở dang" not in lan.get("/").text


def test_nobody_sees_or_removes_what_somebody_else_is_sending(lan: TestClient, secretary: TestClient) -> None:
    place = begin(secretary, 1000).headers["location"]
    assert "Tải lên dở dang" not in lan.get("/").text
    refused = lan.post(f"{place.removeprefix('/api')}/removal")
    assert refused.status_code == 404
    assert secretary.get(place).json()["state"] == "receiving"


def test_the_page_brings_every_script_and_word_that_sending_needs(lan: TestClient) -> None:
    page = lan.get("/").text
    for address in re.findall(r'<script src="([^"]+)"', page):
        assert lan.get(address).status_code == 200
    script = (STATIC / "upload.js").read_text()
    wanted = {re.sub("[A-Z]", lambda big: f"-{big[0].lower()}", name) for name in re.findall(r"said\.(\w+)", script)}
    assert wanted == set(re.findall(r"data-([\w-]+)=\"[^\"]+\"", page.partition("<label")[0]))
    for name in re.findall(r'getElementById\("(\w+)"\)', script):
        assert f'id="{name}"' in page
    for name in re.findall(r'"(\w+)"', re.search(r"DETAILS = \[(.*)\]", script)[1]):  # type: ignore[index]
        assert f'name="{name}"' in page
