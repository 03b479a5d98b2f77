"""Training: the loop, where batches come from, optimizers, and the machine used."""
