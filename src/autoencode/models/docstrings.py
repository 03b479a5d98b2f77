"""Docstrings of the variants: what all autoencoders share is written once.

`help` and notebooks show the docstring of a class alone, and a reader looks there for
each parameter and fitted attribute.
"""

import inspect
import re

# In place of the parameters that all autoencoders share.
SHARED = re.compile(r"^\*\*parameters\n(?: {4}.*\n?)+", re.M)
MERGED = ("Parameters", "Attributes")
SECTION = re.compile(r"^([A-Z][\w ]+)\n-+$", re.M)


def with_shared(own: str, shared: str) -> str:
    """Return a docstring with the parameters and attributes of another one.

    Parameters
    ----------
    own : str
        Docstring of a class; ``**parameters`` stands for the shared parameters.

    shared : str
        Docstring that describes them.

    Returns
    -------
    str
        Without common indentation. Of a name that both describe, ``own`` counts.
    """
    own = inspect.cleandoc(own)
    given, others = _sections(own), _sections(inspect.cleandoc(shared))
    if not SHARED.search(given.get("Parameters", "")):
        return own
    parts = [given.pop("").strip("\n")]
    for name in MERGED:  # first, in numpydoc's order
        entries = _entries(SHARED.sub("", given.pop(name, "")))
        known = {each for entry in entries for each in _names(entry)}
        entries += [e for e in _entries(others[name]) if not _names(e) <= known]
        parts.append(_section(name, "\n\n".join(entries)))
    parts += [_section(name, body) for name, body in given.items()]
    return "\n\n".join(parts) + "\n"


def _sections(text: str) -> dict[str, str]:
    """Return the sections of a docstring by name; "" is the text before them."""
    parts = SECTION.split(text)
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def _section(name: str, body: str) -> str:
    line = "-" * len(name)
    return f"{name}\n{line}\n" + body.strip("\n")


def _entries(section: str) -> list[str]:
    """Return the descriptions of a section, each with its names in the first line."""
    return [part for part in re.split(r"\n\n(?=\S)", section.strip()) if part]


def _names(entry: str) -> set[str]:
    return set(entry.partition("\n")[0].partition(" :")[0].split(", "))
