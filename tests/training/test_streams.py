import threading
import time

import numpy as np
import pytest
import torch
from checkpoint_runs import assert_resumes
from scipy import sparse
from shards import correlated, write_shards

from autoencode import Autoencoder, ParametricMap, VariationalAutoencoder, open_rows
from autoencode.errors import InvalidDataError, TooLittleMemoryError
from autoencode.training.batches import BatchSource, batch_bounds
from autoencode.training.prefetch import prefetched
from autoencode.training.stream_batches import StreamSource

N_ROWS = 301


@pytest.fixture
def X():
    return correlated(N_ROWS)


@pytest.fixture
def stream(tmp_path, X):
    return open_rows(write_shards(tmp_path / "shards", X))


def source_of(stream, buffer_rows):
    zero = np.zeros(stream.n_features, np.float32)
    sample = BatchSource(stream.sample(5).X, zero, 1.0, torch.device("cpu"))
    return StreamSource(sample, stream, buffer_rows)


def batches(source, size, epoch=0, n_done=0, seed=3):
    rows = range(source.stream.n_samples)
    found = source.shuffled(rows, size, seed, epoch, n_done)
    return [batch.numpy().copy() for batch in found]


def test_a_stream_that_fits_one_buffer_trains_with_the_bits_of_rows_in_memory(
    X, stream
):
    settings = {"max_epochs": 3, "random_state": 0, "linear_skip": False}
    in_memory = Autoencoder(**settings).fit(X)
    streamed = Autoencoder(**settings).fit(stream)
    assert (streamed.validation_rows_ == in_memory.validation_rows_).all()
    for ours, theirs in zip(streamed.history_, in_memory.history_, strict=True):
        assert ours | {"seconds": 0} == theirs | {"seconds": 0}


def test_many_small_buffers_train_as_well_as_rows_in_memory(tmp_path):
    X = correlated(4_000, 20)
    folder = write_shards(tmp_path / "shards", X, n_files=5, group=100)
    settings = {"max_epochs": 10, "random_state": 0, "linear_skip": False}
    settings |= {"hidden_layer_sizes": (16,), "batch_size": 32}
    in_memory = Autoencoder(**settings).fit(X)
    stream = open_rows(folder)
    stream.memory = 3 * 2**16 + stream.reading_bytes  # of 320 kB of rows
    streamed = Autoencoder(**settings).fit(stream)
    assert streamed.score(X) == pytest.approx(in_memory.score(X), abs=0.01)


@pytest.mark.parametrize("size", [1, 32, 50, 300])
def test_each_row_is_seen_once_in_an_epoch_in_the_batches_of_the_loop(stream, size):
    found = batches(source_of(stream, 100), size)
    bounds = batch_bounds(N_ROWS, size)
    assert [len(batch) for batch in found] == [stop - start for start, stop in bounds]
    seen = np.concatenate(found)
    assert len(np.unique(seen, axis=0)) == N_ROWS


def test_the_order_is_a_function_of_seed_and_epoch(stream):
    first, again = (np.concatenate(batches(source_of(stream, 64), 16)) for _ in "ab")
    other = np.concatenate(batches(source_of(stream, 64), 16, epoch=1))
    third = np.concatenate(batches(source_of(stream, 64), 16, seed=4))
    assert (first == again).all()
    assert (first != other).any()
    assert (first != third).any()


@pytest.mark.parametrize("buffer_rows", [64, 1000])
def test_a_later_start_gives_the_remaining_batches(stream, buffer_rows):
    whole = batches(source_of(stream, buffer_rows), 16)
    for n_done in (1, 4, 7, len(whole) - 1, len(whole)):
        rest = batches(source_of(stream, buffer_rows), 16, n_done=n_done)
        expected = whole[n_done:]
        assert len(rest) == len(expected)
        assert all((a == b).all() for a, b in zip(rest, expected, strict=True))


def test_a_later_start_does_not_read_the_chunks_before_it(stream, monkeypatch):
    read = []
    blocks = type(stream)._read

    def counted(self, chunk, start):
        read.append(chunk)
        return blocks(self, chunk, start)

    monkeypatch.setattr(type(stream), "_read", counted)
    source = source_of(stream, 64)
    read.clear()
    batches(source, 16, n_done=16)  # of 19
    assert len(read) < len(stream.chunk_rows) / 2


