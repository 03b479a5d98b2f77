"""Values of parameters as words: how a shell user writes them, and what a rule says.

A rule's ``kind`` decides; see `autoencode.params.Rule`.
"""

import re
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
    """Return what stands for a value in a help text."""
    if rule.kind == "choice":
        return f"[{'|'.join(rule.names)}]"
    return "|".join([METAVARS[rule.kind], *rule.names])


def text_of(rule: Rule) -> str:
    """Return what a parameter may be, without what only Python can give."""
    text = re.sub(r"(, a RandomState)?,? or None$", "", rule.text)
    if rule.kind == "sizes":
        return f"{text.removeprefix('a tuple of ')}, with commas between"
    if rule.kind in ("wholes", "reals"):
        return text.replace("or a tuple of such", "or several with commas between")
    if rule.kind == "level":
        return text.replace("(0.1, 0.5)", "0.1,0.5")
    return text


def parse(word: str, kind: str) -> Any:
    """Read a word as a value of a kind; a word that is none stays a word."""
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
