"""RCV1-v2: 804,414 news stories with 103 topics, by the weights of their words.

Only weights of words are public: the logarithm of counts times that of the inverse
share of stories with the word, of each story scaled to length 1.
"""

from typing import Any

import numpy as np
from scipy import sparse

from autoencode.data.dataset import Dataset
from autoencode.errors import DownloadError, one_line

N_TERMS = 2000


def load_rcv1() -> Dataset:
    """Load RCV1-v2: weights of 2,000 words in 402,207 stories, and as many to test.

    scikit-learn downloads it, about 650 MB, and keeps it in its own folder. A random
    half are test stories.

    Returns
    -------
    Dataset
        ``X`` has the weights of the words that most stories contain, float32 and
        sparse. ``y`` has a column for each topic, 1 where a story has it.

    Raises
    ------
    DownloadError
        If it cannot be downloaded.
    """
    from sklearn.datasets import fetch_rcv1

    try:
        bunch: Any = fetch_rcv1()
    except OSError as error:  # that of urllib too
        raise DownloadError(
            f"The data set 'rcv1' could not be downloaded by scikit-learn: "
            f"{one_line(error)}. Check the network, or put its files into the folder "
            f"RCV1 of scikit-learn's data (SCIKIT_LEARN_DATA)."
        ) from error
    X = sparse.csr_matrix(bunch.data)
    n_with = X.getnnz(axis=0)
    terms = np.sort(np.argsort(-n_with, kind="stable")[:N_TERMS])
    X = sparse.csr_matrix(X[:, terms], dtype=np.float32)
    y = np.asarray(sparse.csr_matrix(bunch.target).toarray(), dtype=np.uint8)
    order = np.random.default_rng(0).permutation(X.shape[0])
    rows, test_rows = (np.sort(half) for half in np.array_split(order, 2))
    return Dataset(
        name="rcv1",
        X=X[rows],
        y=y[rows],
        X_test=X[test_rows],
        y_test=y[test_rows],
        class_names=tuple(map(str, bunch.target_names)),
        ids=bunch.sample_id[rows].astype(str),
        ids_test=bunch.sample_id[test_rows].astype(str),
        id_name="story",
        label_name="topic",
        source=(
            "D. D. Lewis, Y. Yang, T. Rose, F. Li, 'RCV1: a new benchmark collection "
            "for text categorization research', JMLR 5, 2004"
        ),
    )
