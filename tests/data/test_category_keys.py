"""Categories are recognized whatever their data type is, and bad tables refused."""

import numpy as np
import pandas as pd
import pytest

from autoencode import MixedAutoencoder, TableAutoencoder
from autoencode.data.mixed import TableTransformer
from autoencode.errors import InvalidDataError, InvalidParameterError

WHOLE, TEXT, TRUE = [1, 2, 2] * 6, ["1", "2", "2"] * 6, [True, False, False] * 6


def table(cells, dtype=None):
    return pd.DataFrame({"a": pd.Series(cells, dtype=dtype)})


@pytest.mark.parametrize(
    ("fitted", "given", "dtype"),
    [
        (WHOLE, TEXT, None),
        (WHOLE, WHOLE, object),
        (WHOLE, [1.0, 2.0, 2.0] * 6, None),
        (WHOLE, ["1.0", "2.0", "2.0"] * 6, None),
        (WHOLE, WHOLE, "Int64"),
        (TEXT, WHOLE, None),
        ([2**60 + 1, 7, 7] * 6, [str(2**60 + 1), "7", "7"] * 6, None),
        ([0.5, 2, 2] * 6, ["0.5", "2", "2"] * 6, None),
        (TRUE, [1, 0, 0] * 6, None),
        (TRUE, ["true", "FALSE", "False"] * 6, None),
        (TRUE, TRUE, "boolean"),
    ],
)
def test_categories_of_another_data_type_are_those_of_the_fit(fitted, given, dtype):
    # A category that was not in the fit is a warning, which is an error here.
    given_types = {} if fitted is TRUE else {"categorical": ["a"]}
    transformer = TableTransformer(**given_types).fit(table(fitted))
    expected = transformer.transform(table(fitted))
    found = transformer.transform(table(given, dtype))
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("cell", ["007", "7x", "nan", 7.5])
def test_other_categories_are_not_taken_for_those_of_the_fit(cell):
    transformer = TableTransformer(categorical=["a"]).fit(table([7, 8] * 9))
    with pytest.warns(UserWarning, match="not in the fit"):
        rows = transformer.transform(table([7, cell], object))
    assert rows.tolist() == [[1, 0], [0, 0]]


def test_scores_compare_categories_whatever_their_data_type():
    frame = table(WHOLE).assign(b=np.arange(18.0))
    inner = MixedAutoencoder(max_epochs=1, hidden_layer_sizes=(4,))
    model = TableAutoencoder(
        n_components=2, autoencoder=inner, categorical=["a"], random_state=0
    ).fit(frame)
    scores = [model.column_scores(frame.assign(a=cells)) for cells in (WHOLE, TEXT)]
    assert scores[0] == scores[1]


def test_categories_that_are_written_alike_are_refused():
    with pytest.raises(InvalidDataError, match="'a' has categories that are written"):
        TableTransformer().fit(table([1, "1"] * 9, "category"))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (np.zeros((2, 3)), r"shape \(n_samples, 2\), at least one row; got \(2, 3\)"),
        (np.zeros(2), r"got \(2,\)"),
        (np.zeros((0, 2)), r"got \(0, 2\)"),
        ([[0, np.nan]], "got NaN in row 0, column 1"),
        ([["x", 1]], "must be numbers"),
    ],
)
def test_encoded_rows_that_are_none_are_refused(rows, message):
    transformer = TableTransformer().fit(table([1, 2]))
    for decode in (transformer.inverse_transform, transformer.probabilities):
        with pytest.raises(InvalidDataError, match=message):
            decode(rows)


def test_lists_and_structured_arrays_keep_numbers_beside_text():
    cells = [[1.5, "u"], [2.5, "v"], [3.5, "u"]] * 9
    structured = np.array(
        [*map(tuple, cells)], dtype=[("price", float), ("kind", "U1")]
    )
    for given in (cells, np.array(cells, dtype=object), structured):
        transformer = TableTransformer().fit(given)
        types = [column.type for column in transformer.columns_]
        assert types == ["number", "category"]
        assert transformer.transform(given).shape == (27, 4)


def test_column_types_that_are_no_list_are_refused():
    with pytest.raises(InvalidParameterError, match="numeric must be a list of names"):
        TableTransformer(numeric=None).fit(table([1, 2]))
