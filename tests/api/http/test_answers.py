"""How every answer looks, errors first of all."""

import pytest
from starlette.testclient import TestClient

from api.headers import SECURITY_HEADERS


@pytest.mark.parametrize(
    "path", ["/healthz", "/api/recordings", "/nowhere", "/sign-in", "/static/base.css", "/feeds/x.ics"]
)
def test_every_answer_keeps_browsers_careful(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value


def test_errors_speak_the_language_of_the_asker_and_carry_both(browser: TestClient) -> None:
    vietnamese = browser.get("/api/tasks", headers={"Accept-Language": "vi,en;q=0.5"})
    english = browser.get("/api/tasks", headers={"Accept-Language": "fr, en-GB;q=0.8, vi;q=0.1"})
    assert vietnamese.headers["content-type"] == "application/problem+json"
    assert vietnamese.json()["detail"] == english.json()["messages"]["vi"]
    assert english.json()["detail"] == vietnamese.json()["messages"]["en"]
    assert vietnamese.json()["detail"] != english.json()["detail"]
    assert english.headers["content-language"] == "en"


def test_a_body_of_the_wrong_shape_is_told_with_place_and_value(secretary: TestClient) -> None:
    answer = secretary.post("/api/proposals/x/verdict", json={"verdict": "maybe", "edit": 1})
    assert (answer.status_code, answer.json()["code"]) == (422, "request.shape")
    told = {(mistake["place"], mistake["value"]) for mistake in answer.json()["errors"]}
    assert told == {("body.verdict", "'maybe'"), ("body.edit", "1")}
    assert all(mistake["message"] for mistake in answer.json()["errors"])


def test_watchers_may_ask_for_the_head_only(browser: TestClient) -> None:
    answer = browser.head("/healthz")
    assert (answer.status_code, answer.content) == (200, b"")


def test_json_that_is_none_is_told(secretary: TestClient) -> None:
    answer = secretary.post("/api/feeds", content=b"{", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request.shape")


def test_passwords_are_not_echoed(browser: TestClient) -> None:
    answer = browser.post("/api/session", json={"username": "lan", "password": ["hunter2"], "extra": "x"})
    assert answer.status_code == 422
    assert "hunter2" not in answer.text


def test_unknown_paths_and_methods_are_problems_too(secretary: TestClient) -> None:
    assert secretary.get("/api/nothing").json()["code"] == "thing.absent"
    refused = secretary.put("/api/tasks")
    assert (refused.json()["code"], refused.headers["allow"]) == ("http.method", "GET")


def test_a_fault_tells_nothing_about_its_inside(secretary: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(_person: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("api.http.agenda.sight", burst)
    with TestClient(secretary.app, headers=secretary.headers, raise_server_exceptions=False) as client:
        answer = client.get("/api/tasks")
    assert (answer.status_code, answer.json()["code"]) == (500, "server.fault")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_description_is_served_to_programs_and_people(secretary: TestClient) -> None:
    document = secretary.get("/openapi.json").json()
    assert "/api/recordings/{recording_id}/transcript" in document["paths"]
    errors = document["paths"]["/api/tasks"]["get"]["responses"]["4XX"]["content"]
    assert errors == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert document["paths"]["/api/tasks"]["get"]["security"]
    page = secretary.get("/docs")
    assert "/api/proposals/{proposal_id}/verdict" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text


def test_a_huge_body_is_refused(secretary: TestClient) -> None:
    answer = secretary.post("/api/feeds", json={"scope": "x" * 2_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "http.too_large")
