"""Reuters-21578: news of 1987 with their topics, in the split called ModApte.

Files are SGML, but no complete parser is needed: elements of a story are not nested.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from autoencode.data.archives import read_members
from autoencode.data.dataset import Dataset
from autoencode.data.documents import as_array
from autoencode.data.download import RemoteFile, fetch
from autoencode.errors import DataFileError

# The MD5 of the published archive is that in scripts of its users, not one of its
# publisher. The other file is another archive: its SGML files are those that copies in
# public repositories agree on.
FILE = RemoteFile(
    dataset="reuters",
    path="reuters-21578/reuters21578.tar.gz",
    sha256="9379a17fa039b4470d45749071ae217ea63c465e4c77beb5f6cd120c26e1cba5",
    published="md5:a22faadd7dde0dfdd784e60087209aa6",
    urls=(
        "https://kdd.ics.uci.edu/databases/reuters21578/reuters21578.tar.gz",
        "https://archive.ics.uci.edu/ml/machine-learning-databases/reuters21578-mld/"
        "reuters21578.tar.gz",
        "http://www.daviddlewis.com/resources/testcollections/reuters21578/"
        "reuters21578.tar.gz",
    ),
)
N_STORIES = (9603, 3299)  # to train and to test

STORY = re.compile(r"<REUTERS\b(.*?)>(.*?)</REUTERS>", re.DOTALL)
ATTRIBUTE = re.compile(r'(\w+)="(.*?)"')
TAG = re.compile(r"<[^<>]*>")


class Story(NamedTuple):
    """A story of the ModApte split."""

    is_test: bool
    title: str  # the number of the story, if it has none
    text: str  # title and body
    topics: tuple[str, ...]


def load_reuters() -> Dataset:
    """Load Reuters-21578: 9,603 stories to train and 3,299 to test (ModApte split).

    Returns
    -------
    Dataset
        ``X`` are texts, titles and bodies; ids are the titles. ``y`` has a column for
        each topic, 1 where a story has it; a sixth of the stories have none.

    Raises
    ------
    DownloadError
        If the file is not found locally and cannot be downloaded.
    DataFileError
        If AUTOENCODE_DATA holds a damaged file, or there are other numbers of stories.
    """
    path = fetch(FILE)
    files = read_members(path, ".sgm").values()
    stories = [each for file in files for each in stories_of(file.decode("latin-1"))]
    n_test = sum(story.is_test for story in stories)
    if (len(stories) - n_test, n_test) != N_STORIES:
        raise DataFileError(
            f"{path} is damaged: it has {len(stories) - n_test:,} stories to train and "
            f"{n_test:,} to test instead of {N_STORIES[0]:,} and {N_STORIES[1]:,}. "
            f"Remove it to download it again."
        )
    return reuters_from(stories)


def stories_of(sgml: str) -> Iterator[Story]:
    """Yield the stories of a file that belong to the ModApte split."""
    for attributes, content in STORY.findall(sgml):
        found = dict(ATTRIBUTE.findall(attributes))
        part = found.get("LEWISSPLIT")
        if found.get("TOPICS") != "YES" or part not in ("TRAIN", "TEST"):
            continue
        title = " ".join(_plain(_inside(content, "TITLE")).split())
        # Unprocessed stories have neither title nor body, but a text.
        body = _inside(content, "BODY") or _without(
            _inside(content, "TEXT"), ("TITLE", "AUTHOR", "DATELINE")
        )
        yield Story(
            is_test=part == "TEST",
            title=title or found.get("NEWID", ""),
            text=f"{title}\n{_plain(body).strip()}".strip(),
            topics=tuple(re.findall(r"<D>(.*?)</D>", _inside(content, "TOPICS"))),
        )


def reuters_from(stories: Iterable[Story]) -> Dataset:
    """Return the data set from stories in their order."""
    parts: tuple[list[Story], list[Story]] = ([], [])
    for story in stories:
        parts[story.is_test].append(story)
    names = sorted({topic for part in parts for each in part for topic in each.topics})
    column = {name: number for number, name in enumerate(names)}
    X, y, ids = [], [], []
    for part in parts:
        X.append(as_array([story.text for story in part]))
        ids.append(np.array([story.title for story in part], dtype=np.str_))
        y.append(np.zeros((len(part), len(names)), dtype=np.uint8))
        for row, story in enumerate(part):
            y[-1][row, [column[topic] for topic in story.topics]] = 1
    return Dataset(
        name="reuters",
        X=X[0],
        y=y[0],
        X_test=X[1],
        y_test=y[1],
        class_names=tuple(names),
        ids=ids[0],
        ids_test=ids[1],
        id_name="title",
        label_name="topic",
        source=(
            "D. D. Lewis, 'Reuters-21578 text categorization test collection', "
            "Distribution 1.0, 1997; text (c) Reuters Ltd., for research only"
        ),
    )


def _inside(content: str, element: str) -> str:
    """Return what an element contains; an empty text if there is none."""
    found = re.search(rf"<{element}\b[^>]*>(.*?)</{element}>", content, re.DOTALL)
    return found[1] if found else ""


def _without(content: str, elements: Iterable[str]) -> str:
    """Return a text without some elements."""
    for element in elements:
        content = re.sub(rf"<{element}>.*?</{element}>", "", content, flags=re.DOTALL)
    return content


def _plain(content: str) -> str:
    """Return a text without tags and entities."""
    return html.unescape(TAG.sub("", content))
