"""Settings come from the environment, and say when they make no sense."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings


def test_everything_lives_under_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("THUKY_DATA_DIR", str(tmp_path))
    settings = Settings()
    assert settings.weights_dir == tmp_path / "weights"
    assert settings.database_url == f"sqlite:///{tmp_path}/thuky.db"
    monkeypatch.setenv("THUKY_WEIGHTS_DIR", "/srv/weights")
    monkeypatch.setenv("THUKY_DATABASE_URL", "")
    assert Settings().weights_dir == Path("/srv/weights")
    assert Settings().database_url == f"sqlite:///{tmp_path}/thuky.db"


@pytest.mark.parametrize(("name", "value"), [("THUKY_ZONE", "Hanoi"), ("THUKY_PORT", "70000")])
def test_what_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUKY_HUB_TOKEN", "hf_secret")
    assert "hf_secret" not in repr(Settings())


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
