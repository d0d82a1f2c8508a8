"""One question to an OpenAI-compatible endpoint (Ollama, vLLM, llama.cpp's server): POST …/chat/completions."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from models.codec import load_json
from models.codec.shape import Json
from models.errors import EngineError, TransientError, UserError
from scheduling.extractors.llm.answers import answer_schema

if TYPE_CHECKING:
    import httpx2

AnswerForm = Literal["json_schema", "json_object", "none"]
LARGEST_ANSWER_BYTES = 4_000_000
_LIMITED = 429


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``url`` is the base that ends in ``/v1``. ``answer_form`` is how the server is held to JSON: by a schema, as
    any object, or by the words of the question alone. The key is never shown."""

    url: str
    model: str
    answer_form: AnswerForm = "json_schema"
    timeout_s: float = 120.0
    key: str | None = field(default=None, repr=False)


def ask(endpoint: Endpoint, messages: Sequence[Json]) -> str:
    """The text of the answer. One POST, no redirect followed, no proxy taken from the environment.

    Raises:
        TransientError: ``llm.silent``: no connection, no whole answer in time, or the server is overloaded.
        EngineError: ``llm.answer``: refused, too large, or not in the form of the API.
    """
    import httpx2

    question: Json = {
        "model": endpoint.model,
        "messages": list(messages),
        "temperature": 0,
        "seed": 1,
        "stream": False,
    }
    if endpoint.answer_form != "none":
        question["response_format"] = _response_format(endpoint.answer_form)
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    try:
        with httpx2.Client(timeout=endpoint.timeout_s, trust_env=False, headers=headers) as client:
            status, body = _post(client, f"{endpoint.url.rstrip('/')}/chat/completions", question, endpoint.timeout_s)
    except (httpx2.TransportError, TimeoutError) as error:
        raise TransientError("llm.silent", reason=type(error).__name__) from error
    except (httpx2.InvalidURL, httpx2.DecodingError) as error:
        raise EngineError("llm.answer", reason=type(error).__name__) from error
    if status == _LIMITED or status >= 500:
        raise TransientError("llm.silent", reason=f"HTTP {status}")
    if status != 200:
        raise EngineError("llm.answer", reason=f"HTTP {status}")
    return _content(body)


def _post(client: "httpx2.Client", url: str, question: Json, timeout_s: float) -> tuple[int, bytes]:
    """Read in pieces, so that neither an endless answer nor one that drips is waited for for ever."""
    deadline = time.monotonic() + timeout_s
    body = bytearray()
    with client.stream("POST", url, json=question) as response:
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST_ANSWER_BYTES:
                raise EngineError("llm.answer", reason=f"> {LARGEST_ANSWER_BYTES} bytes")
            if time.monotonic() > deadline:
                raise TimeoutError
        return response.status_code, bytes(body)


def _response_format(form: AnswerForm) -> Json:
    if form == "json_object":
        return {"type": "json_object"}
    schema = {"name": "findings", "strict": True, "schema": answer_schema()}
    return {"type": "json_schema", "json_schema": schema}


def _content(body: bytes) -> str:
    try:
        choices = list(load_json(body, "answer").get("choices").items())
        if not choices:
            raise EngineError("llm.answer", reason="no choice")
        if choices[0].get("finish_reason").value == "length":
            raise EngineError("llm.answer", reason="cut off")
        return choices[0].get("message").get("content").text()
    except UserError as error:
        raise EngineError("llm.answer", reason=str(error)) from error
