"""20 Newsgroups: messages of 1993, split by date into training and test messages.

Messages are complete, with headers, quotes and signatures.
"""

from collections.abc import Mapping

import numpy as np

from autoencode.data.archives import read_members
from autoencode.data.dataset import Dataset
from autoencode.data.documents import as_array
from autoencode.data.download import RemoteFile, fetch

# The published file's checksum is that of scikit-learn, which downloads it too. The
# other file has the same messages.
FILE = RemoteFile(
    dataset="newsgroups",
    path="20newsgroups/20news-bydate.tar.gz",
    sha256="aa358c9ebfed3a0ccbf9e8530ec565dead26a289c6e9170f4c663454d3b992d9",
    published=(
        "sha256:8f1b2514ca22a5ade8fbb9cfa5727df95fa587f4c87b786e15c759fa66d95610"
    ),
    urls=(
        "https://ndownloader.figshare.com/files/5975967",
        "http://qwone.com/~jason/20Newsgroups/20news-bydate.tar.gz",
    ),
)
FOLDERS = ("20news-bydate-train", "20news-bydate-test")


def load_newsgroups() -> Dataset:
    """Load 20 Newsgroups: 11,314 messages to train and 7,532 to test, split by date.

    Returns
    -------
    Dataset
        ``X`` are texts, in the order of their ids: the group and the number of the
        message, such as "sci.space/60150". ``y`` are the groups.

    Raises
    ------
    DownloadError
        If the file is not found locally and cannot be downloaded.
    DataFileError
        If AUTOENCODE_DATA holds a damaged file.
    """
    return newsgroups_from(read_members(fetch(FILE)))


def newsgroups_from(contents: Mapping[str, bytes]) -> Dataset:
    """Return the data set from messages by path: part, group and number."""
    parts = []
    for folder in FOLDERS:
        inside = {
            path.removeprefix(f"{folder}/"): content.decode("latin-1")
            for path, content in sorted(contents.items())
            if path.startswith(f"{folder}/")
        }
        ids = np.array(list(inside), dtype=np.str_)
        parts.append((as_array(list(inside.values())), ids))
    (X, ids), (X_test, ids_test) = parts
    groups = [np.array([title.split("/")[0] for title in part]) for _, part in parts]
    class_names, y = np.unique(np.concatenate(groups), return_inverse=True)
    return Dataset(
        name="newsgroups",
        X=X,
        y=y[: len(X)],
        X_test=X_test,
        y_test=y[len(X) :],
        class_names=tuple(class_names.tolist()),
        ids=ids,
        ids_test=ids_test,
        id_name="message",
        label_name="group",
        source=(
            "K. Lang, 'NewsWeeder: learning to filter netnews', ICML 1995; split by "
            "date by J. Rennie"
        ),
    )
