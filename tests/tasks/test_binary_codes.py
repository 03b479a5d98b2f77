"""Bits of real codes."""

import numpy as np
from numpy.testing import assert_allclose

from autoencode.tasks.binary_codes import learn_rotation, to_bits


def corners(n=400, seed=0):
    """Return points near the corners of a rotated cube, of any length, and these."""
    rng = np.random.default_rng(seed)
    signs = rng.integers(0, 2, size=(n, 3))
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0]
    points = (2 * signs - 1 + 0.1 * rng.normal(size=(n, 3))) @ turn.T
    points *= rng.uniform(0.5, 20, size=(n, 1))
    return points.astype(np.float32), signs


def test_the_rotation_is_orthogonal():
    rotation = learn_rotation(corners()[0], 0)[1:]
    assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-5)


def test_a_rotated_cube_is_turned_back_so_that_each_bit_is_one_of_its_sides():
    codes, signs = corners()
    bits = to_bits(codes, learn_rotation(codes, 0))
    same = (bits[:, :, np.newaxis] == signs[:, np.newaxis, :]).mean(axis=0)
    # Up to the order and the sign of the sides.
    assert_allclose(np.sort(np.abs(2 * same - 1).max(axis=0)), 1.0)


def test_signs_after_the_rotation_lose_less_than_before():
    codes, _ = corners()
    centre, *rotation = learn_rotation(codes, 0)

    def loss(values):
        return np.square(values - np.sign(values) / np.sqrt(3)).sum()

    unit = codes / np.linalg.norm(codes, axis=1, keepdims=True)
    assert loss((unit - centre) @ rotation) < 0.2 * loss(unit)


def test_new_codes_have_the_bits_of_their_neighbours():
    codes, _ = corners()
    learned = learn_rotation(codes, 0)
    moved = codes + np.float32(0.01)
    assert (to_bits(moved, learned) == to_bits(codes, learned)).mean() > 0.99
