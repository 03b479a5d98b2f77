"""Evaluation mode of networks, for a while."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from torch import nn

# By network in use: the number of blocks that use it now, and the modules whose mode
# they have changed.
_IN_USE: WeakKeyDictionary[nn.Module, tuple[int, list[nn.Module]]]
_IN_USE = WeakKeyDictionary()
_LOCK = threading.Lock()


@contextmanager
def evaluation_mode(network: nn.Module) -> Iterator[None]:
    """Use a network in evaluation mode, with all of its modules, within the block.

    Those that were in training mode are so again after the last of the blocks that use
    the network at the same time, in any thread.
    """
    with _LOCK:
        n_blocks, changed = _IN_USE.get(network, (0, []))
        in_training = _in_training(network)
        for module in in_training:
            module.training = False
        _IN_USE[network] = n_blocks + 1, changed + in_training
    try:
        yield
    finally:
        with _LOCK:
            n_blocks, changed = _IN_USE.pop(network)
            if n_blocks > 1:
                _IN_USE[network] = n_blocks - 1, changed
            else:
                for module in changed:
                    module.training = True


def _in_training(network: nn.Module) -> list[nn.Module]:
    """Return the modules in training mode; three times as fast as by ``modules()``."""
    found, others = [], [network]
    while others:
        module = others.pop()
        if module.training:
            found.append(module)
        others += [each for each in module._modules.values() if each is not None]
    return found
