"""Signing in, staying signed in, being signed out; and no acting from other sites."""

import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services, build_services
from api.flows import people
from api.flows.people import add_user
from api.settings import Settings
from models.errors import UserError
from models.tables import Base

GOOD = {"username": "lan", "password": "mat-khau-dai"}


@pytest.fixture(autouse=True)
def _lan(services: Services) -> None:
    add_user(services, "Lan", "secretary", "mat-khau-dai")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: TestClient) -> None:
    answer = browser.post("/api/session", json=GOOD)
    assert answer.json()["name"] == "Lan"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert browser.get("/api/session").json()["role"] == "secretary"


def test_https_makes_the_cookie_secure(services: Services) -> None:
    with TestClient(create_app(services), base_url="https://thuky.vn") as client:
        assert "secure" in client.post("/api/session", json=GOOD).headers["set-cookie"].lower()


def test_a_stolen_cookie_is_worthless_after_sign_out(browser: TestClient) -> None:
    browser.post("/api/session", json=GOOD)
    stolen = browser.cookies["thuky_session"]
    assert browser.delete("/api/session").status_code == 204
    assert browser.get("/api/session", headers={"Cookie": f"thuky_session={stolen}"}).status_code == 401


def test_signing_in_again_ends_the_session_that_was_presented(browser: TestClient) -> None:
    browser.post("/api/session", json=GOOD)
    first = browser.cookies["thuky_session"]
    browser.post("/api/session", json=GOOD)
    assert browser.cookies["thuky_session"] != first
    assert browser.get("/api/session", headers={"Cookie": f"thuky_session={first}"}).status_code == 401


def test_a_session_ends_by_itself(settings: Settings, tmp_path: Path) -> None:
    now = [datetime(2026, 3, 12, 8, tzinfo=UTC)]
    services = build_services(settings.model_copy(update={"data_dir": tmp_path / "own"}), clock=lambda: now[0])
    with TestClient(create_app(services)) as client:
        client.post("/api/session", json=GOOD)
        now[0] += timedelta(hours=settings.session_hours, seconds=-1)
        assert client.get("/api/session").status_code == 200
        now[0] += timedelta(seconds=1)
        assert client.get("/api/session").status_code == 401
    services.database.engine.dispose()


@pytest.mark.parametrize(
    "body", [{"username": "Lan", "password": "wrong-password"}, {"username": "nobody", "password": "mat-khau-dai"}]
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(browser: TestClient, body: dict[str, str]) -> None:
    answer = browser.post("/api/session", json=body)
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.wrong")
    assert "set-cookie" not in answer.headers


def test_guessing_is_stopped_and_the_right_password_with_it(settings: Settings, browser: TestClient) -> None:
    for _ in range(settings.sign_in_attempts):
        assert browser.post("/api/session", json={**GOOD, "password": "guess"}).status_code == 401
    stopped = browser.post("/api/session", json=GOOD)
    assert (stopped.status_code, stopped.json()["code"]) == (429, "auth.too_many")
    assert int(stopped.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "null", "Host": ""},
        {"Origin": "http://["},
    ],
)
def test_another_site_cannot_act_with_our_cookie(browser: TestClient, headers: dict[str, str]) -> None:
    browser.post("/api/session", json=GOOD)
    for path in ("/api/feeds", "/feeds", "/sign-out", "/api/session"):
        answer = browser.post(path, json={"scope": "me"}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "auth.cross_site"), path
    assert browser.get("/api/feeds").json() == {"items": []}


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}])
def test_our_own_pages_and_programs_can(browser: TestClient, headers: dict[str, str]) -> None:
    browser.post("/api/session", json=GOOD)
    assert browser.post("/api/feeds", json={"scope": "me"}, headers=headers).status_code == 201


def test_secrets_are_kept_as_hashes_only(services: Services, browser: TestClient) -> None:
    browser.post("/api/session", json=GOOD)
    url = browser.post("/api/feeds", json={}).json()["url"]
    with services.database.engine.connect() as connection:
        tables = [connection.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    assert GOOD["username"] in repr(tables)
    for secret in (browser.cookies["thuky_session"], url.split("/")[-1].removesuffix(".ics"), GOOD["password"]):
        assert secret not in repr(tables)


@pytest.mark.parametrize(
    ("name", "role", "password", "code"),
    [
        ("LAN", "staff", "mat-khau-dai", "user.exists"),
        ("  ", "staff", "mat-khau-dai", "user.name"),
        ("An\x00", "staff", "mat-khau-dai", "user.name"),
        ("An", "boss", "mat-khau-dai", "user.role"),
        ("An", "staff", "ngan", "user.password"),
    ],
)
def test_accounts_that_make_no_sense_are_refused(
    services: Services, name: str, role: str, password: str, code: str
) -> None:
    with pytest.raises(UserError) as refused:
        add_user(services, name, role, password)
    assert refused.value.code == code


def test_one_name_is_one_name_however_it_is_typed(services: Services, browser: TestClient) -> None:
    add_user(services, "Nguyễn Đức", "staff", "mật khẩu dài")
    decomposed = {
        "username": unicodedata.normalize("NFD", "nguyễn  đức"),
        "password": unicodedata.normalize("NFD", "mật khẩu dài"),
    }
    assert browser.post("/api/session", json=decomposed).json()["name"] == "Nguyễn Đức"


def test_many_at_the_door_do_not_use_up_the_memory(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once: list[int] = []
    inside: list[None] = []

    class SlowHasher:
        def verify(self, _kept: str, _typed: bytes) -> bool:
            inside.append(None)
            at_once.append(len(inside))
            time.sleep(0.01)
            inside.pop()
            return True

    monkeypatch.setattr(people, "_hasher", SlowHasher)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: people.sign_in(services, "lan", "x", f"address {n}"), range(8)))
    assert len(at_once) == 8
    assert max(at_once) <= 2


def test_wrong_passwords_of_a_clock_that_ran_ahead_lock_nobody_out(settings: Settings, tmp_path: Path) -> None:
    now = [datetime(2036, 3, 12, tzinfo=UTC)]
    services = build_services(settings.model_copy(update={"data_dir": tmp_path / "own"}), clock=lambda: now[0])
    for _ in range(settings.sign_in_attempts):
        with pytest.raises(UserError):
            people.sign_in(services, "Lan", "guess", "here")
    now[0] = datetime(2026, 3, 12, tzinfo=UTC)
    assert people.sign_in(services, "Lan", "mat-khau-dai", "here")[0].name == "Lan"
    services.database.engine.dispose()
