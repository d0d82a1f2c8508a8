"""The API's description: for programs as OpenAPI, for people as a page that needs no network."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.asking import Person
from api.web.rendering import render

router = APIRouter()


@router.get("/openapi.json")
def show_openapi(request: Request, _person: Person) -> Response:
    return JSONResponse(request.app.openapi())


@router.get("/docs")
def show_docs(request: Request, person: Person) -> Response:
    document = request.app.openapi()
    return render(
        request,
        "docs/show.html",
        person=person,
        groups=_by_tag(document),
        schemas=document["components"]["schemas"],
        version=document["info"]["version"],
    )


def _by_tag(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Tag → its operations, each with its path and method."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            told = {"path": path, "method": method.upper(), **operation}
            groups.setdefault(operation.get("tags", ["other"])[0], []).append(told)
    return groups
