"""Values and rules of parameters as words of the command line; tables as text.

Words depend on the ``kind`` of a rule; see `autoencode.params.Rule`.
"""

import re
from collections.abc import Sequence
from typing import Any

from autoencode.params import Rule

LINEAR = "linear"  # stands for an empty tuple of sizes: no hidden layers
METAVARS = {
    "whole": "INTEGER",
    "real": "NUMBER",
    "sizes": "SIZES",
    "text": "TEXT",
    "level": "NUMBER[,NUMBER]",
    "wholes": "INTEGER[,...]",
    "reals": "NUMBER[,...]",
}


def metavar(rule: Rule) -> str:
    """Return the placeholder of a value in a help text."""
    if rule.kind == "choice":
        return f"[{'|'.join(rule.names)}]"
    return "|".join([METAVARS[rule.kind], *rule.names])


def text_of(rule: Rule) -> str:
    """Return the rule of a parameter, without values that only Python has."""
    text = re.sub(r"(, a RandomState)?,? or None$", "", rule.text)
    text = re.sub(r", or a function of .*$|, a dict with .*$", "", text)
    if rule.kind == "sizes":
        return f"{text.removeprefix('a tuple of ')}, with commas between"
    if rule.kind in ("wholes", "reals"):
        return text.replace("or a tuple of such", "or several with commas between")
    if rule.kind == "level":
        return text.replace("(0.1, 0.5)", "0.1,0.5")
    return text


def parse(word: str, kind: str) -> Any:
    """Parse a word as a value of a kind; return an invalid word as it is."""
    try:
        if kind == "whole":
            return int(word)
        if kind == "real":
            return float(word)
        if kind in ("level", "reals", "wholes"):
            single = "whole" if kind == "wholes" else "real"
            parts = tuple(parse(part, single) for part in word.split(","))
            return parts if len(parts) > 1 else parts[0]
        if kind == "sizes":
            if word == LINEAR:
                return ()
            return tuple(int(part) for part in re.split(r"[,x]", word))
    except ValueError:
        pass
    return word


def aligned_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return aligned columns: the first to the left, the others to the right."""
    lines = [list(header), *[list(row) for row in rows]]
    widths = [max(len(line[j]) for line in lines) for j in range(len(header))]
    text = [
        "  ".join(
            [line[0].ljust(widths[0])]
            + [
                cell.rjust(width)
                for cell, width in zip(line[1:], widths[1:], strict=True)
            ]
        ).rstrip()
        for line in lines
    ]
    rule = "─" * max(len(line) for line in text)
    return "\n".join([text[0], rule, *text[1:]])
