"""Write the files of a report: pictures, page and model card."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidDataError
from autoencode.files import write_bytes
from autoencode.plots.canvas import save_figure
from autoencode.report.card import card_of
from autoencode.report.content import content_of
from autoencode.report.page import page_of
from autoencode.report.points import map_data
from autoencode.storage import Run
from autoencode.storage.folder import CARD, PAGE, PICTURES

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def write_files(
    folder: str | Path,
    run: Run,
    dataset: Dataset,
    evaluation: Any,
    pictures: Iterable[tuple[str, str, "Figure"]],
    notes: Sequence[str] = (),
) -> None:
    """Save pictures, the page that shows them and the model card in a run folder.

    Parameters
    ----------
    folder : str or Path
        The run folder.

    run : Run
        A fitted run.

    dataset : Dataset
        Samples as the run takes them.

    evaluation : object or None
        The result of `autoencode.report.evaluate_run`.

    pictures : iterable of (str, str, Figure)
        File names without suffix, captions and pictures.

    notes : sequence of str, default=()
        Notes on the samples, before those of the evaluation.
    """
    folder = Path(folder)
    shown = []
    for name, caption, figure in pictures:
        place = folder / PICTURES / f"{name}.png"
        save_figure(figure, place)
        shown.append((name, caption, place.read_bytes()))
    names = {name for name, _, _ in shown}
    for old in (folder / PICTURES).glob("*.png"):  # of a report of other data
        if old.stem not in names:
            old.unlink()
    content = content_of(run, dataset, evaluation, folder, notes)
    data = _map_data(run, dataset, content.title)
    write_bytes(folder / PAGE, page_of(content, shown, data).encode())
    write_bytes(folder / CARD, card_of(content).encode())


def _map_data(run: Run, dataset: Dataset, title: str) -> dict[str, Any] | None:
    """Return the data of the map; None where there is nothing to see on it."""
    try:
        return map_data(run, dataset, title)
    except InvalidDataError:  # a single row, or codes that are not finite
        return None
