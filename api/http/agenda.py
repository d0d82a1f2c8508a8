"""Tasks and events: what was approved."""

from fastapi import APIRouter

from api.asking import Person, Work
from api.http.schemas import EventList, TaskList
from api.http.views import event_out, task_out
from api.security import sight

router = APIRouter(prefix="/api", tags=["agenda"])


@router.get("/tasks")
def list_tasks(services: Work, person: Person) -> TaskList:
    """By due date, those without one last."""
    with services.database.reading() as uow:
        return TaskList(items=[task_out(task) for task in uow.agenda.tasks(sight(person))])


@router.get("/events")
def list_events(services: Work, person: Person) -> EventList:
    """By start."""
    with services.database.reading() as uow:
        return EventList(items=[event_out(event) for event in uow.agenda.events(sight(person))])
