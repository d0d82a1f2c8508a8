"""Calendar feeds: links to them, and the feeds themselves."""

import hashlib

from fastapi import APIRouter, Request, Response

from api.asking import Person, Work, feed_url
from api.flows.feeds import create_feed_link, find_feed_link, revoke_feed_link
from api.http.schemas import FeedIn, FeedList, FeedMade
from api.http.views import feed_out
from api.i18n import translate
from api.security import sight
from models.agenda import CalendarEvent, Task
from models.errors import UserError

links = APIRouter(prefix="/api/feeds", tags=["feeds"])
router = APIRouter(tags=["feeds"])


@links.post("", status_code=201)
def create_feed(request: Request, services: Work, person: Person, body: FeedIn) -> FeedMade:
    """A link to subscribe to; whoever has it can read the calendar, without signing in."""
    link, token = create_feed_link(services, person, body.scope)
    return FeedMade(**feed_out(link).model_dump(), url=feed_url(request, services, token))


@links.get("")
def list_feeds(services: Work, person: Person) -> FeedList:
    with services.database.reading() as uow:
        return FeedList(items=[feed_out(link) for link in uow.people.feed_links(person.id)])


@links.delete("/{feed_id}", status_code=204)
def delete_feed(feed_id: str, services: Work, person: Person) -> None:
    """Take a link back: it leads nowhere from now on."""
    revoke_feed_link(services, person, feed_id)


@router.get(
    "/feeds/{token}.ics", response_class=Response, responses={200: {"content": {"text/calendar": {}}}, 304: {}}
)
def show_feed(request: Request, token: str, services: Work) -> Response:
    """The calendar behind a link; 304 when the reader has this very one."""
    from scheduling.ical import render_calendar

    found = find_feed_link(services, token)
    if found is None:
        raise UserError("thing.absent")
    person = found[1]
    with services.database.reading() as uow:
        items: list[Task | CalendarEvent] = [*uow.agenda.tasks(sight(person)), *uow.agenda.events(sight(person))]
    body = render_calendar(items, translate("feed.name", "vi", name=person.name))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if _has_it(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


router.head("/feeds/{token}.ics", include_in_schema=False)(show_feed)


def _has_it(if_none_match: str, etag: str) -> bool:
    """RFC 9110 §13.1.2: a list of tags, weak or strong, or ``*``."""
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or "*" in tags
