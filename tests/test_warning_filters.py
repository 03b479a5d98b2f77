"""Warnings are ignored in one thread, and nothing of that stays."""

import warnings
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from sklearn.utils.parallel import Parallel, delayed

from autoencode.models.autoencoder import Autoencoder
from autoencode.tasks.classifier import AutoencoderClassifier
from autoencode.warning_filters import ignored_warnings


def test_warnings_of_the_block_are_ignored_and_later_ones_are_not():
    with ignored_warnings():
        warnings.warn("within", UserWarning, stacklevel=1)
    with pytest.warns(UserWarning, match="after"):
        warnings.warn("after", UserWarning, stacklevel=1)


def test_warnings_of_another_category_or_start_are_not_ignored():
    with pytest.warns(UserWarning, match="other"), ignored_warnings(FutureWarning):
        warnings.warn("other", UserWarning, stacklevel=1)
    with pytest.warns(UserWarning, match="other"), ignored_warnings(start="one"):
        warnings.warn("other", UserWarning, stacklevel=1)
    with ignored_warnings(start="one"):
        warnings.warn("one of these", UserWarning, stacklevel=1)


def test_warnings_of_other_threads_are_not_ignored():
    def warn():
        warnings.warn("elsewhere", UserWarning, stacklevel=1)

    with ThreadPoolExecutor(1) as pool, ignored_warnings():
        found = pool.submit(warn).exception()
    assert isinstance(found, UserWarning)


def test_scikit_learn_can_copy_the_filter_to_its_tasks():
    def warn():
        warnings.warn("one of these", UserWarning, stacklevel=1)

    with ignored_warnings(start="one"):
        Parallel()([delayed(warn)()])


def test_filters_that_another_thread_puts_back_have_no_effect_and_are_removed():
    before = list(warnings.filters)
    block, other = ignored_warnings(), warnings.catch_warnings()
    block.__enter__()
    other.__enter__()
    block.__exit__(None, None, None)
    other.__exit__(None, None, None)  # puts back the filters of within the block
    with pytest.raises(UserWarning, match="after"):
        warnings.warn("after", UserWarning, stacklevel=1)
    with ignored_warnings():
        pass
    assert warnings.filters == before


def test_fits_in_threads_leave_the_filters_of_warnings_as_they_were():
    X = np.random.default_rng(0).normal(size=(60, 4))
    y = (X[:, 0] > 0).astype(int)
    own = Autoencoder(max_epochs=1, hidden_layer_sizes=(4,), linear_skip=False)
    together = Barrier(4)

    def fit(_):
        together.wait(timeout=60)
        AutoencoderClassifier(autoencoder=own, max_epochs=1, random_state=0).fit(X, y)

    before = list(warnings.filters)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(fit, range(16)))
    assert [each for each in warnings.filters if each not in before] == []
