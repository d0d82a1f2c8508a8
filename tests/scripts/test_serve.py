"""``thuky serve`` and ``thuky worker``: what is checked before they begin."""

import socket

import pytest

from scripts.commands.serve import address
from tests.scripts.conftest import Thuky


def test_a_port_in_use_is_told_before_anything_starts(scripted: Thuky) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = scripted("serve", "--port", taken.getsockname()[1])
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "--port" in line


@pytest.mark.parametrize("options", [["--port", "abc"], ["--port", "70000"]])
def test_an_impossible_port_is_wrong_usage(scripted: Thuky, options: list[str]) -> None:
    assert scripted("serve", *options).exit_code == 2


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_model_nobody_knows_is_wrong_usage(thuky: Thuky, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("THUKY_MODEL", "nosuch")
    monkeypatch.setenv("THUKY_PORT", "0")
    assert thuky(command).exit_code == 2


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("setting", ["THUKY_TRANSCRIBER", "THUKY_DIARIZER", "THUKY_EXTRACTOR"])
def test_an_engine_nobody_knows_is_wrong_usage(
    scripted: Thuky, monkeypatch: pytest.MonkeyPatch, command: str, setting: str
) -> None:
    monkeypatch.setenv(setting, "oracle")
    monkeypatch.setenv("THUKY_PORT", "0")
    done = scripted(command)
    assert done.exit_code == 2
    assert "oracle" in done.stderr


@pytest.mark.parametrize(
    ("host", "told"), [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000"), ("s", "http://s:8000")]
)
def test_the_address_told_can_be_opened(host: str, told: str) -> None:
    assert address(host, 8000) == told
