"""``autoencode search``: find documents that are similar to a query."""

from __future__ import annotations

from pathlib import Path

import click

from autoencode.warning_filters import ignored_warnings


@click.command("search")
@click.argument("run")
@click.argument("query")
@click.option(
    "-n",
    "--number",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Documents to find.",
)
@click.option("--out", help="File to write: .csv, .tsv, .parquet; - for CSV.")
@click.option("--encoding", help="Encoding of a file, such as cp1252.")
def search_command(
    run: str, query: str, number: int, out: str | None, encoding: str | None
) -> None:
    """Find the documents of RUN that are most similar to QUERY.

    QUERY is a text, or the path of a file that holds one. RUN is a folder made by
    'autoencode fit --model retriever'.

    \b
    Example:
        autoencode search runs/mails "the engine of my motorcycle" -n 5
    """
    import numpy as np

    from autoencode.cli.runs import load_with
    from autoencode.data.writers import check_output, write_blocks
    from autoencode.errors import InvalidDataError
    from autoencode.words import aligned_table

    loaded = load_with(run, "kneighbors", "search")
    if out is not None:
        check_output(out, columns=True)
    retriever = loaded.model
    if retriever.stems_ is None:
        raise InvalidDataError(
            f"{run} was fitted to counts, not to texts, so that a text cannot be "
            f"searched for. Fit it to texts."
        )
    text = _text_of(query, encoding)
    with ignored_warnings():  # the error says more
        counts = retriever.count_stems([text])
    if not counts.sum():
        raise InvalidDataError(
            f"No word of the query is among the {len(retriever.stems_):,} stems that "
            f"the retriever counts. Use other words."
        )
    number = min(number, len(retriever.titles_))
    distances, rows = retriever.kneighbors(counts, number)
    similarities = retriever.similarities(distances[0])
    titles = [retriever.titles_[row] for row in rows[0]]
    if out is None:
        lines = zip(titles, similarities, strict=True)
        cells = [[title, f"{value:.3f}"] for title, value in lines]
        click.echo(aligned_table(["document", "similarity"], cells))
        return
    columns = {"document": np.array(titles), "similarity": similarities}
    write_blocks(out, [columns])
    place = "standard output" if out == "-" else out
    click.echo(f"Wrote {number:,} documents to {place}.", err=True)


def _text_of(query: str, encoding: str | None) -> str:
    """Return the text of a query, or of the file that it names."""
    from autoencode.data.documents import read_text
    from autoencode.data.readers import READERS
    from autoencode.data.text_format import TextOptions
    from autoencode.errors import InvalidDataError

    text = query
    try:
        is_file, is_folder = Path(query).is_file(), Path(query).is_dir()
    except (OSError, ValueError):  # too long for a name
        is_file = is_folder = False
    if is_folder or (is_file and query.lower().endswith(tuple(READERS))):
        what = "folder" if is_folder else "table"
        raise InvalidDataError(
            f"The query {query} is a {what}. Give words, or a file of one text."
        )
    if query.endswith(".txt") and not is_file:
        click.echo(f"There is no file {query}: its name is searched for.", err=True)
    if is_file:
        text = read_text(Path(query), TextOptions.of(encoding, None, None).encoding)
    if not text.strip():
        raise InvalidDataError("The query is empty; give some words.")
    return text
