"""Calendar links."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from api.logs import without_secrets


def test_a_feed_needs_no_sign_in_and_answers_304(secretary: TestClient, browser: TestClient) -> None:
    url = secretary.post("/api/feeds", json={"scope": "me"}).json()["url"]
    feed = browser.get(url)
    assert feed.status_code == 200
    assert feed.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert feed.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in feed.headers
    for known in (feed.headers["etag"], f'"other", W/{feed.headers["etag"]}', "*"):
        again = browser.get(url, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b""), known
    assert browser.get(url, headers={"If-None-Match": '"other"'}).status_code == 200
    assert browser.head(url).headers["etag"] == feed.headers["etag"]


def test_a_revoked_link_leads_nowhere(secretary: TestClient, browser: TestClient) -> None:
    made = secretary.post("/api/feeds", json={"scope": "me"}).json()
    assert [link["id"] for link in secretary.get("/api/feeds").json()["items"]] == [made["id"]]
    assert secretary.delete(f"/api/feeds/{made['id']}").status_code == 204
    assert browser.get(made["url"]).status_code == 404
    assert secretary.get("/api/feeds").json() == {"items": []}
    assert secretary.delete(f"/api/feeds/{made['id']}").status_code == 404


def test_an_unknown_link_is_not_echoed(browser: TestClient) -> None:
    answer = browser.get("/feeds/guessed-token.ics")
    assert answer.status_code == 404
    assert "guessed-token" not in answer.text


def test_nobody_revokes_the_link_of_another(
    secretary: TestClient, client_of: Callable[[str, str], TestClient], browser: TestClient
) -> None:
    made = secretary.post("/api/feeds", json={"scope": "me"}).json()
    assert client_of("Chi", "admin").delete(f"/api/feeds/{made['id']}").status_code == 404
    assert browser.get(made["url"]).status_code == 200


def test_an_unknown_scope_is_refused(secretary: TestClient) -> None:
    answer = secretary.post("/api/feeds", json={"scope": "everybody"})
    assert (answer.status_code, answer.json()["code"]) == (422, "feed.scope")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('127.0.0.1 - "GET /feeds/sEcReT-1_x.ics HTTP/1.1" 200', '127.0.0.1 - "GET /feeds/… HTTP/1.1" 200'),
        ("GET //feeds//sEcReT.ics?sEcReT HTTP/1.1", "GET //feeds/… HTTP/1.1"),
        ("GET /Feeds/sEcReT/x.ics HTTP/1.1", "GET /Feeds/… HTTP/1.1"),
        ("/feeds/sEcReT-1_x", "/feeds/…"),
        ("POST /api/feeds HTTP/1.1", "POST /api/feeds HTTP/1.1"),
    ],
)
def test_feed_addresses_never_reach_the_log(line: str, kept: str) -> None:
    assert without_secrets(line) == kept
