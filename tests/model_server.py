"""A server that speaks the API of OpenAI and answers what a test prepared."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], Any]
"""From the question to the items of the answer, or to raw bytes for a body that is not one."""


@dataclass
class ModelServer:
    """``questions`` are the bodies that came in, ``keys`` their Authorization headers."""

    url: str
    reply: Reply = lambda _question: []
    status: int = 200
    finish_reason: str = "stop"
    drip_s: float = 0.0
    questions: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def asked(self, number: int = -1) -> dict[str, Any]:
        """What the model was told in question ``number``."""
        told: dict[str, Any] = json.loads(self.questions[number]["messages"][-1]["content"])
        return told


@contextmanager
def serve_model() -> Iterator[ModelServer]:
    """On a free port of this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/v1/chat/completions":
                self.send_error(404)
                return
            server.questions.append(json.loads(body))
            server.keys.append(self.headers["Authorization"])
            answer = server.reply(server.questions[-1])
            if not isinstance(answer, bytes):
                content = answer if isinstance(answer, str) else json.dumps({"items": answer}, ensure_ascii=False)
                choice = {"message": {"content": content}, "finish_reason": server.finish_reason}
                answer = json.dumps({"choices": [choice]}).encode()
            self.send_response(server.status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            try:
                if server.drip_s:
                    for byte in answer:
                        self.wfile.write(bytes([byte]))
                        if server.released.wait(server.drip_s):
                            return
                self.wfile.write(answer)
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, format: str, *arguments: Any) -> None:
            """Nothing on stderr."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = ModelServer(f"http://127.0.0.1:{listener.server_address[1]}/v1")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        listener.shutdown()
        listener.server_close()
        thread.join()
