"""Counts of word stems."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_array_equal
from scipy import sparse

from autoencode.data.stems import LANGUAGES, StemCounter, check_not_texts, is_texts
from autoencode.errors import InvalidDataError, InvalidParameterError

TEXTS = ["Cats sleep and cats eat.", "A sleeping CAT", "Dogs eat, dogs run: 42"]


def test_forms_of_a_word_are_counted_together():
    counter = StemCounter()
    counts = counter.fit_transform(TEXTS)
    assert counter.stems_ == ["cat", "dog", "eat", "run", "sleep"]
    expected = [[2, 0, 1, 0, 1], [1, 0, 0, 0, 1], [0, 2, 1, 1, 0]]
    assert_array_equal(counts.toarray(), expected)
    assert counts.dtype == np.float32


def test_the_most_common_stems_are_kept():
    assert StemCounter(max_stems=1).fit(TEXTS).stems_ == ["cat"]
    assert StemCounter(max_stems=2).fit(TEXTS).stems_ == ["cat", "dog"]


def test_transform_counts_the_texts_of_fit_as_fit_transform_does():
    counter = StemCounter(max_stems=3)
    counts = counter.fit_transform(TEXTS)
    assert_array_equal(counter.transform(TEXTS).toarray(), counts.toarray())


def test_new_words_count_for_nothing():
    counter = StemCounter().fit(TEXTS)
    counts = counter.transform(["Zebras eat zebras", "42 17"])
    assert counts.sum(axis=1).ravel().tolist() == [[1, 0]]


def test_a_list_of_stems_is_all_that_is_learned():
    counter = StemCounter(max_stems=4).fit(TEXTS)
    again = StemCounter.of(counter.stems_, "english")
    new = ["the dog sleeps", "cats!"]
    assert_array_equal(again.transform(new).toarray(), counter.transform(new).toarray())


def test_the_language_chooses_the_stemmer():
    assert StemCounter(language="german").fit(["Katze Katzen"]).stems_ == ["katz"]
    assert StemCounter(language="russian").fit(["кошка кошки"]).stems_ == ["кошк"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_stemmer(language):
    assert len(StemCounter(language=language).fit(["logarithm"]).stems_) == 1


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ("a single text", "must be a list of texts; got a single one"),
        (["dogs", 3], "must hold texts; got int in row 1"),
        (["dogs", " \n"], "empty text in row 1"),
        ([], "at least 1 text"),
        (["the and 42", "of"], "no words of two letters or more"),
        (np.array([["two"], ["dimensions"]]), "must be a list of texts"),
    ],
)
def test_what_is_no_list_of_texts_is_refused(X, message):
    with pytest.raises(InvalidDataError, match=message):
        StemCounter().fit(X)


def test_bad_parameters_are_named():
    with pytest.raises(InvalidParameterError, match="max_stems must be"):
        StemCounter(max_stems=0).fit(TEXTS)
    with pytest.raises(InvalidParameterError, match="Did you mean 'english'"):
        StemCounter(language="englsh").fit(TEXTS)


def test_lists_arrays_and_series_of_str_are_texts():
    assert is_texts(TEXTS)
    assert is_texts(np.array(TEXTS))
    assert is_texts(pd.Series(TEXTS))
    for other in ([[1, 2]], [1.0], np.zeros((2, 2)), {"a": 1}, None):
        assert not is_texts(other)
    for meant in ("text", b"text", []):  # refused by `check_texts`
        assert is_texts(meant)


def test_marks_belong_to_the_words_of_languages_that_have_them():
    texts = ["हिन्दी भाषा", "भाषा की किताब"]
    counter = StemCounter(language="hindi").fit(texts)
    # Python's letters are without vowel signs: भ, ष, ह, ...
    assert len(counter.stems_) == 4
    assert counter.transform(["भाषा"]).sum() == 1


def test_an_accent_is_the_same_in_both_forms_of_unicode():
    counter = StemCounter(language="french").fit(["un r\u00e9sum\u00e9 bref"])
    counts = counter.transform(["un re\u0301sume\u0301", "\u0130STANBUL"])
    assert counts.toarray().sum(axis=1).tolist() == [2, 0]
    hyphenated = StemCounter(language="turkish").fit(["\u0130stan\u00adbul"])
    assert hyphenated.stems_ == ["istanbul"]


def test_counts_in_any_sparse_format_are_not_taken_for_a_dict():
    for layout in ("dok", "coo", "csr", "lil"):
        check_not_texts(sparse.random_array((3, 2), format=layout))
