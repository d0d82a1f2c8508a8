"""Every setting, its default, its environment variable ``THUKY_…``. Read once, in ``api/bootstrap.py``."""

import os
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_data_dir() -> Path:
    """Where a desktop keeps programs' data (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home).expanduser() / "thuky"


class Settings(BaseSettings):
    """Frozen. A field ``data_dir`` is read from ``THUKY_DATA_DIR``."""

    model_config = SettingsConfigDict(env_prefix="THUKY_", frozen=True, env_ignore_empty=True)

    data_dir: Path = Field(default_factory=_default_data_dir, description="everything is kept under this folder")
    database_url: str = Field(
        default_factory=lambda data: f"sqlite:///{data['data_dir'] / 'thuky.db'}",
        description="SQLAlchemy URL of the database; SQLite in the data folder when not given",
    )
    storage_url: str | None = Field(
        default=None,
        pattern=r"^s3://[^/]+(/.*)?$",
        description="where originals are kept: s3://bucket/folder of an S3-compatible store; else the data folder",
    )
    storage_endpoint: str | None = Field(
        default=None, pattern=r"^https?://", description="address of that store, when it is not Amazon's"
    )
    storage_region: str = Field(default="us-east-1", description="its region")
    storage_key_id: str = Field(default="", description="id of the key for that store")
    storage_key: SecretStr | None = Field(default=None, description="the key itself")
    storage_copy_hours: int = Field(
        default=72, ge=24, description="hours that copies of its originals stay on a machine that used them"
    )
    weights_dir: Path = Field(
        default_factory=lambda data: data["data_dir"] / "weights",
        description="where model weights are kept once fetched and verified",
    )
    host: str = Field(default="127.0.0.1", description="address the web server listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port the web server listens on")
    public_url: str | None = Field(
        default=None, description="how others reach this server (https://thuky.example.vn); used in feed links"
    )
    secure_cookies: bool = Field(default=False, description="send the session cookie over HTTPS only")
    zone: str = Field(default="Asia/Ho_Chi_Minh", description="time zone of meetings that state none (IANA name)")

    transcriber: str = Field(default="faster_whisper", description="engine that hears words")
    transcriber_script: Path | None = Field(default=None, description="answer that the scripted transcriber replays")
    model: str = Field(default="base", description="Whisper model by name, or the folder of a converted one")
    device: Literal["auto", "cpu", "cuda"] = Field(
        default="auto", description="where it computes: on a GPU if there is one, or always on the CPU or the GPU"
    )
    glossary: Path | None = Field(
        default=None, description="file of terms and names always written so, one a line: UBND = u bê en dê"
    )
    diarizer: str = Field(default="embedded", description="engine that tells voices apart; 'none' switches it off")
    diarizer_script: Path | None = Field(default=None, description="answer that the scripted diarizer replays")
    diarizer_rescue: Literal["none", "embedded"] = Field(
        default="none", description="used instead, and it is said, when the pyannote pipeline cannot be had: embedded"
    )
    pyannote_source: str | None = Field(default=None, description="name or folder of a pyannote pipeline")
    hub_token: SecretStr | None = Field(default=None, description="Hugging Face token for gated pyannote models")
    extractor: str = Field(default="rules", description="engine that finds decisions, tasks and meetings")
    extractor_script: Path | None = Field(default=None, description="answer that the scripted extractor replays")
    llm_url: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="base of the OpenAI-compatible API for the extractor 'llm' (http://127.0.0.1:11434/v1)",
    )
    llm_model: str | None = Field(default=None, description="name of the model there")
    llm_key: SecretStr | None = Field(default=None, description="key for that API, if it wants one")
    llm_answer: Literal["json_schema", "json_object", "none"] = Field(
        default="json_schema", description="how that API is held to JSON: json_schema, json_object or none"
    )
    llm_timeout_seconds: float = Field(default=120, gt=0, description="longest wait for one answer of that API")
    llm_window_characters: int = Field(
        default=12_000, ge=1000, description="characters of a meeting that the model reads at once"
    )
    llm_highest_level: Literal["public", "internal"] = Field(
        default="internal",
        description="most confidential recordings that API may see: public or internal, never confidential",
    )

    secret_key: SecretStr | None = Field(
        default=None, description="32 random bytes in base64, under which voice profiles are encrypted"
    )
    secret_key_file: Path | None = Field(default=None, description="file with that key, when it is not given itself")

    upload_limit_bytes: int = Field(default=4 * 1024**3, gt=0, description="largest recording accepted, in bytes")
    upload_days: int = Field(default=7, gt=0, description="days until an upload that nobody goes on with is removed")
    uploads_unfinished: int = Field(default=50, gt=0, description="unfinished uploads that one person may have")
    session_hours: int = Field(default=12, gt=0, description="hours until one must sign in again")
    sign_in_attempts: int = Field(default=10, gt=0, description="wrong passwords allowed per account and address")
    sign_in_window_minutes: int = Field(default=15, gt=0, description="minutes over which those are counted")
    lease_seconds: float = Field(default=60, gt=0, description="a worker silent for this long has lost its work")
    job_attempts: int = Field(default=3, gt=0, description="tries before a recording is marked failed")

    history_days: int = Field(
        default=90, gt=0, description="days that superseded processings of a recording, and finished jobs, are kept"
    )

    @field_validator("data_dir", "weights_dir")
    @classmethod
    def _at_home(cls, path: Path) -> Path:
        return path.expanduser().absolute()

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"not an IANA time zone: {name!r}") from error
        return name
