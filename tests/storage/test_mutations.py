"""Run folders that were changed at random: refused in one line, or the same output.

`mutate` makes them; ``python -m benchmarks.damage`` tries as many as one likes.
"""

import resource

import pytest
from mutate import MOST_BYTES, mutants, original, try_one

from autoencode.estimators import ESTIMATORS

N_EACH = 12


@pytest.mark.parametrize("name", ESTIMATORS)
def test_a_changed_folder_is_refused_in_one_line_or_harmless(name, fits, tmp_path):
    estimator, X = fits(name)
    parts, expected = original(estimator, X, tmp_path / "original")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen = set()
    canary = tmp_path / "canary"
    changed = mutants(parts, tmp_path, range(N_EACH), 1, canary)
    for number, run, kind, has_digest in changed:
        outcome, message = try_one(run, X, expected, canary, may_differ=has_digest)
        assert not outcome.startswith("FAILED"), f"{number}, {kind}: {message}"
        seen.add(outcome)
    assert "refused" in seen
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert more * 1024 < MOST_BYTES
