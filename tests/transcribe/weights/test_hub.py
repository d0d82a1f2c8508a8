"""The hub as a source, with the hub's client replaced: no test touches the network."""

import hashlib
from pathlib import Path
from types import SimpleNamespace

import httpx2
import huggingface_hub
import pytest
from huggingface_hub.errors import RepositoryNotFoundError

from models.errors import TransientError, UserError
from transcribe.weights import fetch_weights, locate_weights
from transcribe.weights.manifest import RECORD

CONTENT = {
    "config.json": b"{}",
    "model.bin": b"weights" * 100,
    "tokenizer.json": b"[]",
    "vocabulary.json": b"[]",
    "README.md": b"no",
}


class Hub:
    """A hub that has one model; ``served`` is what it really sends."""

    def __init__(self) -> None:
        self.served = dict(CONTENT)
        self.asked: list[tuple[str, str]] = []

    def model_info(self, repo: str, *, revision: str, files_metadata: bool) -> SimpleNamespace:
        siblings = [
            SimpleNamespace(
                rfilename=name,
                size=len(data),
                lfs=SimpleNamespace(sha256=hashlib.sha256(data).hexdigest()) if name == "model.bin" else None,
            )
            for name, data in CONTENT.items()
        ]
        return SimpleNamespace(sha="c0ffee", siblings=siblings)

    def download(self, repo: str, name: str, *, revision: str, local_dir: str) -> str:
        self.asked.append((name, revision))
        path = Path(local_dir, name)
        path.write_bytes(self.served[name])
        return str(path)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    made = Hub()
    monkeypatch.setattr(huggingface_hub, "HfApi", lambda: made)
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", made.download)
    return made


def test_needed_files_come_at_one_commit_and_are_recorded(hub: Hub, tmp_path: Path) -> None:
    made = fetch_weights("small", tmp_path, allow_hub=True)
    assert sorted(path.name for path in made.iterdir()) == sorted({*CONTENT, RECORD} - {"README.md"})
    assert {commit for _, commit in hub.asked} == {"c0ffee"}
    assert '"revision": "c0ffee"' in (made / RECORD).read_text()
    assert locate_weights("small", tmp_path) == made


def test_other_bytes_than_the_hub_promised_are_refused(hub: Hub, tmp_path: Path) -> None:
    hub.served["model.bin"] = b"weightz" * 100
    with pytest.raises(UserError, match=r"^weights\.digest"):
        fetch_weights("small", tmp_path, allow_hub=True)
    assert list(tmp_path.iterdir()) == []


def test_base_keeps_to_its_pinned_digests_whatever_the_hub_says(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcribe.weights.sources._wheels", lambda _model: None)
    with pytest.raises(UserError, match=r"^weights\.digest"):
        fetch_weights("base", tmp_path, allow_hub=True)


def test_no_network_may_be_tried_again(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_args: object, **_told: object) -> None:
        raise httpx2.ConnectError("Name or service not known\nmore")

    monkeypatch.setattr(hub, "model_info", unreachable)
    with pytest.raises(TransientError, match=r"^weights\.hub") as caught:
        fetch_weights("small", tmp_path, allow_hub=True)
    assert caught.value.arguments["reason"] == "Name or service not known"
    assert list(tmp_path.iterdir()) == []


def test_a_model_the_hub_does_not_have(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_args: object, **_told: object) -> None:
        response = httpx2.Response(404, request=httpx2.Request("GET", "https://example.org"))
        raise RepositoryNotFoundError("gone", response=response)

    monkeypatch.setattr(hub, "model_info", absent)
    with pytest.raises(UserError, match=r"^weights\.no_source"):
        fetch_weights("small", tmp_path, allow_hub=True)


@pytest.mark.usefixtures("hub")
def test_the_hub_is_not_asked_unless_allowed(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^weights\.no_source"):
        fetch_weights("small", tmp_path)
