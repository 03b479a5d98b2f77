"""The model card: the report as a text of Markdown, without pictures."""

from autoencode.report.content import Content
from autoencode.report.markdown import as_text, code, joined, list_of


def card_of(content: Content) -> str:
    """Return the model card of a run, in Markdown."""
    advice = content.advice
    parts = [
        f"# {as_text(content.title)}",
        f"**{as_text(content.verdict)}**" if content.verdict else "",
        "## What to do next",
        as_text(advice.text),
        code(advice.command) if advice.command else "",
        "## Model and data",
        list_of(content.facts.model),
        "## Evaluation" if content.rows else "",
        as_text(content.heading),
        _table(content.header, content.rows),
        "\n".join(f"- {as_text(note)}" for note in content.notes),
        "## Known limits",
        "\n".join(f"- {as_text(limit)}" for limit in content.limits),
        "## How to use it",
        code(content.loading, "python"),
        code("\n".join(content.uses)) if content.uses else "",
        "## How to reproduce it",
        list_of(content.facts.origin),
    ]
    return joined(parts)


def _table(header: list[str], rows: list[list[str]]) -> str:
    if not rows:
        return ""
    rule = ["---"] + ["---:"] * (len(header) - 1)
    written = [[as_text(cell) for cell in line] for line in [header, *rows]]
    written.insert(1, rule)
    return "\n".join(f"| {' | '.join(line)} |" for line in written)