def test_rows_of_several_chunks_are_mixed_in_a_buffer(stream, X):
    found = np.concatenate(batches(source_of(stream, 150), 16))
    place = {row.tobytes(): number for number, row in enumerate(X)}
    numbers = np.array([place[row.tobytes()] for row in found])
    # Neighbours in the files are seldom neighbours in the order.
    assert (np.abs(np.diff(numbers)) == 1).mean() < 0.05
    assert len(np.unique(numbers[:32] // 40)) > 2


def test_held_out_rows_of_a_stream_are_never_trained_on(stream, X, monkeypatch):
    seen = []
    batch = BatchSource.batch

    def watched(self, rows, seed, number):
        seen.append(np.asarray(self.X)[rows].copy())
        return batch(self, rows, seed, number)

    monkeypatch.setattr(BatchSource, "batch", watched)
    model = Autoencoder(max_epochs=1, random_state=0, linear_skip=False).fit(stream)
    held_out = model.validation_rows_
    assert len(held_out) == 30
    trained = {row.tobytes() for row in np.concatenate(seen)}
    assert trained == {row.tobytes() for row in np.delete(X, held_out, axis=0)}


def test_a_sample_has_rows_of_all_files_in_their_order(stream, X):
    sample = stream.sample(60, seed=1)
    assert len(sample.rows) == 60
    assert (np.diff(sample.rows) > 0).all()
    assert (X[sample.rows] == sample.X).all()
    assert len(np.unique(sample.rows // 101)) == 3
    assert (stream.sample(10**6).X == X).all()


def test_rows_of_zeros_and_counts_stay_sparse(tmp_path):
    (tmp_path / "shards").mkdir()
    parts = [sparse.random_array((40, 9), density=0.2, rng=n) for n in range(3)]
    for number, part in enumerate(parts):
        sparse.save_npz(tmp_path / "shards" / f"{number}.npz", sparse.csr_array(part))
    X = sparse.csr_array(sparse.vstack(parts))
    settings = {"max_epochs": 2, "random_state": 0, "linear_skip": False}
    streamed = Autoencoder(**settings).fit(open_rows(tmp_path / "shards"))
    in_memory = Autoencoder(**settings).fit(X)
    assert (streamed.transform(X) == in_memory.transform(X)).all()
    assert all(sparse.issparse(block) for block in open_rows(tmp_path / "shards"))


def test_models_that_need_all_rows_say_so(stream):
    with pytest.raises(InvalidDataError, match="ParametricMap takes rows in memory"):
        ParametricMap().fit(stream)
    model = VariationalAutoencoder(max_epochs=1, random_state=0).fit(stream)
    with pytest.raises(InvalidDataError, match=r"sample, stream\.sample"):
        model.transform(stream)


def test_too_little_memory_is_refused_before_the_training(stream):
    stream.memory = 2**14
    with pytest.raises(TooLittleMemoryError, match="Give more memory"):
        Autoencoder().fit(stream)


def test_few_large_row_groups_in_a_buffer_are_reported(tmp_path):
    folder = write_shards(tmp_path / "large", correlated(4_000, 20), 4, group=2_000)
    stream = open_rows(folder)
    stream.memory = 2**18 + stream.reading_bytes
    with pytest.warns(UserWarning, match="have up to 1,000 rows"):
        Autoencoder(max_epochs=1, hidden_layer_sizes=(4,), random_state=0).fit(stream)


def test_memory_is_reported_before_the_training(stream, capsys):
    Autoencoder(max_epochs=1, random_state=0, verbose=1, linear_skip=False).fit(stream)
    assert "one buffer of all rows, a sample of 301 rows" in capsys.readouterr().err


def test_an_exception_of_the_prefetching_thread_reaches_the_caller():
    def items():
        yield 1
        raise ValueError("row 7")

    found = prefetched(items(), 2)
    assert next(found) == 1
    with pytest.raises(ValueError, match="row 7"):
        next(found)


def test_closing_ends_the_prefetching_thread():
    before, is_closed = threading.active_count(), []

    def items():
        try:
            yield from range(100)
        finally:
            is_closed.append(True)

    found = prefetched(items(), 2)
    assert next(found) == 0
    found.close()
    assert is_closed
    assert threading.active_count() == before


def test_no_more_items_than_allowed_exist_at_a_time():
    made = []

    def items():
        for number in range(5):
            made.append(number)
            yield number

    found = prefetched(items(), 2)
    next(found)
    time.sleep(0.05)
    assert len(made) == 2
    assert list(found) == [1, 2, 3, 4]


def test_a_fit_to_a_stream_resumes_bit_for_bit(stream, tmp_path):
    given = {"max_epochs": 3, "batch_size": 16, "dropout": 0.1, "random_state": 0}
    kept = tmp_path / "kept"
    assert_resumes(lambda: Autoencoder(**given), stream, None, kept, n=3, steps=9)
