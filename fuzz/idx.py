"""IDX files, compressed by gzip."""

import gzip
import tempfile
from pathlib import Path

from autoencode.data.idx import read_idx, read_images_and_labels

PLACE = Path(tempfile.mkdtemp(prefix="autoencode-fuzz-"))
PATH, LABELS = PLACE / "a-idx-ubyte.gz", PLACE / "labels-idx-ubyte.gz"


def seeds():
    """Return files of each type and of several shapes; the last one is compressed."""
    found = []
    for number, size in ((8, 1), (9, 1), (11, 2), (12, 4), (13, 4), (14, 8)):
        for shape in ((), (0,), (3,), (2, 3), (2, 3, 2)):
            n = size
            for each in shape:
                n *= each
            head = bytes([0, 0, number, len(shape)])
            sizes = b"".join(each.to_bytes(4, "big") for each in shape)
            found.append(b"\0" + head + sizes + bytes(n))
    return [*found, b"\1" + gzip.compress(found[-1][1:])]


def read(content):
    """Read a file; the first byte says whether the rest is compressed."""
    is_compressed, rest = content[:1] == b"\1", content[1:]
    PATH.write_bytes(rest if is_compressed else gzip.compress(rest, 0))
    read_idx(PATH)
    for number, size in ((9, 3), (9, 0)):
        LABELS.write_bytes(
            gzip.compress(bytes([0, 0, number, 1, 0, 0, 0, size]) + bytes(size))
        )
        read_images_and_labels(PATH, LABELS)
