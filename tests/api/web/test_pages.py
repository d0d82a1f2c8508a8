"""The pages, as a browser without scripts uses them."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile
from starlette.testclient import TestClient

from api.bootstrap import Services
from api.flows.people import add_user
from api.i18n import LOCALES
from api.settings import Settings

HTML = {"Accept": "text/html"}
GOOD = {"username": "Lan", "password": "mat-khau-dai"}


@pytest.fixture
def lan(services: Services, browser: TestClient) -> TestClient:
    """A browser in which a secretary has signed in."""
    add_user(services, "Lan", "secretary", "mat-khau-dai")
    browser.headers.update(HTML)
    assert browser.post("/sign-in", data=GOOD).url.path == "/"
    return browser


@pytest.fixture
def reviewed(lan: TestClient, clip: Path, work: Callable[[], None]) -> str:
    """The path of the review page of a processed recording."""
    answer = lan.post("/recordings", files={"file": ("họp.wav", clip.read_bytes())}, data={"title": "Giao ban"})
    work()
    return answer.url.path


def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_back(
    services: Services, browser: TestClient
) -> None:
    add_user(services, "Lan", "secretary", "mat-khau-dai")
    page = browser.get("/agenda", headers=HTML)
    assert (page.url.path, page.url.query) == ("/sign-in", b"next=/agenda")
    assert browser.post("/sign-in", data={**GOOD, "next": "/agenda"}, headers=HTML).url.path == "/agenda"


@pytest.mark.parametrize(
    "next_page",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"],
)
def test_sign_in_leads_to_no_other_site(services: Services, browser: TestClient, next_page: str) -> None:
    add_user(services, "Lan", "secretary", "mat-khau-dai")
    answer = browser.post("/sign-in", data={**GOOD, "next": next_page}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_wrong_password_is_told_on_the_page(browser: TestClient) -> None:
    page = browser.post("/sign-in", data={"username": "<b>Lan</b>", "password": "x"}, headers=HTML)
    assert page.status_code == 401
    assert 'role="alert"' in page.text
    assert "<b>Lan</b>" not in page.text


def test_a_recording_is_reviewed_on_one_page(lan: TestClient, reviewed: str) -> None:
    page = lan.get(reviewed).text
    for shown in ("Giao ban", "Người nói 1", "Gửi bảng số liệu", "Mạc Hải", "Thứ Sáu 20/3/2026", "w2 w3", "phòng 2"):
        assert shown in page, shown
    assert f"{reviewed.replace('/recordings', '/api/recordings')}/audio#t=2.0,3.0" in page
    assert "http-equiv" not in page


def test_while_processing_the_page_renews_itself_but_never_under_her_hands(
    lan: TestClient, clip: Path, work: Callable[[], None]
) -> None:
    page = lan.post("/recordings", files={"file": ("a.wav", clip.read_bytes())})
    assert '<noscript><meta http-equiv="refresh"' in page.text
    assert "progress.js" in page.text
    assert "<progress" in page.text
    assert "renew.js" in lan.get("/").text
    assert "http-equiv" not in lan.get("/").text
    work()
    lan.post(f"{page.url.path}/runs")
    again = lan.get(page.url.path).text
    assert "<progress" in again
    assert "http-equiv" not in again


def test_a_verdict_is_a_button(lan: TestClient, reviewed: str) -> None:
    actions = re.findall(r'action="(/proposals/\w+/verdict)" class="verdict"', lan.get(reviewed).text)
    assert len(actions) == 3
    lan.post(actions[1], data={"verdict": "approve"})
    page = lan.post(actions[2], data={"verdict": "reject"})
    assert page.url.path == reviewed
    assert "Lan đã duyệt" in page.text
    assert "Lan đã bỏ" in page.text
    assert "Gửi bảng số liệu" in lan.get("/agenda").text


def test_a_file_in_the_form_of_a_verdict_is_put_away(
    lan: TestClient, reviewed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str | None] = []

    async def close(file: UploadFile) -> None:
        closed.append(file.filename)
        file.file.close()

    monkeypatch.setattr(UploadFile, "close", close)
    action = re.findall(r'action="(/proposals/\w+/verdict)" class="verdict"', lan.get(reviewed).text)[1]
    page = lan.post(action, data={"verdict": "reject"}, files={"text": ("a.txt", bytes(2_000))})
    assert "Lan đã bỏ" in page.text
    assert closed == ["a.txt"]


def test_corrections_are_made_on_the_way(lan: TestClient, reviewed: str) -> None:
    action = re.findall(r'action="(/proposals/\w+/verdict)" class="form"', lan.get(reviewed).text)[1]
    form = {
        "verdict": "approve",
        "text": "Gửi bảng lương",
        "owners": "Lý Thu, Mạc Hải",
        "due_day": "2026-03-19",
        "due_hour": "17:00",
    }
    lan.post(action, data=form)
    task = lan.get("/api/tasks").json()["items"][0]
    assert (task["text"], task["owners"], task["due"]) == (
        "Gửi bảng lương",
        ["Lý Thu", "Mạc Hải"],
        "2026-03-19T17:00:00+07:00",
    )


def test_corrections_that_are_refused_stand_there_as_typed(lan: TestClient, reviewed: str) -> None:
    action = re.findall(r'action="(/proposals/\w+/verdict)" class="form"', lan.get(reviewed).text)[2]
    form = {
        "verdict": "approve",
        "text": "Họp <b>lại</b>",
        "start_day": "2026-03-24",
        "start_hour": "09:00",
        "end_day": "2026-03-23",
        "end_hour": "",
        "place": "hội trường",
        "participants": "An, Bình",
    }
    page = lan.post(action, data=form)
    assert page.status_code == 422
    told = dict(Fields(page.text).forms[[address for address, _ in Fields(page.text).forms].index(action)][1])
    assert told == {name: value for name, value in form.items() if name != "verdict"}
    assert page.text.count('<details class="corrections" open>') == 1
    assert 'role="alert" tabindex="-1" autofocus>Mục “Kết thúc” chưa dùng được' in page.text
    assert "<b>lại" not in page.text
    assert lan.get("/api/events").json() == {"items": []}
    lan.post(action, data={**form, "end_day": ""})
    assert [event["place"] for event in lan.get("/api/events").json()["items"]] == ["hội trường"]


def test_a_verdict_that_comes_too_late_shows_who_was_first(lan: TestClient, reviewed: str) -> None:
    action = re.findall(r'action="(/proposals/\w+/verdict)" class="verdict"', lan.get(reviewed).text)[1]
    lan.post(action, data={"verdict": "approve"})
    late = lan.post(action, data={"verdict": "reject"})
    assert late.status_code == 409
    assert 'role="alert"' in late.text
    assert "Lan đã duyệt" in late.text


def test_addresses_of_forms_lead_back_to_their_page(lan: TestClient, reviewed: str) -> None:
    action = re.findall(r'action="(/proposals/\w+/verdict)" class="verdict"', lan.get(reviewed).text)[1]
    pages = {
        "/feeds": "/agenda",
        "/feeds/x/revocation": "/agenda",
        "/recordings": "/",
        f"{reviewed}/runs": reviewed,
        action: reviewed,
    }
    assert {address: lan.get(address).url.path for address in pages} == pages


def test_a_session_that_ended_over_a_form_leads_back_after_signing_in(lan: TestClient, reviewed: str) -> None:
    action = re.findall(r'action="(/proposals/\w+/verdict)" class="verdict"', lan.get(reviewed).text)[1]
    lan.cookies.delete("thuky_session")
    page = lan.post(action, data={"verdict": "approve"})
    assert page.url.path == "/sign-in"
    assert lan.post("/sign-in", data={**GOOD, "next": page.url.params["next"]}).url.path == reviewed


def test_what_was_said_is_marked_with_its_language(lan: TestClient, reviewed: str) -> None:
    page = lan.get(reviewed).text
    assert '<html lang="vi">' in page
    assert '<ol class="transcript" lang="en">' in page
    assert page.count('<p lang="en">') == 3


def test_the_form_of_corrections_unchanged_changes_nothing(lan: TestClient, reviewed: str) -> None:
    page = Fields(lan.get(reviewed).text)
    for action, fields in page.forms:
        if "verdict" in action and fields:
            lan.post(action, data={**fields, "verdict": "approve"})
    recording = reviewed.rsplit("/", maxsplit=1)[-1]
    items = lan.get("/api/proposals", params={"recording": recording}).json()["items"]
    assert [item["verdicts"][0]["changed"] for item in items] == [[], [], []]


def test_a_feed_address_is_shown_once_and_can_be_taken_back(lan: TestClient) -> None:
    made = re.search(r'value="(http://testserver/feeds/[^"]+\.ics)"', lan.post("/feeds").text)
    assert made is not None
    assert lan.get(made[1]).status_code == 200
    agenda = lan.get("/agenda").text
    assert made[1] not in agenda
    revoke = re.search(r'action="(/feeds/\w+/revocation)"', agenda)
    assert revoke is not None
    lan.post(revoke[1])
    assert lan.get(made[1]).status_code == 404


def test_an_upload_that_fails_is_told_on_a_page(lan: TestClient) -> None:
    page = lan.post("/recordings", files={"file": ("<script>.wav", b"")})
    assert page.status_code == 422
    assert "&lt;script&gt;.wav" in page.text


def test_a_time_that_nobody_knows_is_told(lan: TestClient, reviewed: str) -> None:
    assert "tính từ lúc tải lên" in lan.get(reviewed).text


def test_hostile_text_is_shown_as_text(
    settings: Settings, lan: TestClient, clip: Path, work: Callable[[], None], tmp_path: Path
) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x>"
    page = lan.post("/recordings", files={"file": ("a.wav", clip.read_bytes())}, data={"title": hostile})
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_speak_both_languages_label_every_field_and_stay_at_home(
    lan: TestClient, reviewed: str, locale: str
) -> None:
    lan.post("/locale", data={"locale": locale, "next": "/"})
    for path in ("/", reviewed, "/agenda", "/docs", "/tokens", "/sign-in", "/nowhere"):
        page = lan.get(path)
        assert f'<html lang="{locale}">' in page.text
        assert page.headers["content-language"] == locale
        fields = Fields(page.text)
        assert fields.ids <= fields.labelled, path
        assert len(fields.all_ids) == len(set(fields.all_ids)), path
        assert fields.headings[0] == "h1", path
        assert fields.headings.count("h1") == 1, path
        assert all(address.startswith(("/", "#")) for address in fields.addresses), path


def test_every_word_of_the_pages_is_in_the_catalogue_and_used() -> None:
    api = Path(__file__).parents[3] / "api"
    templates = "".join(path.read_text() for path in (api / "templates").rglob("*.html"))
    source = "".join(path.read_text() for path in api.rglob("*.py"))
    for locale in LOCALES:
        words = json.loads((api / "i18n" / locale / "web.json").read_text())
        used = set(re.findall(r'(?:say|translate)\(\s*"([\w.]+)"', templates + source))
        used |= set(re.findall(r'\("/\w*", "(web\.\w+)"\)', templates))
        families = set(re.findall(r'"(\w+[._])" \+|f"(\w+\.)\{', templates + source))
        begun = tuple(begin for pair in families for begin in pair if begin)
        assert {code for code in used if not code.endswith((".", "_"))} <= words.keys() | {"feed.name"}
        assert {code for code in words if code not in used and not code.startswith((*begun, "web.locale_"))} == set()


class Fields(HTMLParser):
    """What a page offers to fill in, and where it points."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.labelled: set[str] = set()
        self.all_ids: list[str] = []
        self.headings: list[str] = []
        self.addresses: list[str] = []
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if "id" in told:
            self.all_ids.append(told["id"])
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        self.addresses += [told[name] for name in ("href", "src", "action") if name in told]
        if tag == "label":
            self.labelled.add(told["for"])
        if tag == "form":
            self.forms.append((told["action"], {}))
        if tag in ("input", "select") and told.get("type") != "hidden":
            if "aria-label" not in told:
                self.ids.add(told["id"])
            self.forms[-1][1][told["name"]] = told.get("value", "")
