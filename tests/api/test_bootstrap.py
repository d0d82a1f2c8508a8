"""What the settings choose."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from api.bootstrap import build_diarizer
from api.settings import Settings
from models.errors import UserError


def settings(tmp_path: Path, **wanted: str) -> Settings:
    return Settings(data_dir=tmp_path, diarizer="pyannote", **wanted)  # type: ignore[arg-type]


@pytest.mark.skipif(find_spec("pyannote") is not None, reason="pyannote is installed here")
def test_a_pipeline_that_cannot_be_had_is_an_error_unless_the_settings_allow_another(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"pyannote\.missing"):
        build_diarizer(settings(tmp_path, pyannote_source="pyannote/x"))
    diarizer, trouble = build_diarizer(settings(tmp_path, pyannote_source="pyannote/x", diarizer_rescue="embedded"))
    assert diarizer.fingerprint.engine == "embedded"
    assert trouble is not None
    assert trouble.code == "pyannote.missing"


def test_a_setting_that_is_missing_is_never_rescued(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"pyannote\.no_source"):
        build_diarizer(settings(tmp_path, diarizer_rescue="embedded"))
