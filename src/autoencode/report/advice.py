"""What to do next: one suggestion for a run, by its evaluation and its training.

The first that applies is given; the order is that of the reasons a code is poor:
training failed, training was too short, PCA is as good, the model overfits, the code is
too small. The limits below are conventions, not tests of significance.
"""

import math
import shlex
from typing import Any, NamedTuple

from sklearn.base import is_classifier

from autoencode.errors import counted
from autoencode.models.validation import kept_epoch, monitored
from autoencode.storage import Run
from autoencode.tasks.classifier_evaluation import ClassifierEvaluation
from autoencode.tasks.cluster_evaluation import ClusteringEvaluation
from autoencode.tasks.denoising import NOISY
from autoencode.tasks.detector_evaluation import DetectorEvaluation
from autoencode.tasks.evaluation import Evaluation
from autoencode.tasks.rating_evaluation import RatingEvaluation
from autoencode.tasks.recommender_evaluation import RecommenderEvaluation
from autoencode.tasks.retrieval import RetrievalEvaluation
from autoencode.tasks.table_evaluation import TableEvaluation

EQUAL = 5e-4  # relative difference of errors that are printed as equal
OVERFIT = 1.5  # held-out error, in training errors
MORE_THAN_PCA = 1.2  # times PCA's own ratio: harder test samples are no overfitting
LOW_SHARE = 0.8  # of the variance explained
MOST_COMPONENTS = 64  # that a sweep is suggested up to

# Options of 'autoencode fit' that 'autoencode sweep' does not have, or means otherwise.
ONLY_OF_FIT = {"--out", "--overwrite", "--samples", "--validation", "--watch"}
ONLY_OF_FIT |= {"--tensorboard", "--resume", "--checkpoint-every", "--text"}
ONLY_OF_FIT |= {"--categorical", "--numeric", "--dates", "--stream", "--memory"}
ONLY_OF_FIT |= {"--on-error", "--user", "--item", "--rating", "--time", "--by-time"}
ONLY_OF_FIT |= {"--cache"}
ONLY_OF_FIT |= {"--min-rating"}
FLAGS = {"--overwrite", "--watch", "--stream", "--by-time"}  # without a value


class Advice(NamedTuple):
    """A suggestion.

    Parameters
    ----------
    text : str
        One or two sentences.
    command : str, default=""
        What to type, in a shell or in Python.
    """

    text: str
    command: str = ""


def advise(run: Run, evaluation: Any) -> Advice:
    """Return what to do next with a run.

    Parameters
    ----------
    run : Run
        A fitted run.
    evaluation : Evaluation, other evaluation or None
        The result of `autoencode.report.evaluate_run`.
    """
    for kind, of in _BY_EVALUATION.items():
        if isinstance(evaluation, kind):
            found: Advice | None = of(run, evaluation)
            return found or Advice(
                "Nothing to change: the results are better than those of the simple "
                "methods beside them."
            )
    if hasattr(run.model, "kneighbors"):
        return Advice(
            "The precision is not measured, since the documents have no labels. Give "
            "their column.",
            _again(run, "label", "COLUMN"),
        )
    if is_classifier(run.model):
        return Advice(
            "The errors are not measured, since no sample has a label that the "
            "classifier was trained on. Evaluate it on samples that have one.",
            "autoencode evaluate RUN DATA",
        )
    if hasattr(run.model, "p_values"):
        return Advice(
            "Nothing is measured, since the training samples are not given. Look at "
            "the most anomalous rows, and at the columns that explain them."
        )
    return Advice(f"Nothing is measured for a {type(run.model).__name__}.")


def _of_model(run: Run, evaluation: Evaluation) -> Advice | None:
    """Return what to do with an autoencoder."""
    row, pca, part = evaluation.rows[0], evaluation.rows[1], evaluation.best_part
    model, error = run.model, row[f"{part}_error"]
    if not math.isfinite(error):
        rate = getattr(model, "learning_rate", None)
        lower = rate / 10 if isinstance(rate, float) else 1e-4
        return Advice(
            "Training diverged. Train with a lower learning rate.",
            _again(run, "learning_rate", f"{lower:g}"),
        )
    if _ended_early(model):
        return Advice(
            f"The last of {len(model.history_)} epochs was the best one, and training "
            f"ended there. Train longer: the error may become lower.",
            _again(run, "max_epochs", str(2 * len(model.history_))),
        )
    n_components = row["n_components"]
    if evaluation.denoising is not None:
        found = _for_noise(evaluation.denoising.better)
    elif evaluation.pca_keeps_all:
        found = _without_comparison(run, pca["n_components"])
    elif error >= pca[f"{part}_error"] * (1 - EQUAL):
        only = " if only errors matter" if "elbo" in row else ""
        otherwise = "With more samples an autoencoder may become better."
        if evaluation.pca_has_no_error:
            otherwise = "It has no error: choose fewer components to compare with it."
        found = Advice(
            f"Use PCA{only}: with as many components its error is no higher, and it is "
            f"simpler and faster. {otherwise}",
            f"sklearn.decomposition.PCA(n_components={n_components})",
        )
    else:
        found = None
    return (
        found
        or _against_overfitting(run, row, pca, part)
        or _for_units(run, row)
        or _for_share(run, row, part)
    )


