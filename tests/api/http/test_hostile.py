"""Nothing that a stranger writes breaks the server: every route with every nasty text, never a 5xx."""

import json
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

NASTY = [
    "\0",
    "x\0y",
    "../../etc/passwd",
    "'; DROP TABLE recordings; --",
    "x" * 5000,
    "\u202e\u200b\ufeff",
    "𝕏" * 300,
    "%s%n{0}{x.__class__}",
    "ả́" * 100,
]
BODIES: list[object] = [
    None,
    [],
    "text",
    1e308,
    {"verdict": "approve", "edits": {"what": "\ud800"}},
    {"verdict": "approve", "edits": {"due": "9999-99-99T99:99"}},
    {"verdict": "approve", "edits": {"due": ["2026-01-01"], "owners": {"a": 1}, "text": 5}},
    {"verdict": "approve", "edits": {"unknown": None}},
    {"verdict": "approve", "edits": {"text": float("nan")}},
    {"verdict": "approve", "edits": {"text": "x\0y"}},
    {"scope": "\ud800"},
    {"scope": "x\0"},
    {"username": "\ud800", "password": "\udfff"},
    {"username": "x\0", "password": "\0"},
    {"username": "x" * 1000, "password": "y" * 10_000},
    {"username": {"$ne": None}, "password": []},
]


def operations(client: TestClient) -> list[tuple[str, str]]:
    app = client.app
    assert isinstance(app, FastAPI)
    return [(method.upper(), path) for path, item in app.openapi()["paths"].items() for method in item]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_names_in_addresses(secretary: TestClient, text: str) -> None:
    told = quote(text, safe="")
    for method, path in operations(secretary):
        address = path
        for name in ("recording_id", "proposal_id", "feed_id", "token", "form"):
            address = address.replace(f"{{{name}}}", told)
        answer = secretary.request(method, address, params={"recording": text, "next": text})
        assert answer.status_code < 500, f"{method} {address[:80]}"
    for path in ("/sign-in", f"/recordings/{told}", f"/static/{told}", f"/{told}"):
        assert secretary.get(path, params={"next": text}, headers={"Accept": "text/html"}).status_code < 500, path


def test_nasty_bodies(secretary: TestClient, proposal: str) -> None:
    kind = {"Content-Type": "application/json"}
    for body in BODIES:
        content = json.dumps(body).encode()
        for method, path in operations(secretary):
            if method in ("POST", "DELETE"):
                address = path.replace("{proposal_id}", proposal).replace("{", "").replace("}", "")
                answer = secretary.request(method, address, content=content, headers=kind)
                assert answer.status_code < 500, f"{method} {path} {body!r}: {answer.text}"


@pytest.mark.parametrize("text", [*NASTY, "=cmd|'/c calc'!A1", "\r\nSet-Cookie: a=b"])
def test_nasty_names_at_the_door(browser: TestClient, text: str) -> None:
    form = {"username": text, "password": text, "next": text}
    assert browser.post("/sign-in", data=form, headers={"Accept": "text/html"}).status_code in (401, 422)
    assert browser.post("/api/session", json={"username": text, "password": text}).status_code in (401, 422)
    answer = browser.get("/api/tasks", headers={"Authorization": f"Bearer {quote(text)}"[:4000]})
    assert answer.status_code == 401
