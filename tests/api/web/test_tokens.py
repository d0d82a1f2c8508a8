"""Keys for programs, made and taken back on a page."""

import re

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services
from api.flows.people import add_user


@pytest.fixture
def lan(services: Services, browser: TestClient) -> TestClient:
    add_user(services, "Lan", "staff", "mat-khau-dai")
    browser.headers["Accept"] = "text/html"
    browser.post("/sign-in", data={"username": "Lan", "password": "mat-khau-dai"})
    return browser


def shown_token(page: str) -> str:
    found = re.search(r'id="new-token"[^>]* value="([^"]+)"', page)
    assert found is not None
    return found[1]


def who(services: Services, token: str) -> str | None:
    with TestClient(create_app(services), headers={"Authorization": f"Bearer {token}"}) as program:
        return program.get("/api/session").json().get("name")  # type: ignore[no-any-return]


def test_a_token_is_shown_once_works_and_is_taken_back(services: Services, lan: TestClient) -> None:
    made = lan.post("/tokens", data={"label": "máy quét <b>"})
    token = shown_token(made.text)
    assert who(services, token) == "Lan"
    page = lan.get("/tokens").text
    assert token not in page
    assert "máy quét &lt;b&gt;" in page
    other = shown_token(lan.post("/tokens").text)
    revoke = re.findall(r'action="(/tokens/\w+/revocation)"', page)
    assert len(revoke) == 1
    assert "máy quét" not in lan.post(revoke[0]).text
    assert (who(services, token), who(services, other)) == (None, "Lan")
    assert lan.post(revoke[0]).status_code == 404


def test_nobody_takes_back_the_token_of_somebody_else(
    services: Services, lan: TestClient, secretary: TestClient
) -> None:
    token = shown_token(lan.post("/tokens").text)
    (revoke,) = re.findall(r'action="(/tokens/\w+/revocation)"', lan.get("/tokens").text)
    assert secretary.post(revoke).status_code == 404
    assert who(services, token) == "Lan"


def test_a_token_cannot_make_another(services: Services, secretary: TestClient) -> None:
    refused = secretary.post("/tokens", data={"label": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "token.by_token")


@pytest.mark.parametrize("label", ["x" * 101, "a\x07b"])
def test_a_label_that_cannot_be_shown_is_refused(lan: TestClient, label: str) -> None:
    assert lan.post("/tokens", data={"label": label}).status_code == 422
    assert "revocation" not in lan.get("/tokens").text
