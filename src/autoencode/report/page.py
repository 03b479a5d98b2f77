"""The page of a run: one HTML file that needs no other one and no network."""

import base64
import hashlib
import html
import json
import shlex
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from autoencode.report.content import Content
from autoencode.report.points import png_address

# Nothing is loaded from anywhere, and only the script of the page runs.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {}"
NO_SCRIPT = (
    "The interactive map needs JavaScript; the pictures below show the codes too."
)
CONTROLS = """<div class="controls">
<label>View <select id="view"></select></label>
<label>Colour <select id="color"></select></label>
<button id="zoom-in" type="button" aria-label="Zoom in">+</button>
<button id="zoom-out" type="button" aria-label="Zoom out">−</button>
<button id="whole" type="button">Whole map</button>
</div>
<p class="soft"><span id="axes"></span> Ctrl and the wheel zoom. Point at a sample to
see it beside its reconstruction; click to keep it. On the keyboard: arrow keys, plus
and minus.</p>
<div id="drawing">
<div class="plane"><div class="map" id="map"></div></div>
<div id="sample" role="group" aria-labelledby="sample-title">
<div class="controls">
<button id="before" type="button">Previous sample</button>
<button id="after" type="button">Next sample</button>
</div>
<h3 id="sample-title"></h3>
<div id="sample-shown" class="pair"></div>
<dl id="sample-facts"></dl>
</div>
</div>
<p id="announced" class="announced" role="status" aria-live="polite"></p>"""


def page_of(
    content: Content,
    pictures: Iterable[tuple[str, str, bytes]],
    data: dict[str, Any] | None,
) -> str:
    """Return the page of a run.

    Parameters
    ----------
    content : Content
        Words and numbers.
    pictures : iterable of (str, str, bytes)
        Names, captions and PNG files.
    data : dict or None
        Data of the interactive map, see `autoencode.report.points.map_data`; None
        leaves it out.
    """
    title = html.escape(content.title)
    script = "" if data is None else _script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = POLICY.format(f"'sha256-{digest}'" if script else "'none'")
    sections = [
        _section("next", "What to do next", _advice(content)),
        _section("model", "Model and data", _facts(content.facts.model)),
        _section("evaluation", "Evaluation", _evaluation(content)),
        _section("map-of-codes", "Map of the codes", _map(data)),
        *_examples(content),
        _section("pictures", "Pictures", _pictures(pictures), kind="pictures"),
        _section("reproduce", "How to reproduce it", _facts(content.facts.origin)),
        _section("use", "How to use it", _uses(content)),
        _section("limits", "Known limits", _list(content.limits)),
    ]
    verdict = content.verdict
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<link rel="icon" href="data:,">\n'
        f"<style>\n{_static('report.css')}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n"
        f"{_paragraph(verdict, 'verdict') if verdict else ''}</header>\n"
        f"<main>\n{''.join(sections)}</main>\n"
        f"{'' if data is None else _scripts(data, script)}</body>\n</html>\n"
    )


def _section(name: str, heading: str, body: str, kind: str = "") -> str:
    """Return a section with its heading; "" without a body."""
    if not body:
        return ""
    of_kind = f' class="{kind}"' if kind else ""
    return (
        f'<section{of_kind} aria-labelledby="{name}-title">\n'
        f'<h2 id="{name}-title">{heading}</h2>\n{body}</section>\n'
    )


def _paragraph(text: str, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f"<p{of_kind}>{html.escape(text)}</p>\n"


def _code(text: str) -> str:
    return f'<pre tabindex="0"><code>{html.escape(text)}</code></pre>\n'


def _advice(content: Content) -> str:
    advice = content.advice
    command = _code(advice.command) if advice.command else ""
    return f'<div class="advice">\n{_paragraph(advice.text)}{command}</div>\n'


def _facts(facts: dict[str, str]) -> str:
    pairs = "".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(fact)}</dd>\n"
        for name, fact in facts.items()
    )
    return f"<dl>\n{pairs}</dl>\n"


def _evaluation(content: Content) -> str:
    if not content.rows:
        return ""
    heading = _paragraph(content.heading) if content.heading else ""
    notes = "".join(_paragraph(note, "soft") for note in content.notes)
    return heading + _table(content.header, content.rows) + notes


def _examples(content: Content) -> list[str]:
    """Return the section of examples, if there are any."""
    found = content.examples
    if found is None:
        return []
    table = _table(found.header, found.rows, found.heading, "texts")
    return [_section("examples", found.heading, table)]


def _table(
    header: list[str],
    cells: list[list[str]],
    label: str = "Evaluation",
    kind: str = "",
) -> str:
    """Return a header and rows as an HTML table, in a box that scrolls."""
    heads = "".join(f'<th scope="col">{html.escape(word)}</th>' for word in header)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line) + "</tr>\n"
        for line in cells
    )
    kind = "methods" if header[0] == "method" else kind
    of_kind = f' class="{kind}"' if kind else ""
    label = html.escape(label)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">\n'
        f"<table{of_kind}>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}</tbody>\n"
        f"</table>\n</div>\n"
    )


def _map(data: dict[str, Any] | None) -> str:
    """Return the place of the interactive map, which the script fills."""
    if data is None:
        return ""
    some = "" if data["n_points"] == data["n_rows"] else f"{data['n_points']:,} of "
    text = f"{some}{data['n_rows']:,} {data['part']} samples. The map shows the "
    text += f"{data['source']}."
    if data["n_shown"] < data["n_points"]:
        text += f" The page holds {data['n_shown']:,} of them to look at."
    return (
        f'{_paragraph(text)}<p id="no-map">{NO_SCRIPT}</p>\n'
        f'<div id="interactive" hidden>\n{CONTROLS}\n</div>\n'
    )


def _pictures(pictures: Iterable[tuple[str, str, bytes]]) -> str:
    return "\n".join(
        f'<figure><img src="{png_address(content)}" '
        f'alt="{html.escape(name.replace("_", " "))}">'
        f"<figcaption>{html.escape(caption)}</figcaption></figure>\n"
        for name, caption, content in pictures
    )


def _uses(content: Content) -> str:
    lines = [*content.uses, f"autoencode explore {shlex.quote(content.place)}"]
    return _code("\n".join(lines)) + _code(content.loading)


def _list(items: list[str]) -> str:
    points = "".join(f"<li>{html.escape(item)}</li>\n" for item in items)
    return f"<ul>\n{points}</ul>\n" if points else ""


def _scripts(data: dict[str, Any], script: str) -> str:
    # Within JSON "<" is only part of texts: none may end the element. Text is ASCII,
    # unlike that of `compact_json_bytes`: names of files need not be UTF-8.
    content = json.dumps(data, allow_nan=False, separators=(",", ":"))
    content = content.replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="map-data">{content}</script>\n'
        f'<script type="module">{script}</script>\n'
    )


@cache
def _script() -> str:
    """Return the script of the map, below the licences of what it holds."""
    licences = _static("LICENSES.txt").replace("*/", "* /")
    script = f"/*\n{licences}*/\n{_static('report.js')}"
    return script.replace("</script", "<\\/script")


def _static(name: str) -> str:
    place = resources.files("autoencode.report") / "static" / name
    return place.read_text(encoding="utf-8")
