"""Evaluation mode of a network, for a while."""

import torch

from autoencode.nn.modes import evaluation_mode


def test_a_module_is_in_training_mode_again_after_the_last_block_that_uses_it():
    inner = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.Dropout())
    outer = torch.nn.Sequential(inner)
    first, second = evaluation_mode(inner), evaluation_mode(outer)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not any(module.training for module in outer.modules())
    second.__exit__(None, None, None)
    assert all(module.training for module in outer.modules())
    inner[1].eval()
    with evaluation_mode(outer):
        pass
    assert [module.training for module in inner] == [True, False]
