"""Answers are what the OpenAPI document says: status, media type, shape."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.api.tus_client import TUS, begin, bring, patch


class Contract:
    """Checks every answer that passes; tells which operations were seen."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.seen: set[tuple[str, str]] = set()

    def check(self, answer: httpx.Response) -> None:
        answer.read()
        method, path = answer.request.method.lower(), answer.request.url.path
        for template in self.document["paths"]:
            pattern = re.sub(r"\\{\w+\\}", "[^/]+?", re.escape(template))
            operation = self.document["paths"][template].get(method)
            if operation is not None and re.fullmatch(pattern, path):
                self.seen.add((method, template))
                self._check_answer(answer, operation["responses"])
                return

    def _check_answer(self, answer: httpx.Response, declared: dict[str, Any]) -> None:
        status = str(answer.status_code)
        described = declared.get(status) or declared.get(f"{status[0]}XX")
        assert described is not None, f"{answer.request.url}: {status} is not declared"
        content = described.get("content", {})
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind.endswith("json") and content:
            assert kind in content, f"{answer.request.url}: {kind} is not declared for {status}"
            schema = content[kind].get("schema", {})
            assert list(self.faults(answer.json(), schema, "")) == [], f"{answer.request.url}"

    def faults(self, value: Any, schema: dict[str, Any], place: str) -> list[str]:
        """Where ``value`` is not as ``schema`` says; the part of JSON Schema that our document uses."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", maxsplit=1)[-1]
            return self.faults(value, self.document["components"]["schemas"][name], place)
        if "anyOf" in schema:
            told = [self.faults(value, each, place) for each in schema["anyOf"]]
            return [] if [] in told else min(told, key=len)
        kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
        kinds_of = {**kinds, "integer": int, "number": int | float}
        if "type" in schema and not isinstance(value, kinds_of[schema["type"]]):
            return [f"{place}: {value!r} is no {schema['type']}"]
        if "enum" in schema and value not in schema["enum"]:
            return [f"{place}: {value!r}"]
        if isinstance(value, list):
            return [fault for each in value for fault in self.faults(each, schema.get("items", {}), f"{place}[]")]
        if not isinstance(value, dict):
            return []
        members = schema.get("properties", {})
        missing = [f"{place}.{name} is missing" for name in schema.get("required", []) if name not in value]
        extra = [] if schema.get("additionalProperties", not members) else [*value.keys() - members.keys()]
        deeper = [
            fault
            for name in value.keys() & members.keys()
            for fault in self.faults(value[name], members[name], f"{place}.{name}")
        ]
        return [*missing, *extra, *deeper]


def test_answers_are_as_described(
    secretary: TestClient,
    browser: TestClient,
    upload: Callable[..., dict[str, str]],
    work: Callable[[], None],
    clip: Path,
) -> None:
    assert isinstance(secretary.app, FastAPI)
    contract = Contract(secretary.app.openapi())
    for client in (secretary, browser):
        client.event_hooks["response"].append(contract.check)

    recording = upload(secretary)["id"]
    upload(secretary)
    secretary.options("/api/uploads")
    place, _ = bring(secretary, clip.read_bytes())
    secretary.get("/api/uploads")
    secretary.get(place)
    secretary.head(place, headers=TUS)
    secretary.delete(place)
    secretary.get(f"/api/recordings/{recording}/transcript")
    work()
    secretary.get("/api/recordings")
    secretary.get(f"/api/recordings/{recording}")
    secretary.get(f"/api/recordings/{recording}/progress")
    secretary.get(f"/api/recordings/{recording}/audio", headers={"Range": "bytes=0-9"})
    secretary.get(f"/api/recordings/{recording}/transcript")
    secretary.get(f"/api/recordings/{recording}/transcript.srt")
    secretary.get(f"/api/recordings/{recording}/speakers")
    secretary.put(f"/api/recordings/{recording}/speakers/SPEAKER_00/name", json={"name": "Hà"})
    secretary.delete(f"/api/recordings/{recording}/speakers/SPEAKER_00/name")
    secretary.get("/api/voices")
    secretary.delete("/api/voices/nobody")
    items = secretary.get("/api/proposals", params={"recording": recording}).json()["items"]
    for item in items:
        secretary.get(f"/api/proposals/{item['id']}")
        secretary.post(f"/api/proposals/{item['id']}/verdict", json={"verdict": "approve"})
    secretary.get("/api/tasks")
    secretary.get("/api/events")
    feed = secretary.post("/api/feeds", json={"scope": "me"}).json()
    browser.get(feed["url"])
    secretary.get("/api/feeds")
    secretary.delete(f"/api/feeds/{feed['id']}")
    secretary.post(f"/api/recordings/{recording}/runs")
    secretary.post(f"/api/recordings/{recording}/cancellation")
    secretary.get("/api/session")
    browser.post("/api/session", json={"username": "Lý Thu", "password": "mat-khau-dai"})
    browser.delete("/api/session")
    browser.get("/healthz")
    operations = {(method, path) for path, item in contract.document["paths"].items() for method in item}
    assert contract.seen == operations

    browser.get("/api/tasks")
    browser.get(feed["url"])
    browser.post("/api/session", json={"username": "Lý Thu", "password": "wrong"})
    browser.post("/api/session", json={"username": 1})
    secretary.post(f"/api/proposals/{items[1]['id']}/verdict", json={"verdict": "reject"})
    secretary.post("/api/feeds", json={"scope": "x" * 2_000_000})
    secretary.post("/api/recordings", json={})
    patch(secretary, begin(secretary, 10).headers["location"], 5, b"x")


def test_the_contract_test_notices(secretary: TestClient) -> None:
    assert isinstance(secretary.app, FastAPI)
    contract = Contract(secretary.app.openapi())
    shape = {"$ref": "#/components/schemas/PersonOut"}
    good = {"id": "a", "name": "b", "role": "staff"}
    assert contract.faults(good, shape, "") == []
    assert contract.faults({**good, "role": "boss"}, shape, "") == [".role: 'boss'"]
    assert contract.faults({"id": 1, "name": "b"}, shape, "") == [".role is missing", ".id: 1 is no string"]
    assert contract.faults({**good, "password": "x"}, shape, "") == ["password"]
