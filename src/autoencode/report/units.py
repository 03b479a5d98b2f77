"""Write the description of code units: tables and pictures."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from autoencode.arrays import Array
from autoencode.data.writers import write_blocks
from autoencode.errors import OutputError
from autoencode.files import check_can_write, json_bytes, write_bytes
from autoencode.plots.canvas import save_figure
from autoencode.plots.unit_meaning import (
    traversal_lines,
    unit_correlations,
    unit_inputs,
)
from autoencode.plots.units import code_units
from autoencode.tasks.sensitivity import Sensitivities
from autoencode.tasks.unit_description import UnitDescription
from autoencode.tasks.unit_meaning import PERCENTILES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CSV, JSON = "units.csv", "units.json"


def check_folder(folder: str | Path) -> None:
    """Raise OutputError if a folder holds other files than a description of units."""
    folder = Path(folder)
    is_folder = folder.is_dir()
    if is_folder and not (folder / JSON).exists() and any(folder.iterdir()):
        raise OutputError(
            f"Cannot write to {folder}: the folder holds other files. Give the name of "
            f"a new folder with --out."
        )
    check_can_write(folder / JSON)


def write_units(folder: str | Path, units: UnitDescription) -> list[str]:
    """Write ``units.csv``, ``units.json`` and pictures to a folder.

    Parameters
    ----------
    folder : str or Path
        Created if needed; files of these names are replaced.
    units : UnitDescription
        From `autoencode.describe_units`.

    Returns
    -------
    list of str
        Names of the files.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    folder = Path(folder)
    write_bytes(folder / JSON, json_bytes(units.to_json()))
    rows, names = units.rows(), [JSON]
    if rows:
        columns = {key: np.array([row[key] for row in rows]) for key in rows[0]}
        write_blocks(folder / CSV, [columns])
        names.append(CSV)
    for name, figure in figures(units):
        save_figure(figure, folder / f"{name}.png")
        names.append(f"{name}.png")
    return names


def figures(units: UnitDescription) -> Iterator[tuple[str, "Figure"]]:
    """Yield (name, figure) of each picture of a description."""
    order = units.order.tolist()
    if units.names:
        yield "correlations", unit_correlations(units.pearson, units.names, order)
    if units.sensitivities is not None:
        yield (
            "inputs",
            inputs_figure(
                units.sensitivities,
                order,
                units.feature_std,
                units.code_std,
                image_shape=units.image_shape,
                feature_names=units.feature_names,
            ),
        )
    if units.image_shape is not None:
        yield (
            "traversals",
            code_units(
                units.traversals,
                units.shares,
                image_shape=units.image_shape,
                percentiles=PERCENTILES,
            ),
        )
    else:
        yield (
            "traversals",
            traversal_lines(
                units.steps,
                units.traversals,
                units.feature_std,
                order,
                units.feature_names,
            ),
        )


def inputs_figure(
    slopes: Sensitivities,
    units: Sequence[int],
    feature_std: Array,
    code_std: Array,
    *,
    image_shape: Sequence[int] | None = None,
    feature_names: Sequence[str] | None = None,
) -> "Figure":
    """Draw which features move each unit, in standard deviations of both.

    The derivative with respect to a pixel that is always the same is arbitrary, since
    no sample has trained its weights.
    """
    return unit_inputs(
        *slopes.standardized(feature_std, code_std),
        units,
        image_shape=image_shape,
        feature_names=feature_names,
    )
