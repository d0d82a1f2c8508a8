"""What was approved, and the links to subscribe to it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.asking import Person, Work, feed_url
from api.flows.feeds import create_feed_link, revoke_feed_link
from api.security import sight
from api.web.rendering import render

router = APIRouter()


@router.get("/agenda")
def show_agenda(request: Request, services: Work, person: Person) -> Response:
    return _agenda(request, services, person, new_url=None)


@router.post("/feeds")
def create_feed(request: Request, services: Work, person: Person) -> Response:
    """The page itself shows the address, for it is shown only once."""
    _, token = create_feed_link(services, person, "me")
    return _agenda(request, services, person, new_url=feed_url(request, services, token))


@router.get("/feeds")
@router.get("/feeds/{feed_id}/revocation")
def lead_to_agenda(_person: Person) -> Response:
    """Where the forms' addresses lead whoever only looks."""
    return RedirectResponse("/agenda", 303)


@router.post("/feeds/{feed_id}/revocation")
def revoke_feed(feed_id: str, services: Work, person: Person) -> Response:
    revoke_feed_link(services, person, feed_id)
    return RedirectResponse("/agenda", 303)


def _agenda(request: Request, services: Work, person: Person, new_url: str | None) -> Response:
    with services.database.reading() as uow:
        tasks, events = uow.agenda.tasks(sight(person)), uow.agenda.events(sight(person))
        links = uow.people.feed_links(person.id)
    return render(
        request, "agenda/show.html", person=person, tasks=tasks, events=events, links=links, new_url=new_url
    )
