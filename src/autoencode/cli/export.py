"""``autoencode export``: write a saved model for use without this package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from autoencode.export import Exported

BESIDE = ""  # an option without a value: the file is beside RUN
SUFFIXES = {"onnx": ".onnx", "torch": ".pt2", "folder": "-model"}


@click.command("export")
@click.argument("run")
@click.option(
    "--onnx",
    is_flag=False,
    flag_value=BESIDE,
    metavar="[FILE]",
    help="Write an ONNX file.  [RUN.onnx]",
)
@click.option(
    "--torch",
    is_flag=False,
    flag_value=BESIDE,
    metavar="[FILE]",
    help="Write a program of PyTorch, for torch.export.load.  [RUN.pt2]",
)
@click.option(
    "--folder",
    is_flag=False,
    flag_value=BESIDE,
    metavar="[DIR]",
    help="Write a folder as model hubs expect it.  [RUN-model]",
)
@click.option(
    "--outputs",
    metavar="NAME[,NAME]",
    multiple=True,
    help="Outputs of --onnx and --torch, such as code.  [all]",
)
@click.option(
    "--decoder",
    is_flag=True,
    help="In --onnx and --torch, write the decoder: from codes to samples. Beside RUN "
    "it is RUN-decoder.onnx.",
)
@click.option("--overwrite", is_flag=True, help="Replace what is there.")
def export_command(
    run: str,
    onnx: str | None,
    torch: str | None,
    folder: str | None,
    outputs: tuple[str, ...],
    decoder: bool,
    overwrite: bool,
) -> None:
    """Export the model saved in RUN.

    Files of --onnx and --torch compute what the model does from samples in data units:
    codes, reconstructions, errors, scores, probabilities. Each is compared with the
    model on random rows, and kept if the largest difference is below 1e-5. A folder has
    a model card, a configuration and the weights; every model can be written so.
    Without a name they are beside RUN, or for a run on storage in the working folder.

    \b
    Example:
        autoencode export runs/digits --onnx
        autoencode export runs/digits --onnx digits.onnx --outputs code
        autoencode export runs/digits --onnx --decoder
        autoencode export runs/digits --folder digits-model
    """
    from autoencode.errors import InvalidParameterError
    from autoencode.export import export_folder, export_onnx, export_torch
    from autoencode.export.writing import check_file, check_folder, check_program
    from autoencode.remote import RemotePath, place_of
    from autoencode.storage import load_run

    wanted = {"onnx": onnx, "torch": torch, "folder": folder}
    if all(place is None for place in wanted.values()):
        raise InvalidParameterError(
            "Give what to write: --onnx, --torch or --folder, or several of them."
        )
    if decoder and folder is not None:
        raise InvalidParameterError(
            "--decoder is for --onnx and --torch: a folder has the whole model."
        )
    loaded = load_run(run)
    beside = place_of(run)
    if isinstance(beside, RemotePath):
        beside = Path(beside.name)  # into the working folder
    elif beside.name in ("", ".."):
        beside = beside.resolve()
    places = {
        kind: place or f"{beside}{'-decoder' if decoder else ''}{SUFFIXES[kind]}"
        for kind, place in wanted.items()
        if place is not None
    }
    checks = {"onnx": check_file, "torch": check_program, "folder": check_folder}
    for kind, place in places.items():
        checks[kind](place, overwrite=overwrite)
    names = [name.strip() for each in outputs for name in each.split(",")] or None
    for kind, write in (("onnx", export_onnx), ("torch", export_torch)):
        if kind in places:
            what: Any = {"outputs": names, "decoder": decoder}
            _report(write(loaded, places[kind], overwrite=overwrite, **what))
    if "folder" in places:
        made = export_folder(loaded, places["folder"], overwrite=overwrite)
        click.echo(f"Wrote {made}. Load it: autoencode.load({str(made)!r}).")


def _report(made: Exported) -> None:
    """Tell what was written, and how well it agrees with the model."""
    from autoencode.export.checking import TOLERANCE

    outputs = ", ".join(made.outputs)
    units = " in data units" if made.input == "x" else ""
    click.echo(
        f"Wrote {made.path}: from {made.input} ({made.n_inputs:,} columns{units}) to "
        f"{outputs}."
    )
    click.echo(
        f"Largest relative difference from the model on {made.difference.n_rows:,} "
        f"random rows: {made.difference.largest:.1e} ({made.difference.output})."
    )
    if made.difference.largest > TOLERANCE:
        click.echo(
            f"That is more than {TOLERANCE:.0e}, and no more than the rounding errors "
            f"of the model itself on such rows."
        )
    for name, reason in made.left_out.items():
        click.echo(f"Without {name}: {reason}.")
