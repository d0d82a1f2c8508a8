"""What is shipped for servers holds together: units that systemd takes, settings and commands that exist."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from api.settings import Settings
from scripts.main import app

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
TEXTS = [*UNITS, DEPLOY / "thuky.env", DEPLOY / "compose.yaml", DEPLOY / "Dockerfile", ROOT / "docs" / "deploy.md"]
SETTINGS = {f"THUKY_{name.upper()}" for name in Settings.model_fields}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text()))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_every_unit(tmp_path: Path) -> None:
    """With a program in the place of ours, which is not installed where the units have it."""
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/thuky/.venv/bin/thuky", "/bin/true"))
    units = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_every_setting_that_is_named_exists(path: Path) -> None:
    assert set(re.findall(r"THUKY_[A-Z_]+", path.read_text())) <= SETTINGS


def test_every_command_that_is_named_exists(compose: dict[str, Any]) -> None:
    texts = "\n".join(path.read_text() for path in TEXTS)
    named = set(re.findall(r"(?:bin/thuky|asthuky|exec web thuky|`thuky) ([a-z]+)", texts))
    named |= {service["command"][0] for service in compose["services"].values() if "command" in service}
    assert {"serve", "worker", "backup", "restore", "user", "doctor"} <= named
    assert named <= set(typer.main.get_group(app).commands)


def test_the_image_has_every_package() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = re.findall(r"^COPY (\w+) \1$", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE)
    assert copied == packages["packages"]


def test_services_wait_for_what_there_is_and_keep_their_data(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert {"web", "worker", "database"} <= set(services)
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        assert {volume.split(":")[0] for volume in service["volumes"]} <= set(compose["volumes"])
    assert services["web"]["volumes"] == services["worker"]["volumes"]
