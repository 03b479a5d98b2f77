"""Archives of public data sets: MovieLens, 20 Newsgroups, Reuters-21578."""

import io
import tarfile
import tempfile
import zipfile
from pathlib import Path

from autoencode.data.archives import read_members
from autoencode.data.interactions import Interactions
from autoencode.data.movielens import archive_members, columns_in
from autoencode.data.newsgroups import newsgroups_from
from autoencode.data.ratings import Ratings
from autoencode.data.reuters import reuters_from, stories_of

PATH = Path(tempfile.mkdtemp(prefix="autoencode-fuzz-")) / "archive"
STORY = (
    '<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" NEWID="1"><TOPICS><D>grain</D></TOPICS>'
    "<TEXT><TITLE>A &lt;B></TITLE><BODY>Some text. &#3;</BODY></TEXT></REUTERS>"
)


def packed(members, kind):
    """Return an archive of texts by name."""
    target = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(target, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
    else:
        with tarfile.open(fileobj=target, mode="w") as archive:
            for name, text in members.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(text)
                archive.addfile(entry, io.BytesIO(text))
    return target.getvalue()


def films(content):
    """Read ratings and titles, separated by an empty line."""
    ratings, _, titles = content.partition(b"\n\n")
    PATH.write_bytes(packed({"u.data": ratings, "u.item": titles}, "zip"))
    users, items, values, times = columns_in(archive_members(PATH), "movielens-100k")
    Interactions.of(users, items, ratings=values, times=times)
    Ratings.of(users, items, values, times=times)


def messages(content):
    """Read messages, each with its name in the first line."""
    members = {}
    for number, each in enumerate(content.split(b"\n\n")):
        folder = "20news-bydate-test" if number % 2 else "20news-bydate-train"
        name, _, text = each.partition(b"\n")
        members[f"{folder}/{name.decode('latin-1')}"] = text
    newsgroups_from(members)


def whole(content):
    """Read the members of an archive as it is."""
    PATH.write_bytes(content)
    archive_members(PATH)
    newsgroups_from(read_members(PATH))


def stories(content):
    """Read stories."""
    reuters_from(stories_of(content.decode("latin-1")))


READ = (films, messages, whole, stories)


def seeds():
    """Return contents; the first byte says how they are read."""
    films = b"1\t2\t5\t100\n2\t1\t3\t101\n\n1|A (1990)|x\n2|B|y\n"
    folder = "20news-bydate-train/sci.space/1"
    return [
        b"\0" + films,
        b"\1sci.space/1\nFrom: a\n\nrec.autos/2\nText\n",
        b"\2" + packed({folder: b"Text"}, "tar"),
        b"\2" + packed({folder: b"Text"}, "zip"),
        b"\3" + STORY.encode() + STORY.replace("TRAIN", "TEST").encode(),
    ]


def read(content):
    """Read a content by one of the functions."""
    if content:
        READ[content[0] % len(READ)](content[1:])
