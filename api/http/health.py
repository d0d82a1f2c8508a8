"""Whether the server can work."""

from fastapi import APIRouter

from api.asking import Work
from api.http.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/healthz")
def show_health(services: Work) -> Health:
    """200 when the database answers, 503 when it does not."""
    with services.database.reading() as uow:
        uow.people.count()
    return Health(status="ok")


router.head("/healthz", include_in_schema=False)(show_health)