def _for_noise(better: str) -> Advice | None:
    """Return what to do with a denoising model, by the method that is better."""
    if not better:
        return None
    if better == NOISY:
        return Advice(
            "Do not denoise with this model: noisy samples are closer to the clean "
            "ones than what it restores. Train with more noise, a larger code or more "
            "samples."
        )
    return Advice(
        f"Use {better} to remove this noise: it restores samples better, and is "
        f"simpler. A larger code or more samples may make the model better."
    )


def _without_comparison(run: Run, n_components: int) -> Advice:
    """Return what to do where PCA keeps all of the samples."""
    fewer = max(1, n_components // 4)
    return Advice(
        f"PCA with {counted(n_components, 'component')} keeps all of these samples, so "
        f"that errors cannot be compared with its. Evaluate the codes by what they are "
        f"for, or choose fewer components.",
        _again(run, "n_components", str(fewer)),
    )


def _ended_early(model: Any) -> bool:
    """Whether the last epoch allowed was the best, by samples held out or given."""
    history = getattr(model, "history_", None)
    if not history or monitored(model) not in history[-1]:
        return False
    last = int(history[-1]["epoch"])
    return kept_epoch(model) == last >= getattr(model, "max_epochs_", math.inf)


def _against_overfitting(
    run: Run, row: dict[str, Any], pca: dict[str, Any], part: str
) -> Advice | None:
    if part == "train" or not row.get("train_error"):
        return None
    ratio = row[f"{part}_error"] / row["train_error"]
    usual = pca[f"{part}_error"] / (pca["train_error"] or 1.0)
    if ratio <= max(OVERFIT, MORE_THAN_PCA * usual):
        return None
    text = (
        f"The model overfits: its {part} error is {ratio:.1f} times that of training "
        f"samples. Train with more samples, or "
    )
    dropout = getattr(run.model, "dropout", None)
    if dropout is None:
        return Advice(f"{text}with fewer hidden units.")
    stronger = min(0.5, 2 * dropout or 0.1)
    return Advice(f"{text}regularize.", _again(run, "dropout", f"{stronger:g}"))


def _for_units(run: Run, row: dict[str, Any]) -> Advice | None:
    n_active, n_components = row.get("n_active_units"), row["n_components"]
    if n_active is None or not 0 < n_active < n_components:
        return None
    return Advice(
        f"Only {n_active} of {n_components} units of the code are active. As many "
        f"components are enough; a smaller beta would use more of them.",
        _again(run, "n_components", str(n_active)),
    )


def _for_share(run: Run, row: dict[str, Any], part: str) -> Advice | None:
    share, n_components = row[f"{part}_share"], row["n_components"]
    n_features = run.model.n_features_in_
    if share >= LOW_SHARE or n_components >= n_features:
        return None
    text = f"The code explains {100 * share:.0f} % of the variance. "
    if n_components <= 3:
        text += "That is usual for a map; to keep more of the data, use a larger code. "
    most = min(max(4 * n_components, 8), MOST_COMPONENTS, n_features)
    return Advice(
        f"{text}Find out how many components are needed.",
        _sweep(run, n_components, most),
    )


def _of_classifier(run: Run, evaluation: ClassifierEvaluation) -> Advice | None:
    (_, error), *others = evaluation.errors.items()
    best = min(others, key=lambda each: each[1], default=("", math.inf))
    if best[1] > error:
        return None
    return Advice(
        f"Use {best[0]}: it is wrong no more often, and simpler. With more samples, "
        f"labelled or not, the classifier may become better."
    )


def _of_detector(run: Run, evaluation: DetectorEvaluation) -> Advice | None:
    if not any(evaluation.are_found):
        return Advice(
            "Neither the detector nor PCA's distance finds these anomalies. Check "
            "whether they are unlike other rows in the columns that are used."
        )
    if evaluation.is_better:
        return None
    return Advice(
        "PCA's distance finds these anomalies as well, and is simpler: rank rows by "
        "the column pca_score that 'detect' writes. With more rows the detector may "
        "become better."
    )


def _of_clusters(run: Run, evaluation: ClusteringEvaluation) -> Advice | None:
    if not evaluation.has_structure:
        return Advice(
            "Do not rely on these clusters: no structure was found. Give more samples "
            "or other columns, or look at the map instead."
        )
    names, scores = list(evaluation.scores), list(evaluation.scores.values())
    if len(scores) > 1 and scores[1]["ari"] >= scores[0]["ari"]:
        return Advice(
            f"Use {names[1]}: they agree with the labels no less, and are simpler."
        )
    return Advice(
        "Look at the samples of each cluster, in the map below, before you name them: "
        "no measure tells whether clusters are useful."
    )


def _of_recommender(run: Run, evaluation: RecommenderEvaluation) -> Advice | None:
    gain, error = evaluation.difference, evaluation.difference_error
    means = {name: each["NDCG@100"] for name, each in evaluation.means.items()}
    # Of two better methods the best is advised.
    by_ease = math.isfinite(gain) and means.get("EASE", 0) > means.get("popularity", 0)
    if not evaluation.exceeds_popularity and not by_ease:
        return Advice(
            "Recommend what is popular: it is no worse on these users, and simplest. "
            "With interactions of more users the recommender may become better.",
            _again(run, "method", "popularity"),
        )
    if not math.isfinite(gain) or gain >= 2 * error:
        return None
    return Advice(
        "Use EASE: it is no worse on these users, and computed in closed form.",
        _again(run, "method", "ease"),
    )


def _of_ratings(run: Run, evaluation: RatingEvaluation) -> Advice | None:
    if evaluation.is_exceeded_by_mean:
        return Advice(
            "Predict the mean of all ratings: its error on these is lower. With more "
            "ratings of each user and item an autoencoder may become better."
        )
    higher, error = evaluation.difference, evaluation.difference_error
    if not math.isfinite(higher) or higher <= -2 * error:
        return None
    return Advice(
        "Use the means of users and items: their error on these ratings is no higher. "
        "With more ratings an autoencoder may become better.",
        _again(run, "method", "baseline"),
    )


def _of_retriever(run: Run, evaluation: RetrievalEvaluation) -> Advice | None:
    (_, ours), *others = evaluation.precision.items()
    best = max(others, key=lambda each: each[1][0], default=("", [-1.0]))
    if best[1][0] < ours[0]:
        return None
    return Advice(
        f"Use {best[0]}, which is simpler: the nearest document is of the query's "
        f"class at least as often. More documents may make the retriever better."
    )


def _of_table(run: Run, evaluation: TableEvaluation) -> Advice | None:
    worse = evaluation.no_better
    if not worse and evaluation.pca_hidden:
        n, n_worse = len(evaluation.hidden), evaluation.n_worse_than_pca
        if n_worse > n / 2:
            return Advice(
                f"PCA with as many components imputes {n_worse} of {n} columns "
                f"better: the columns depend on each other almost linearly, or more "
                f"rows are needed. Try another n_components; scikit-learn's "
                f"IterativeImputer is linear too."
            )
    if not worse:
        return None
    names = ", ".join(map(str, worse[:3])) + (", …" if len(worse) > 3 else "")
    return Advice(
        f"Do not use imputed values of {names}: the mean or most frequent category is "
        f"as good, or the difference is within the noise. The other columns do not "
        f"determine them, or more rows are needed."
    )


_BY_EVALUATION: dict[type[Any], Any] = {
    Evaluation: _of_model,
    ClassifierEvaluation: _of_classifier,
    DetectorEvaluation: _of_detector,
    ClusteringEvaluation: _of_clusters,
    RecommenderEvaluation: _of_recommender,
    RatingEvaluation: _of_ratings,
    RetrievalEvaluation: _of_retriever,
    TableEvaluation: _of_table,
}


def _again(run: Run, parameter: str, value: str) -> str:
    """Return how to fit again with another value of a parameter.

    The command of the run with one option changed, and another run folder; of a run
    that no ``autoencode fit`` made, the parameter in Python.
    """
    words = _options_of_fit(run, {"--out", "--overwrite", *_names(parameter)})
    if words is None:
        return f"{type(run.model).__name__}({parameter}={value})"
    name = _names(parameter)[0]
    words += [name, value, "--out", f"runs/{name[2:]}-{value.lower()}"]
    return shlex.join(["autoencode", "fit", *words])


def _sweep(run: Run, low: int, high: int) -> str:
    """Return how to fit with several sizes of the code, otherwise as in the run."""
    words = _options_of_fit(run, {*ONLY_OF_FIT, *_names("n_components")})
    if words is None:
        words = [str(run.input.get("data") or "DATA")]
    sizes = ["--components", f"{low}:{high}"]
    return shlex.join(["autoencode", "sweep", *words, *sizes])


def _names(parameter: str) -> tuple[str, str]:
    """Return the names of the option of a parameter, the short one first."""
    name = parameter.replace("_", "-")
    return f"--{name.removeprefix('n-')}", f"--{name}"


def _options_of_fit(run: Run, left_out: set[str]) -> list[str] | None:
    """Return the words after ``autoencode fit`` that made a run, but for some options.

    None of a run that no ``autoencode fit`` made.
    """
    words = shlex.split(str(run.about.get("command", "")))
    if words[:2] != ["autoencode", "fit"]:
        return None
    kept, rest = [], iter(words[2:])
    for word in rest:
        option, _, given = word.partition("=")
        if option in left_out:
            if not given and option not in FLAGS:
                next(rest, None)
        else:
            kept.append(word)
    return kept
