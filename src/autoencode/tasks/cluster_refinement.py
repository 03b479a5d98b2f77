"""Fine-tuning of an encoder and of its clusters: DEC and IDEC."""

from dataclasses import dataclass, replace

import torch

from autoencode.arrays import Samples, moments, plain_transform
from autoencode.models import setup
from autoencode.models.base import BaseAutoencoder
from autoencode.nn.soft_assignments import EncoderWithCenters
from autoencode.tasks.cluster_models import Clustering
from autoencode.training.batches import batch_bounds
from autoencode.training.devices import Stream, choose_runtime, derived_seed
from autoencode.training.inference import device_of
from autoencode.training.loop import Plan, Record
from autoencode.training.optimizers import SCHEDULES
from autoencode.training.progress import Progress
from autoencode.training.refinement import Weights, refine

REFINEMENTS = ("none", "dec", "idec")
SHARE_OF_STEPS = 0.5  # of other fits
MOST_EPOCHS = 100


@dataclass(frozen=True)
class Refinement:
    """How clusters are refined: see `AutoencoderClustering`."""

    name: str  # in `REFINEMENTS`
    max_epochs: int | str
    learning_rate: float
    clustering_weight: float
    seed: int
    verbose: int

    def __call__(
        self, model: BaseAutoencoder, X: Samples, found: Clustering
    ) -> tuple[Clustering, list[Record]]:
        """Train the network of a fitted autoencoder, in place.

        Returns the clusters and the records of the epochs. ``found`` are the clusters
        of "kmeans" to start from.
        """
        # Codes of any unit are compared as if the variance of a component within
        # clusters were 1, as that of the t distribution's normal is.
        found = replace(found, shapes=found.shapes / found.centers.shape[1])
        scale = float(found.shapes[0])
        centers = torch.tensor(found.centers, dtype=torch.float32)
        network = EncoderWithCenters(model.network_, centers, scale)
        network = network.to(device_of(model.network_)).eval()
        plan = self._plan(model, network, X.shape[0])
        first_line = f"Refining {found.n_clusters} clusters ({self.name})."
        progress = Progress(plan.max_epochs, first_line, silent=not self.verbose)
        with progress:
            history = refine(
                network,
                model._source(X, setup.augment(model)),
                plan,
                self._weights(model, X),
                on_step=progress.on_step,
                on_epoch=progress.on_epoch,
            )
        moved = replace(found, centers=network.centers.detach().cpu().double().numpy())
        codes = plain_transform(model, X)
        return replace(moved, labels=moved.predict(codes, codes)), history

    def _weights(self, model: BaseAutoencoder, X: Samples) -> Weights:
        """Return the weights of a loss without units.

        The reconstruction's part is the share of the variance that is not explained.
        """
        variance = float(moments(X).total_variance) / model.scale_**2 or 1.0
        if self.name == "dec":
            return Weights(1.0, 1 / variance, trains_encoder=False)
        return Weights(self.clustering_weight, 1 / variance, trains_encoder=True)

    def _plan(
        self, model: BaseAutoencoder, network: EncoderWithCenters, n_samples: int
    ) -> Plan:
        size, max_epochs = model.batch_size_, self.max_epochs
        if isinstance(max_epochs, str):
            n_steps = len(batch_bounds(n_samples, size))
            max_epochs = setup.auto_max_epochs(
                n_steps, share=SHARE_OF_STEPS, most=MOST_EPOCHS
            )
        return Plan(
            batch_size=size,
            max_epochs=int(max_epochs),
            learning_rate=self.learning_rate,
            schedule=SCHEDULES["constant"],
            seed=derived_seed(self.seed, Stream.FINE_TUNING),
            runtime=choose_runtime(device_of(network), model.precision, network, size),
        )
