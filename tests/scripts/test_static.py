"""Scripts of others that our pages use are exactly those that the manifest names."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "api" / "static" / "vendor"


def check(root: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(root / "scripts" / "fetch_static"), "--check"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_every_file_is_as_the_manifest_says_and_none_is_besides() -> None:
    assert check(ROOT).returncode == 0
    packages = json.loads((VENDOR / "manifest.json").read_text())
    named = {file["name"] for package in packages for file in package["files"]}
    assert {path.name for path in VENDOR.iterdir()} == named | {"manifest.json"}
    assert all(f"LICENSE.{package['package']}" in named for package in packages)


def test_a_file_that_was_changed_is_told(tmp_path: Path) -> None:
    shutil.copytree(VENDOR, tmp_path / "api" / "static" / "vendor")
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "fetch_static", tmp_path / "scripts")
    with (tmp_path / "api" / "static" / "vendor" / "tus.min.js").open("a") as file:
        file.write("\n")
    done = check(tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("tus.min.js: ")
