"""Uploads that are not finished, on the page of recordings."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.asking import Person, Work
from api.flows.uploads import drop_upload

router = APIRouter()


@router.post("/uploads/{upload_id}/removal")
def create_removal(upload_id: str, services: Work, person: Person) -> RedirectResponse:
    drop_upload(services, person, upload_id)
    return RedirectResponse("/", 303)
