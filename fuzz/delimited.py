"""CSV and TSV: tables of numbers, mixed tables, and both in blocks of rows."""

import tempfile
from pathlib import Path

from autoencode.data.frames import read_frame, read_frame_blocks
from autoencode.data.readers import read_blocks, read_samples

PLACE = Path(tempfile.mkdtemp(prefix="autoencode-fuzz-"))
READ = (
    lambda path: read_samples(path),
    lambda path: read_samples(path, label="a", drop_if_present=["b"]),
    lambda path: list(read_blocks(path)),
    lambda path: read_frame(path),
    lambda path: read_frame(path, id_column="a", as_text=["b"]),
    lambda path: list(read_frame_blocks(path)),
    lambda path: read_frame(path, decimal=",", delimiter=";"),
    lambda path: read_samples(path, encoding="cp1252"),
)


def seeds():
    """Return tables; the first byte says how they are read."""
    tables = [
        "a,b,c\n1,2,3\n4,5,6\n",
        "a;b;c\n1,5;2,25;x\n1.000,5;3;y\n",
        "# comment\n\na\tb\n1\t2\n3\t\n",
        '"a ""q""",b\n"1\n2",NaN\ntrue,2020-01-31\n',
        "sep=;\na;b\n1;2\n",
        "a,b,\n00123,12 %,\n00007,$1\u202f234.5,\n,,\n",
        "a\n1,5\n2,5\n",
        "a|b\n1|é\n2|\n",
        "Report of 2020\n\na,b\n1e400,inf\n-0,1e-320\n",
    ]
    codecs = ["utf-8", "utf-8-sig", "utf-16", "latin-1"]
    contents = []
    for text in tables:
        for codec in codecs:
            contents.append(text.encode(codec, "replace"))
    return [bytes([way]) + each for way in range(len(READ)) for each in contents]


def read(content):
    """Read a table by one of the functions."""
    if not content:
        return
    way = content[0]
    path = PLACE / ("table.tsv" if way & 64 else "table.csv")
    path.write_bytes(content[1:])
    READ[way % len(READ)](path)
