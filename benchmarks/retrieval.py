"""A million documents: time and memory of adding them, and of queries.

Documents are made from 20 Newsgroups, in blocks: each has the number of words of one of
its documents, and its words are drawn from this and, one in five, from another
one. A retriever is trained on a part, and the others are added. Queries alternate with
those of scikit-learn's exact search on the same codes, also by cosine distance. Seconds
are processor time of one thread, which other programs hardly change.

AUTOENCODE_DATA must name a folder with 20newsgroups/20news-bydate.tar.gz.

OMP_NUM_THREADS=1 python -m benchmarks.retrieval --steps 400 --save
OMP_NUM_THREADS=1 python -m benchmarks.retrieval --documents 20000 --trained 2000
"""

import argparse
import os
import shlex
import sys
import tarfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.neighbors import NearestNeighbors

from autoencode import DocumentRetriever
from autoencode.data.stems import StemCounter
from benchmarks.measure import PeakMemory, anonymous_mb, save

ARCHIVE = "20newsgroups/20news-bydate.tar.gz"
KINDS = {  # name: parameters of the retriever
    "10 numbers": {"n_components": 10},
    "64 bits": {"n_components": 64, "binary": True},
    "128 bits": {"n_components": 128, "binary": True},
}
MIXED = 0.2  # share of words from another document
BLOCK = 10_000  # documents made and added at a time
N_TEXTS = 4_000  # real texts, to measure counting and encoding together
N_NEIGHBORS = 10
BATCH_SIZE = 128  # if the number of steps is given


def newsgroups():
    """Return the texts of the training part of 20 Newsgroups."""
    path = Path(os.environ.get("AUTOENCODE_DATA", "")) / ARCHIVE
    if "AUTOENCODE_DATA" not in os.environ or not path.exists():
        raise SystemExit(f"Set AUTOENCODE_DATA to a folder with {ARCHIVE}.")
    with tarfile.open(path) as archive:
        files = (each for each in archive if each.isfile() and "train" in each.name)
        return [archive.extractfile(each).read().decode("latin-1") for each in files]


def blocks(counts, n_documents, seed=0):
    """Yield sparse counts of new documents, at most BLOCK at a time."""
    rng = np.random.default_rng(seed)
    counts = counts[np.asarray(counts.sum(axis=1)).ravel() > 0].tocsr()
    words = np.repeat(counts.indices, counts.data.astype(int))  # one for each word
    lengths = np.asarray(counts.sum(axis=1)).ravel().astype(int)
    starts = np.cumsum(lengths) - lengths
    for first in range(0, n_documents, BLOCK):
        n = min(BLOCK, n_documents - first)
        own, other = rng.integers(counts.shape[0], size=(2, n))
        row = np.repeat(np.arange(n), lengths[own])
        source = np.where(rng.random(len(row)) < MIXED, other[row], own[row])
        place = starts[source] + (rng.random(len(row)) * lengths[source]).astype(int)
        ones = np.ones(len(row), np.float32)
        shape = (n, counts.shape[1])
        yield sparse.csr_matrix((ones, (row, words[place])), shape=shape)


def add_all(retriever, counts, n_documents):
    """Add made documents; return documents per second, and memory."""
    before, seconds = anonymous_mb(), 0.0
    with PeakMemory() as peak:
        for block in blocks(counts, n_documents, seed=1):
            started = time.thread_time()
            retriever.add(block)
            seconds += time.thread_time() - started
        del block
    return {
        "documents_per_second": n_documents / seconds,
        "peak_mb": peak.above,
        "bytes_per_document": (anonymous_mb() - before) * 2**20 / n_documents,
    }


def alternate(searches, n_rounds):
    """Return the seconds of each search in each round; they alternate."""
    for search in searches.values():
        search()  # the first prepares the codes
    seconds = {name: [] for name in searches}
    for _ in range(n_rounds):
        for name, search in searches.items():
            started = time.thread_time()
            search()
            seconds[name].append(time.thread_time() - started)
    return seconds


def queries(retriever, counts, n_rounds):
    """Return milliseconds per query of both searches, by the number of queries."""
    own = retriever.codes_
    index = retriever._code_index()  # the search alone, without the encoding
    theirs = None
    if not retriever.binary:  # scikit-learn has no packed bits
        theirs = NearestNeighbors(algorithm="brute", metric="cosine").fit(own)
    found = {}
    for n_queries in (1, 100):
        X = next(blocks(counts, n_queries, seed=2))
        codes = retriever.transform(X)
        searches = {
            "kneighbors": lambda X=X: retriever.kneighbors(X, N_NEIGHBORS),
            "search": lambda codes=codes: index.nearest(codes, N_NEIGHBORS),
        }
        if theirs is not None:
            searches["scikit-learn"] = lambda codes=codes: theirs.kneighbors(
                codes, N_NEIGHBORS
            )
            expected = theirs.kneighbors(codes, N_NEIGHBORS)[0]
            distances = index.nearest(codes, N_NEIGHBORS)[0]
            np.testing.assert_allclose(distances, expected, atol=1e-5)
        found[str(n_queries)] = {
            name: [1000 * each / n_queries for each in seconds]
            for name, seconds in alternate(searches, n_rounds).items()
        }
    return found


def measure(kind, counts, given):
    """Return all results of one kind of codes."""
    train = sparse.vstack(list(blocks(counts, given.trained)), "csr")
    retriever = DocumentRetriever(random_state=0, **KINDS[kind])
    if given.steps is not None:
        n_epochs = max(1, given.steps * BATCH_SIZE // given.trained)
        model = retriever._new_autoencoder(given.trained)
        model.set_params(max_epochs=n_epochs, batch_size=BATCH_SIZE)
        retriever.set_params(autoencoder=model)
    started = time.thread_time()
    retriever.fit(train)
    result = {"fit_seconds": time.thread_time() - started}
    result |= add_all(retriever, counts, given.documents - given.trained)
    result["ms_per_query"] = queries(retriever, counts, given.rounds)
    return result


def text_rate(texts, counter):
    """Return documents per second of counting the stems of real texts."""
    started = time.thread_time()
    counter.transform(texts[:N_TEXTS])
    return min(N_TEXTS, len(texts)) / (time.thread_time() - started)


def main():
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--trained", type=int, default=20_000)
    parser.add_argument("--steps", type=int, help="of training; default: as usual")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS), choices=KINDS)
    parser.add_argument("--save", action="store_true", help="into docs/benchmarks")
    given = parser.parse_args()
    texts = newsgroups()
    counter = StemCounter()
    counts = counter.fit_transform(texts)
    result = {
        "command": shlex.join(["python", "-m", "benchmarks.retrieval", *sys.argv[1:]]),
        "documents": given.documents,
        "trained": given.trained,
        "texts_counted_per_second": text_rate(texts, counter),
        "kinds": {},
    }
    print(f"{result['texts_counted_per_second']:,.0f} texts counted per second")
    for kind in given.kinds:
        # One process for each kind, since freed memory is reused.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            result["kinds"][kind] = pool.submit(measure, kind, counts, given).result()
        print(kind, result["kinds"][kind], flush=True)
        if given.save:
            save("retrieval", result)


if __name__ == "__main__":
    main()
