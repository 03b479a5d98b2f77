"""Edits of JSON values that bytes describe, so that a fuzzer can look for them."""

import json

import atheris
from mutate import ODD_TEXTS, at, places


def edited(tree, content):
    """Return a copy of a JSON value, with the edits that the bytes describe."""
    tree = json.loads(json.dumps(tree))
    source = atheris.FuzzedDataProvider(content)
    for _ in range(source.ConsumeIntInRange(1, 3)):
        paths = list(places(tree))
        if not paths:
            break
        *parents, key = paths[source.ConsumeIntInRange(0, len(paths) - 1)]
        parent, way = at(tree, parents), source.ConsumeIntInRange(0, 5)
        if way == 0:
            del parent[key]
        elif way == 1:
            other = paths[source.ConsumeIntInRange(0, len(paths) - 1)]
            parent[key] = json.loads(json.dumps(at(tree, other)))
        elif way == 2:
            parent[key] = source.ConsumeInt(8)
        elif way == 3:
            parent[key] = source.ConsumeUnicodeNoSurrogates(20)
        elif way == 4:
            parent[key] = source.ConsumeFloat()
        else:
            text = ODD_TEXTS[source.ConsumeIntInRange(0, len(ODD_TEXTS) - 1)]
            parent[key] = json.loads(text)
    return tree
