"""Errors as answers: the HTTP status is chosen here and nowhere else (RFC 9457 problem details)."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.headers import SECURITY_HEADERS, TUS_VERSION
from api.i18n import LOCALES, Locale, catalogue, explain, translate
from api.i18n.negotiate import preferred_locale
from api.store.entries import RecordingEntry
from models.errors import EngineError, ThukyError, TransientError, UserError
from models.run import Run, StepRecord
from models.upload import Upload

log = logging.getLogger("thuky.http")

LOCALE_COOKIE = "thuky_locale"

STATUSES: Mapping[str, int] = {
    "auth.required": 401,
    "auth.wrong": 401,
    "auth.cross_site": 403,
    "auth.office": 403,
    "auth.too_many": 429,
    "http.method": 405,
    "http.refused": 400,
    "http.too_large": 413,
    "recording.in_work": 409,
    "recording.not_in_work": 409,
    "recording.no_transcript": 409,
    "review.move": 409,
    "database.read_only": 503,
    "database.refused": 503,
    "storage.full": 507,
    "speaker.unknown": 404,
    "thing.absent": 404,
    "token.by_token": 403,
    "tus.content_type": 415,
    "tus.length": 400,
    "tus.metadata": 400,
    "tus.offset": 400,
    "tus.version": 412,
    "upload.busy": 423,
    "upload.full": 507,
    "upload.offset": 409,
    "upload.too_long": 413,
    "upload.too_many": 429,
    "upload.too_large": 413,
    "user.exists": 409,
    "voices.no_key": 409,
    "voices.no_print": 409,
}
"""Codes whose status differs from their family's."""

FAMILY_STATUSES = {"user": 422, "transient": 503, "engine": 500}


def status_of(error: ThukyError) -> int:
    return STATUSES.get(error.code, FAMILY_STATUSES[error.family])


def problem(error: ThukyError, locale: Locale, **members: Any) -> dict[str, Any]:
    """RFC 9457 members, ``code`` for programs, ``messages`` in both languages."""
    status = status_of(error)
    return {
        "type": "about:blank",
        "title": translate(f"status.{status}", locale),
        "status": status,
        "detail": explain(error, locale),
        "code": error.code,
        "messages": {each: explain(error, each) for each in LOCALES},
        **members,
    }


def problem_response(request: Request, error: ThukyError, **members: Any) -> Response:
    """The error in the asker's language."""
    told = problem(error, locale_of(request), **members)
    headers: dict[str, str] = {"Content-Language": locale_of(request)}
    if told["status"] == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if error.code == "auth.too_many":
        headers["Retry-After"] = str(60 * int(error.arguments["minutes"]))
    if error.code == "tus.version":
        headers["Tus-Version"] = TUS_VERSION
    if told["status"] == 503:
        headers["Retry-After"] = "10"
    return JSONResponse(told, told["status"], headers, "application/problem+json")


def locale_of(request: Request) -> Locale:
    return preferred_locale(request.headers.get("accept-language", ""), request.cookies.get(LOCALE_COOKIE))


def as_error(fault: Exception) -> ThukyError:
    """Whatever went wrong, as one of ours; a fault of the program tells nothing about its inside."""
    match fault:
        case ThukyError():
            return fault
        case HTTPException(status_code=404):
            return UserError("thing.absent")
        case HTTPException(status_code=405):
            return UserError("http.method")
        case HTTPException(status_code=413):
            return UserError("http.too_large")
        case HTTPException():
            return UserError("http.refused", status=fault.status_code)
        case RequestValidationError():
            return UserError("request.shape")
        case _:
            return EngineError("server.fault")


def stored_error(record: Run | StepRecord) -> ThukyError | None:
    """The error that a run or a step ended with, as it was raised; a message that has since changed is no matter."""
    return None if record.error_code is None else _stored(record.error_code, record.error_arguments)


def receipt_error(upload: Upload) -> ThukyError | None:
    """Why nothing came of an upload; None as long as something may, and where something did."""
    receipt = upload.receipt
    if receipt is None or receipt.error_code is None:
        return None
    return _stored(receipt.error_code, receipt.error_arguments or {})


def _stored(code: str, arguments: Mapping[str, Any]) -> ThukyError:
    stored = ThukyError(code, **arguments)
    try:
        explain(stored, "vi")
    except KeyError:
        return EngineError("server.fault")
    return stored


def notices_of(entry: RecordingEntry) -> tuple[ThukyError, ...]:
    """What is missing although processing went on."""
    steps = tuple(error for step in entry.run.steps if (error := stored_error(step)) is not None)
    if entry.recording.is_time_known:
        return steps
    return (UserError("recording.time_unknown"), *steps)


def validation_members(fault: Exception, locale: Locale) -> dict[str, Any]:
    """``errors``: where each mistake is, what stood there, and what is wrong with it."""
    if not isinstance(fault, RequestValidationError):
        return {}
    return {"errors": [_mistake(mistake, locale) for mistake in fault.errors()]}


def answer_with_problems(app: FastAPI, show: Callable[[Request, ThukyError], Response | None]) -> None:
    """Make every error of the application a problem+json answer, or a page where ``show`` gives one."""

    def answer(request: Request, fault: Exception) -> Response:
        error = as_error(fault)
        if isinstance(error, TransientError | EngineError):
            log.error("%s %s: %s", request.method, _route(request), error, exc_info=fault)
        response = show(request, error)
        if response is None:
            response = problem_response(request, error, **validation_members(fault, locale_of(request)))
        if isinstance(fault, HTTPException) and fault.headers is not None:
            response.headers.update(fault.headers)
        response.headers.update(SECURITY_HEADERS)
        return response

    for family in (ThukyError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(family, answer)


def _mistake(mistake: Mapping[str, Any], locale: Locale) -> dict[str, Any]:
    kind = f"shape.{mistake['type']}"
    code = kind if kind in catalogue(locale) else "shape.other"
    return {
        "place": _place(mistake["loc"]),
        "value": _shown(mistake),
        "message": translate(code, locale),
    }


def _shown(mistake: Mapping[str, Any]) -> str:
    """What stood there; only single values, and never a password."""
    value = mistake.get("input")
    if isinstance(value, dict | list) or "password" in mistake["loc"]:
        return "…"
    return repr(value)[:100]


def _place(location: Sequence[str | int]) -> str:
    return ".".join(str(step) for step in location)


def _route(request: Request) -> str:
    """The route's pattern: a path itself may carry a secret."""
    return getattr(request.scope.get("route"), "path", "(no route)")
