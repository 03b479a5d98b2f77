"""Classification with a pretrained encoder, which is fine-tuned."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy.special import softmax
from sklearn.base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
    clone,
)
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array, Samples, plain_transform
from autoencode.constructors import NamedParameters
from autoencode.models import setup
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_samples
from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.initialize import initialize
from autoencode.params import (
    check_params,
    choice,
    class_weights,
    flag,
    instance,
    number,
    random_source,
)
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.fine_tuning import fine_tuned
from autoencode.tasks.labels import Labels, ScoredOnLabels, held_out_rows
from autoencode.tasks.softmax_layer import fit_softmax, with_softmax
from autoencode.tasks.spreading import labels_to_spread
from autoencode.training.optimizers import OPTIMIZERS, SCHEDULES

PRETRAININGS = ("auto", "reconstruction", "layers", "none")
SOFTMAX_STARTS = ("logistic", "zero")


@dataclass(kw_only=True, eq=False, repr=False)
class AutoencoderClassifier(
    NamedParameters,
    ClassNamePrefixFeaturesOutMixin,
    ScoredOnLabels,
    TransformerMixin,
    BaseEstimator,
):
    """Classifier: an encoder with a softmax layer, pretrained and then fine-tuned.

    The encoder of an autoencoder is trained without labels on all samples. The softmax
    layer on top of its codes is then fitted alone, as a logistic regression, and
    finally all weights are trained on the labels by the cross-entropy (Hinton &
    Salakhutdinov, 2006 [1]_).

    *When to choose it.* When most samples have no labels: they train the encoder, and
    get labels by spreading where that helps. Or for a network as a classifier with the
    interface of scikit-learn. *What to tune first.* ``autoencoder``: its hidden layers,
    ``dropout`` and ``augment``. *What goes wrong.* Columns of different scale: put a
    `sklearn.preprocessing.StandardScaler` in front.

    Parameters
    ----------
    autoencoder : autoencoder or None, default=None
        Autoencoder whose encoder is used. None uses a `DenoisingAutoencoder` with
        hidden layers of 256 and 128 units, ``dropout=0.2`` and codes of 64 numbers.

    pretraining : str, default="auto"
        Training of the encoder without labels: "reconstruction", as the autoencoder is
        fitted; "layers", only the autoencoder's own ``pretraining`` layer by layer;
        "none", random weights, with a softmax layer that starts at 0. "auto" is
        "layers" if the autoencoder has a ``pretraining``, as in [1]_, else
        "reconstruction".

    softmax_start : str, default="logistic"
        The softmax layer before fine-tuning: "logistic", a logistic regression on the
        codes, or "zero", weights of 0. Choose "zero" for very many codes: a logistic
        regression that fits the training samples exactly leaves hardly any gradient for
        the encoder. Without pretraining it is always "zero".

    max_epochs : int or "auto", default="auto"
        Number of epochs of fine-tuning. "auto" makes about 4,000 steps, in at most 100
        epochs.

    learning_rate : float, default=0.001
        Largest learning rate of fine-tuning.

    batch_size : int or "auto", default="auto"
        Number of samples per step. "auto" is a power of two from 32 to 256.

    optimizer : str, default="adamw"
        Optimizer of fine-tuning: a name in `OPTIMIZERS`.

    schedule : str, default="cosine"
        Course of the learning rate: a name in `SCHEDULES`.

    weight_decay : float or "auto", default="auto"
        Weight decay of fine-tuning. "auto" depends on the optimizer: 0.1 for "adamw".

    label_smoothing : float, default=0.0
        Share of each label that is spread over all classes, in [0, 1).

    input_noise_std, hidden_noise_std : float, default=0.0
        Standard deviation of the Gaussian noise that fine-tuning adds to the samples,
        relative to that of all their values; and to what each layer computes before its
        activation, relative to that of each unit. Regularizers for many labels [3]_.

    label_spreading : bool or "auto", default="auto"
        Whether samples without label get labels by label spreading among the codes,
        with weights by their certainty, before fine-tuning. "auto" compares it with a
        logistic regression on held-out labels. See [2]_.

    class_weight : dict, "balanced" or None, default=None
        Weight of each class, as in scikit-learn: "balanced" is inversely proportional
        to the frequency of the class. Labels that spread have that of their class.
        A common factor of all weights has no effect.

    validation_fraction : float, default=0.1
        Fraction of the labelled samples to hold out, drawn from each class. The weights
        of the epoch with the lowest cross-entropy on them are kept. None are held out
        if these are fewer than 10, a class has a single sample, or either part is
        smaller than the number of classes.

    patience : int or None, default=None
        Number of epochs without a lower held-out cross-entropy after which fine-tuning
        stops; None trains all epochs.

    random_state : int, RandomState or None, default=None
        Seed of the training.

    verbose : int, default=0
        1 or True shows progress on standard error.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
        The class labels.

    autoencoder_ : autoencoder
        The autoencoder with the fine-tuned encoder: its `transform` returns codes that
        are classified. Its decoder is the one before fine-tuning.

    coef_ : array of shape (n_classes, n_components)
        Weights of the softmax layer.

    intercept_ : array of shape (n_classes,)
        Biases of the softmax layer.

    history_ : list of dict
        Loss and, with held-out samples, ``validation_loss`` of each epoch of
        fine-tuning: cross-entropies in nats.

    validation_rows_ : array of int
        Labelled rows of ``X`` that were held out.

    label_spreading_ : bool
        Whether samples without label got labels by spreading.

    n_features_in_, feature_names_in_
        Number of features in `fit`, and their names if ``X`` has names.

    References
    ----------
    .. [1] G. E. Hinton, R. R. Salakhutdinov. "Reducing the dimensionality of data with
       neural networks". Science 313, 2006.
    .. [2] D. Zhou et al. "Learning with local and global consistency". NIPS, 2004.
    .. [3] A. Rasmus et al. "Semi-supervised learning with ladder networks". NIPS, 2015;
       its network without the decoder.

    Examples
    --------
    >>> import numpy as np
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import Autoencoder, AutoencoderClassifier
    >>> X, y = load_digits(return_X_y=True)
    >>> few = np.where(np.arange(len(y)) < 100, y, -1)  # the others have no label
    >>> small = Autoencoder(hidden_layer_sizes=(64,), n_components=16, max_epochs=5)
    >>> model = AutoencoderClassifier(
    ...     autoencoder=small, max_epochs=5, random_state=0
    ... )
    >>> model.fit(X / 16, few).score(X[100:] / 16, y[100:]) > 0.85
    True
    """

    autoencoder: Any = instance(None, BaseAutoencoder)
    pretraining: str = choice("auto", PRETRAININGS)
    softmax_start: str = choice("logistic", SOFTMAX_STARTS)
    max_epochs: int | str = number("auto", whole=True, at_least=1, auto=True)
    learning_rate: float = number(1e-3, above=0)
    batch_size: int | str = number("auto", whole=True, at_least=1, auto=True)
    optimizer: str = choice("adamw", OPTIMIZERS)
    schedule: str = choice("cosine", SCHEDULES)
    weight_decay: float | str = number("auto", at_least=0, auto=True)
    label_smoothing: float = number(0.0, at_least=0, below=1)
    input_noise_std: float = number(0.0, at_least=0)
    hidden_noise_std: float = number(0.0, at_least=0)
    label_spreading: bool | str = flag("auto", auto=True)
    class_weight: Any = class_weights(None)
    validation_fraction: float = number(0.1, at_least=0, below=1)
    patience: int | None = number(None, whole=True, at_least=1, optional=True)
    random_state: Any = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    @atomic_fit
    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Train the encoder on all samples, and the classifier on the labelled ones.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        y : array of shape (n_samples,)
            Class labels, numbers or text. -1 marks samples without label, also as
            text, unless there is only one other label; so do None and NaN.

        sample_weight : array of shape (n_samples,) or None, default=None
            Weights in the cross-entropy; of samples whose labels are spread, times the
            certainty. Samples of weight 0 train the autoencoder only.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training; among others if there is no label, or only one class.

        TrainingDivergedError
            If a loss became infinite or NaN.
        """
        check_params(self)
        X = check_samples(self, X, reset=True, at_least=2)
        labels = Labels.of(y, X.shape[0], sample_weight)
        seed = setup.draw_seed(self.random_state)
        by_class = labels.class_weights(self.class_weight)
        model, is_trained = self._pretrained(X, seed)
        codes = plain_transform(model, X)
        held_out = held_out_rows(labels.y, self.validation_fraction, seed)
        spread = labels_to_spread(
            codes, labels, by_class, held_out, seed, wanted=self.label_spreading
        )
        y, weights = spread or (np.maximum(labels.y, 0), labels.weighted(by_class))
        rows = np.setdiff1d(np.flatnonzero(weights > 0), held_out)
        # Their scale would change the strength of the penalty of the softmax layer.
        weights = weights / weights[rows].mean()
        network = with_softmax(
            model.network_,
            codes.shape[1],
            len(labels.classes),
            input_noise_std=self.input_noise_std,
            hidden_noise_std=self.hidden_noise_std,
        )
        if is_trained and self.softmax_start == "logistic":
            fit_softmax(network, codes, (y, weights), rows, seed)
        source = model._source(X, setup.augment(model))
        history = fine_tuned(
            self, network, source, (y, weights), (rows, held_out), seed
        )
        self.classes_, self.history_ = labels.classes, history
        self.label_spreading_ = spread is not None
        self.validation_rows_ = held_out
        self.autoencoder_ = model
        self.coef_ = network.top.weight.detach().cpu().numpy().copy()
        self.intercept_ = network.top.bias.detach().cpu().numpy().copy()
        return self

    def _pretrained(self, X: Samples, seed: int) -> tuple[BaseAutoencoder, bool]:
        """Return the autoencoder, and whether it was trained without labels."""
        model = clone(self.autoencoder or self._default_autoencoder(X.shape[0]))
        if model.random_state is None or self.autoencoder is None:
            model.set_params(random_state=seed)
        how = self.pretraining
        if how == "auto":
            how = "layers" if model.pretraining != "none" else "reconstruction"
        if how == "none":
            model.set_params(pretraining="none")
        if self.verbose:
            model.set_params(verbose=self.verbose)
        made = model.fit(X) if how == "reconstruction" else initialize(model, X)
        return made, how != "none"

    def _default_autoencoder(self, n_samples: int) -> BaseAutoencoder:
        """Return the unfitted autoencoder of a classifier that is given none.

        Its codes may be larger than samples. Noise then makes it learn more than to
        copy them, and linear paths would let it copy.
        """
        return DenoisingAutoencoder(
            hidden_layer_sizes=(256, 128),
            n_components=64,
            dropout=0.2,
            linear_skip=False,
        )

    def transform(self, X: Any) -> Array:
        """Return the codes of samples: what the softmax layer takes.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_components)
        """
        return self._encoded(X)

    def predict_proba(self, X: Any) -> Array:
        """Return the probability of each class.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_classes), float64
            In the order of ``classes_``; rows sum to 1.
        """
        codes = self._encoded(X)
        logits = codes.astype(np.float64) @ self.coef_.T + self.intercept_
        return np.asarray(softmax(logits, axis=1))

    def predict(self, X: Any) -> Array:
        """Return the most probable class of each sample.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples,)
            Labels of ``classes_``.
        """
        best = self.predict_proba(X).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def _encoded(self, X: Any) -> Array:
        check_is_fitted(self)
        X = check_samples(self, X, reset=False)
        return np.asarray(plain_transform(self.autoencoder_, X))

    @property
    def _n_features_out(self) -> int:
        """Number of columns of `transform`, for scikit-learn's feature names."""
        return int(self.coef_.shape[1])

    def __sklearn_is_fitted__(self) -> bool:
        """Return whether a fit has come to its end."""
        return hasattr(self, "coef_")

    def _check_loaded(self) -> None:
        """Raise ValueError if the fitted attributes are invalid."""
        shape = (len(self.classes_), self.autoencoder_.n_components_)
        if self.coef_.shape != shape or self.intercept_.shape != shape[:1]:
            raise ValueError(f"coef_ must have the shape {shape}, and intercept_ too")
        if not (np.isfinite(self.coef_).all() and np.isfinite(self.intercept_).all()):
            raise ValueError("coef_ and intercept_ must be finite")
        if self.autoencoder_.n_features_in_ != self.n_features_in_:
            raise ValueError("autoencoder_ has another number of features")

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags
