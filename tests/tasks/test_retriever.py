"""Search for documents by codes."""

import pickle

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from numpy.testing import assert_array_equal
from scipy import sparse
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from topics import small_network, topics

from autoencode import (
    DenoisingAutoencoder,
    DocumentRetriever,
    ParametricMap,
    load,
    save,
)
from autoencode.class_labels import label_array
from autoencode.data.stems import StemCounter
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.tasks.document_network import autoencoder_of_documents
from autoencode.tasks.retrieval import RetrievalEvaluation


@pytest.fixture(scope="module")
def fitted():
    texts, _ = topics()
    titles = [f"document {row}" for row in range(len(texts))]
    retriever = DocumentRetriever(autoencoder=small_network(), random_state=0)
    return retriever.fit(texts, titles=titles)


def of_bits(binarization):
    texts, _ = topics()
    network = small_network(n_components=12)
    retriever = DocumentRetriever(
        autoencoder=network, binary=True, binarization=binarization, random_state=0
    )
    return retriever.fit(texts)


@pytest.fixture(scope="module")
def rotation():
    return of_bits("rotation")


@pytest.fixture(scope="module")
def noise():
    return of_bits("noise")


def test_a_document_is_its_own_nearest_neighbour(fitted):
    texts, _ = topics()
    distances, rows = fitted.kneighbors(texts, 1)
    assert_array_equal(rows[:, 0], np.arange(len(texts)))
    assert distances == pytest.approx(0, abs=1e-5)
    assert fitted.titles_[rows[7, 0]] == "document 7"


def test_a_query_finds_documents_of_its_topic(fitted):
    _, y = topics()
    _, rows = fitted.kneighbors(["the launched rocket orbits", "roasted onions"], 10)
    assert y[rows[0]].mean() > 0.9
    assert y[rows[1]].mean() < 0.1


@pytest.mark.parametrize("binarization", ["rotation", "noise"])
def test_codes_of_bits_are_at_their_own_hamming_distance(binarization, request):
    binary = request.getfixturevalue(binarization)
    texts, y = topics()
    codes = binary.transform(texts)
    assert codes.dtype == np.uint8
    assert set(np.unique(codes)) == {0, 1}
    distances, rows = binary.kneighbors(texts, 4)
    assert_array_equal(distances[:, 0], 0)
    expected = (codes[:, np.newaxis] != codes[rows]).sum(axis=2)
    assert_array_equal(distances, expected)
    assert binary.precision(texts, y, [1])[1] > 0.8
    assert binary.similarities(np.array([0, 3, 12])).tolist() == [1, 0.75, 0]


def test_another_fit_without_bits_forgets_the_rotation():
    texts, _ = topics()
    again = DocumentRetriever(autoencoder=small_network(max_epochs=1), random_state=0)
    again.set_params(binary=True).fit(texts)
    assert again.rotation_ is not None
    assert again.set_params(binary=False).fit(texts).transform(texts).dtype == "f4"


def test_codes_of_few_numbers_are_of_another_network_than_larger_ones():
    small, large = (autoencoder_of_documents(size, 10_000) for size in (4, 5))
    assert isinstance(small, DenoisingAutoencoder)
    assert isinstance(large, ParametricMap)
    steps = {
        type(each): each.max_epochs * -(-10_000 // each.batch_size)
        for each in (small, large)
    }
    assert steps[DenoisingAutoencoder] == pytest.approx(1600, rel=0.1)
    assert steps[ParametricMap] == pytest.approx(800, rel=0.1)


def test_precision_of_new_documents_of_two_topics_is_high(fitted):
    found = fitted.precision(*topics(seed=1))
    assert list(found) == [1, 3, 7, 15, 31, 39]
    assert found[7] > 0.95
    assert found[39] == pytest.approx(19 / 39)


def test_counts_give_the_codes_of_their_texts(fitted):
    texts, _ = topics()
    counts = StemCounter().fit_transform(texts)
    same = DocumentRetriever(autoencoder=small_network(), random_state=0)
    for kind in (counts, counts.toarray(), sparse.csc_array(counts).astype(int)):
        codes = same.fit(kind).transform(kind)
        np.testing.assert_allclose(codes, fitted.codes_, rtol=1e-3, atol=1e-4)
    assert same.stems_ is None
    assert same.titles_[:2] == ["0", "1"]


@pytest.mark.parametrize("of", [np.asarray, sparse.csr_array])
def test_counts_of_any_integer_type_give_the_same_codes(of):
    counts = np.random.default_rng(0).poisson(1.0, (30, 8))
    codes = [
        DocumentRetriever(autoencoder=small_network(), random_state=0)
        .fit(of(counts.astype(dtype)))
        .transform(of(counts.astype(dtype)))
        for dtype in (np.int64, np.uint8, np.int16, np.float64)
    ]
    for each in codes[1:]:
        assert_array_equal(each, codes[0])


def test_columns_and_tables_of_pyarrow_are_read(fitted):
    texts, _ = topics()
    counts = np.random.default_rng(0).poisson(1.0, (30, 4)) + np.eye(30, 4)
    table = pa.table(dict(zip("abcd", counts.T, strict=True)))
    small = DocumentRetriever(autoencoder=small_network(max_epochs=1), random_state=0)
    for given, same in ((pa.array(texts), texts), (table, counts)):
        codes = clone(small).fit(given).transform(given)
        assert_array_equal(codes, clone(small).fit(same).codes_)
    chunked = pa.chunked_array([texts[:3], texts[3:]])
    assert_array_equal(fitted.transform(chunked), fitted.transform(texts))


def test_a_lazy_frame_is_refused_with_the_way_out():
    with pytest.raises(InvalidDataError, match=r"LazyFrame\. Use \.collect"):
        DocumentRetriever().fit(pl.LazyFrame({"a": [1.0, 2.0]}))


@pytest.mark.parametrize("name", ["fitted", "rotation", "noise"])
def test_a_saved_retriever_finds_the_same_documents(name, request, tmp_path):
    retriever, (texts, _) = request.getfixturevalue(name), topics(seed=2)
    save(retriever, tmp_path / "run")
    loaded = load(tmp_path / "run")
    for found, expected in zip(
        loaded.kneighbors(texts, 3), retriever.kneighbors(texts, 3), strict=True
    ):
        assert_array_equal(found, expected)
    assert loaded.titles_ == retriever.titles_
    assert loaded.stems_ == retriever.stems_


def test_documents_are_added_without_training():
    texts, _ = topics(n_each=4)
    network = small_network(max_epochs=2)
    retriever = DocumentRetriever(autoencoder=network, random_state=0).fit(texts)
    codes = retriever.codes_
    retriever.add(["soup of onions"], titles=["soup"]).add(["moon"])
    assert retriever.titles_[-3:] == ["7", "soup", "9"]
    assert_array_equal(retriever.codes_[:8], codes)
    assert retriever.kneighbors(["onion soup"], 1)[1][0, 0] == 8
    with pytest.raises(InvalidDataError, match="one title for each of the 1 documents"):
        retriever.add(["moon"], titles=["a", "b"])
    assert len(retriever.codes_) == len(retriever.titles_) == 10


def test_documents_are_found_after_search_and_adding_alternate(fitted):
    texts, _ = topics(seed=3)
    retriever = pickle.loads(pickle.dumps(fitted))
    for text in texts[:5]:
        retriever.add([text])
        retriever.kneighbors([text], 1)
    whole = pickle.loads(pickle.dumps(fitted)).add(texts[:5])
    assert len(pickle.dumps(retriever)) == pytest.approx(
        len(pickle.dumps(whole)), rel=0.01
    )
    for found, expected in zip(
        retriever.kneighbors(texts, 6), whole.kneighbors(texts, 6), strict=True
    ):
        assert_array_equal(found, expected)
    assert retriever.titles_ == whole.titles_
    assert len(fitted.codes_) == len(fitted.titles_) == len(texts)


def test_a_fit_after_a_search_forgets_the_documents_of_before():
    texts, _ = topics(n_each=4)
    network = small_network(max_epochs=2)
    retriever = DocumentRetriever(autoencoder=network, random_state=0).fit(texts)
    retriever.add(texts).kneighbors(texts, 1)
    retriever.fit(texts[:6])
    assert retriever.kneighbors(texts, 6)[1].max() == 5


def test_documents_are_encoded_in_blocks(fitted, monkeypatch):
    texts, _ = topics(seed=4)
    expected = fitted.transform(texts)
    monkeypatch.setattr("autoencode.tasks.retriever.DOCUMENTS_PER_BLOCK", 7)
    np.testing.assert_allclose(fitted.transform(texts), expected, atol=1e-5)


def test_a_text_of_unknown_words_is_warned_of(fitted):
    with pytest.warns(UserWarning, match="1 of 2 texts have none of the .*in row 1"):
        fitted.transform(["rocket", "zebra"])


@pytest.mark.parametrize(
    ("X", "message"),
    [
        (["cats", ""], "empty text in row 1"),
        (["the", "of and"], "no words"),
        (["cats purr"], "1 sample"),
        ([[1, 2], [0, -3]], "Negative values in data: X has -3 in row 1, column 1"),
    ],
)
def test_bad_documents_are_refused(X, message):
    with pytest.raises(InvalidDataError, match=message):
        DocumentRetriever().fit(X)


def test_bad_arguments_are_refused(fitted):
    texts, y = topics()
    with pytest.raises(InvalidParameterError, match="n_components must be"):
        DocumentRetriever(n_components=0).fit(texts)
    with pytest.raises(
        InvalidParameterError, match="autoencoder must be an autoencode"
    ):
        DocumentRetriever(autoencoder=3).fit(texts)
    with pytest.raises(InvalidDataError, match="one title for each of the 40"):
        DocumentRetriever().fit(texts, titles=["a"])
    with pytest.raises(InvalidDataError, match="n_neighbors must be at most 40"):
        fitted.kneighbors(texts, 41)
    with pytest.raises(InvalidParameterError, match="n_neighbors must be at least 1"):
        fitted.kneighbors(texts, 0)
    with pytest.raises(InvalidDataError, match="one class for each of the 40"):
        fitted.precision(texts, y[:3])
    counts = np.ones((4, 3))
    of_counts = DocumentRetriever(autoencoder=small_network(max_epochs=1)).fit(counts)
    with pytest.raises(InvalidDataError, match="must be counts of 3 words"):
        of_counts.transform(texts)


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ("onion soup", "list of texts; got a single one"),
        (b"onion soup", "list of texts; got a single one"),
        ([], "at least 1 text; got none"),
        ([b"onion soup"], "must hold texts; got bytes in row 0"),
        ([None, "onion soup"], "must hold texts; got NoneType in row 0"),
    ],
)
def test_what_is_meant_as_texts_is_refused_as_texts(fitted, X, message):
    for method in (fitted.transform, DocumentRetriever().fit):
        with pytest.raises(InvalidDataError, match=message):
            method(X)


@pytest.mark.parametrize("missing", [None, np.nan])
def test_documents_without_class_are_left_out(fitted, missing):
    texts, y = topics()
    named = ["space" if each else "food" for each in y]
    known = fitted.precision(texts, named, [1])[1]
    assert fitted.precision(texts, np.array(named)[:, np.newaxis], [1])[1] == known
    half = [name if row < 20 else missing for row, name in enumerate(named)]
    expected = fitted.precision(texts[:20], named[:20])
    assert max(expected) == 19
    assert fitted.precision(texts, half) == pytest.approx(expected)
    for kind in ("string", "category"):
        given = pd.Series(half, dtype=kind)
        assert fitted.precision(texts, given) == pytest.approx(expected)
    found = RetrievalEvaluation.of(fitted, None, texts, label_array(half))
    assert found.precision["autoencoder"] == pytest.approx(list(expected.values()))
    assert found.n_retrieved == list(expected)
    assert found.n_classes == 2
    assert "Left out: 20 documents without a class." in found.notes


def test_classes_that_are_not_one_for_each_document_are_refused(fitted):
    texts, y = topics()
    with pytest.raises(InvalidDataError, match="has other values"):
        fitted.precision(texts, np.column_stack([y, y + 1]))
    with pytest.raises(InvalidDataError, match="a list of numbers; got 3"):
        fitted.precision(texts, y, 3)
    with pytest.raises(InvalidDataError, match="at least 2 documents"):
        fitted.precision(texts[:1], y[:1])


def test_documents_that_are_refused_leave_the_retriever_as_it_was():
    retriever = DocumentRetriever(autoencoder=small_network(), random_state=0)
    counts = np.array([[1, -1], [0, 1]])
    for documents in (["onion soup", ""], counts):
        with pytest.raises(InvalidDataError):
            retriever.fit(documents)
        with pytest.raises(NotFittedError):
            retriever.transform(["onion"])
    codes = retriever.fit(topics()[0]).transform(["onion soup"])
    with pytest.raises(InvalidDataError):
        retriever.fit(["onion soup", ""])
    assert_array_equal(retriever.transform(["onion soup"]), codes)


@pytest.mark.parametrize(
    ("X", "message"),
    [
        (
            pd.DataFrame({"body": ["onion soup", "moon"]}),
            r"column 'body'.* X\['body'\]",
        ),
        (pa.table({"body": ["onion soup", "moon"]}), r"'body'.* X\['body'\]"),
        (np.array([["onion soup"], ["moon"]]), r"shape \(2, 1\).* X\[:, 0\]"),
        ({"a": "onion"}, "got a dict. Make a list"),
        ((text for text in ("onion", "moon")), "got a generator. Make a list"),
    ],
)
def test_texts_that_are_no_list_are_refused_with_the_way_out(X, message, fitted):
    with pytest.raises(InvalidDataError, match=message):
        DocumentRetriever().fit(X)
    with pytest.raises(InvalidDataError, match=message):
        fitted.kneighbors(X)


def test_counts_need_words():
    retriever = DocumentRetriever(autoencoder=small_network(max_epochs=1))
    with pytest.raises(InvalidDataError, match="All counts are 0"):
        retriever.fit(np.zeros((5, 3)))
    with pytest.warns(UserWarning, match="1 of 5 documents .* is in row 2"):
        retriever.fit(sparse.csr_matrix(np.eye(5)[:, [0, 1, 3, 4]]))


def test_codes_of_one_number_are_reported_unless_they_are_bits():
    network = small_network(n_components=1, max_epochs=1)
    with pytest.warns(UserWarning, match="only two directions"):
        DocumentRetriever(autoencoder=network).fit(topics()[0])
    DocumentRetriever(autoencoder=network, binary=True).fit(topics()[0])


def test_classes_may_be_a_sparse_matrix(fitted):
    texts, y = topics()
    rows = np.column_stack([y, 1 - y])
    expected = fitted.precision(texts, rows, [1, 5])
    assert fitted.precision(texts, sparse.csr_array(rows), [1, 5]) == expected


def test_a_precision_that_says_nothing_is_noted(fitted):
    texts, _ = topics()
    one = RetrievalEvaluation.of(fitted, None, texts, np.full(len(texts), "a"))
    assert "documents of 1 class." in one.heading
    assert any("All documents are of one class" in note for note in one.notes)
    each = RetrievalEvaluation.of(fitted, None, texts, np.arange(len(texts)))
    assert any("a class of its own" in note for note in each.notes)
