"""The application comes up quickly: what is heavy waits inside the engines."""

import subprocess
import sys

HEAVY = {
    "alembic",
    "argon2",
    "av",
    "ctranslate2",
    "dateparser",
    "faster_whisper",
    "holidays",
    "icalendar",
    "numpy",
    "sqlalchemy",
    "onnxruntime",
    "pyannote",
    "torch",
    "uvicorn",
}


def test_importing_the_application_loads_nothing_heavy() -> None:
    code = "import sys, api.app; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert HEAVY.isdisjoint(loaded)
