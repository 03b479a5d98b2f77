"""A training loop as in PyTorch tutorials, kept unchanged as a baseline.

Only the weight decay is a parameter, 0.01 by default as in `torch.optim.AdamW`.
"""

from itertools import pairwise

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train(
    X,
    sizes,
    *,
    epochs,
    batch_size,
    learning_rate,
    seed,
    weight_decay=0.01,
    after_epoch=lambda model: None,
):
    """Train a ReLU autoencoder with these layer sizes; return it."""
    torch.manual_seed(seed)

    def stack(widths):
        layers = []
        for n_in, n_out in pairwise(widths):
            layers += [nn.Linear(n_in, n_out), nn.ReLU()]
        return layers[:-1]

    model = nn.Sequential(*stack(sizes), *stack(sizes[::-1]))
    loader = DataLoader(
        TensorDataset(torch.from_numpy(X)), batch_size=batch_size, shuffle=True
    )
    criterion = nn.MSELoss()
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=learning_rate, weight_decay=weight_decay
    )
    for _ in range(epochs):
        total = 0.0
        for (x,) in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), x)
            loss.backward()
            optimizer.step()
            total += loss.item()
        after_epoch(model)
    return model
