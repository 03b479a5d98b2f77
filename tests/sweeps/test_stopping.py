"""Rules for the size of a code."""

import numpy as np

from autoencode.sweeps.stopping import knee, suggestions, within_one_standard_error


def table(errors, standard_error=0.1):
    return [
        {
            "value": size,
            "validation_error": error,
            "validation_standard_error": standard_error,
        }
        for size, error in enumerate(errors, start=1)
    ]


def test_the_knee_is_where_an_exponential_decrease_ends():
    # The logarithm is two straight lines, which meet at the fourth size.
    sizes = np.arange(1, 11)
    errors = np.exp(-np.minimum(sizes, 4) - 0.1 * sizes)
    assert sizes[knee(sizes, errors)] == 4
    assert sizes[knee(sizes, 1000 * errors)] == 4  # of any unit


def test_a_straight_line_or_two_points_have_no_knee():
    sizes = [1, 2, 3, 4]
    assert knee(sizes, np.exp(-np.arange(4.0))) is None
    assert knee(sizes, [1.0, 1.0, 1.0, 1.0]) is None
    assert knee([1, 2], [9.0, 1.0]) is None
    assert knee(sizes, [1.0, 2.0, 1.5, 1.0]) is None  # above the chord


def test_an_error_of_zero_is_no_obstacle():
    assert knee([1, 2, 3], [1.0, 0.0, 0.0]) == 1


def test_one_standard_error_takes_the_simplest_of_equals():
    errors = [9.0, 5.05, 5.0, 5.1]
    assert within_one_standard_error(errors, [0.1] * 4) == 1
    assert within_one_standard_error(errors, [0.0] * 4) == 2


def test_each_suggestion_is_one_sentence_with_its_size():
    rows = table([9.0, 3.0, 1.0, 0.95, 0.9])
    found = suggestions("n_components", rows, "validation", {"TwoNN": 2.6})
    assert [each.rule for each in found] == [
        "lowest error",
        "knee",
        "one standard error",
        "intrinsic dimension",
    ]
    assert [each.value for each in found] == [5, 3, 3, 3]
    for each in found:
        assert str(each.value) in each.text
        assert each.text.endswith(".")


def test_rows_may_be_in_any_order_and_failed_ones_are_left_out():
    rows = table([9.0, 3.0, 1.0, 0.95, 0.9])
    mixed = [*rows[::-1], {"value": 6, "failed": "The training loss became nan."}]
    values = [
        [each.value for each in suggestions("n_components", some, "validation", {})]
        for some in (rows, mixed)
    ]
    assert values[0] == values[1]


def test_another_parameter_has_only_a_lowest_error():
    rows = [{"value": name, "train_error": 2.0} for name in ("tanh", "relu")]
    found = suggestions("activation", rows, "train", {})
    assert [(each.rule, each.value) for each in found] == [("lowest error", "tanh")]


def test_of_codes_without_error_the_smallest_is_best():
    # Their errors differ by rounding alone.
    rows = table([2.0, 3e-14, 5e-14, 2e-14], 1e-15)
    for row in rows:
        row["validation_share"] = 1 - row["validation_error"] / 7
    found = suggestions("n_components", rows, "validation", {})
    values = {each.rule: each.value for each in found}
    assert values["lowest error"] == values["one standard error"] == 2
    assert found[0].text == "Lowest held-out error: 2, with 0 apart from rounding."


def test_without_any_fit_nothing_is_suggested():
    assert (
        suggestions("n_components", [{"value": 1, "failed": "nan"}], "train", {}) == []
    )
