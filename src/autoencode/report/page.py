"""The HTML page of a run, with its evaluation and its pictures.

Plain HTML beside the picture files: no network, script or server is needed.
"""

import html
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autoencode.files import write_bytes
from autoencode.plots.canvas import save_figure
from autoencode.storage import Run
from autoencode.storage.folder import PAGE, PICTURES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Pictures = Iterable[tuple[str, str, "Figure"]]  # file name, caption, picture

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff;
       max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
td, th { padding: .25rem .8rem; text-align: right; border-bottom: 1px solid #ddd; }
td:first-child, th:first-child { text-align: left; }
figure { margin: 2rem 0; } img { max-width: 100%; } figcaption { color: #555; }
code { background: #f3f3f3; padding: .1rem .3rem; overflow-wrap: anywhere; }
"""


def write_page(
    folder: str | Path, run: Run, title: str, evaluation: Any, pictures: Pictures
) -> None:
    """Save pictures and the page that shows them in a run folder.

    Parameters
    ----------
    folder : str or Path
        The run folder.

    run : Run
        The run; the page shows its command.

    title : str
        Title of the page.

    evaluation : object with ``heading``, ``table``, ``notes`` and ``verdict``
        An `Evaluation`, `DetectorEvaluation` or `TableEvaluation`.

    pictures : iterable of (str, str, Figure)
        File names without suffix, captions and pictures.
    """
    folder = Path(folder)
    shown: list[tuple[str, str]] = []
    for name, caption, figure in pictures:
        save_figure(figure, folder / PICTURES / f"{name}.png")
        shown.append((name, caption))
    write_bytes(folder / PAGE, _page(run, title, evaluation, shown).encode())


def _page(run: Run, title: str, evaluation: Any, shown: list[tuple[str, str]]) -> str:
    """Return the page: verdict, numbers, pictures, and the command of the run."""
    header, rows = evaluation.table()
    table = _table(header, rows) if rows else ""
    units = html.escape(evaluation.heading)
    heading = f"<p>{units}</p>" if units else ""
    command = str(run.about.get("command", ""))
    figures = "\n".join(
        f'<figure><img src="{PICTURES}/{name}.png" alt="{html.escape(caption)}">'
        f"<figcaption>{html.escape(caption)}</figcaption></figure>"
        for name, caption in shown
    )
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in evaluation.notes)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(title)}</title>\n<style>{STYLE}</style>\n"
        f"<h1>{html.escape(title)}</h1>\n"
        f"<p><strong>{html.escape(evaluation.verdict())}</strong></p>\n"
        f"{table}\n{heading}\n{notes}\n"
        f"<p>Created by <code>{html.escape(command)}</code></p>\n"
        f"{figures}\n</html>\n"
    )


def _table(header: list[str], cells: list[list[str]]) -> str:
    """Return a header and rows as an HTML table."""
    heads = "".join(f"<th>{html.escape(word)}</th>" for word in header)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line) + "</tr>"
        for line in cells
    )
    return f"<table><tr>{heads}</tr>{lines}</table>"
