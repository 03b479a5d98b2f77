"""The model card: the report as a text of Markdown, without pictures."""

from autoencode.report.content import Content

SPECIAL = r"\`*_[]<>#|"


def card_of(content: Content) -> str:
    """Return the model card of a run, in Markdown."""
    advice = content.advice
    parts = [
        f"# {_text(content.title)}",
        f"**{_text(content.verdict)}**" if content.verdict else "",
        "## What to do next",
        _text(advice.text),
        _code(advice.command) if advice.command else "",
        "## Model and data",
        _facts(content.facts.model),
        "## Evaluation" if content.rows else "",
        _text(content.heading),
        _table(content.header, content.rows),
        "\n".join(f"- {_text(note)}" for note in content.notes),
        "## Known limits",
        "\n".join(f"- {_text(limit)}" for limit in content.limits),
        "## How to use it",
        _code(content.loading, "python"),
        _code("\n".join(content.uses)) if content.uses else "",
        "## How to reproduce it",
        _facts(content.facts.origin),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _text(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in text)


def _facts(facts: dict[str, str]) -> str:
    return "\n".join(f"- **{name}**: {_text(fact)}" for name, fact in facts.items())


def _code(text: str, language: str = "") -> str:
    return f"```{language}\n{text}\n```"


def _table(header: list[str], rows: list[list[str]]) -> str:
    if not rows:
        return ""
    rule = ["---"] + ["---:"] * (len(header) - 1)
    written = [[_text(cell) for cell in line] for line in [header, *rows]]
    written.insert(1, rule)
    return "\n".join(f"| {' | '.join(line)} |" for line in written)
