"""Parts of a text of Markdown, for model cards."""

from collections.abc import Iterable, Mapping

SPECIAL = r"\`*_[]<>#|"


def joined(parts: Iterable[str]) -> str:
    """Return a text of paragraphs; empty ones are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"


def as_text(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    line = " ".join(text.split())  # a line break would end a row of a table
    return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in line)


def list_of(facts: Mapping[str, str]) -> str:
    """Return a list of facts by their names."""
    return "\n".join(f"- **{name}**: {as_text(fact)}" for name, fact in facts.items())


def code(text: str, language: str = "") -> str:
    """Return a block of code."""
    return f"```{language}\n{text}\n```"
