"""A saved run for a command, and the commands that call one of its methods."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from autoencode.methods import ROW_METHODS

if TYPE_CHECKING:
    from autoencode.storage import Run


class Verb(NamedTuple):
    """A command: the word of `ROW_METHODS` that it asks for, and its help.

    ``after(dataset, result, run)`` reports more on the terminal.
    """

    word: str
    help: str
    after: Callable[[Any, Any, "Run"], None] | None = None
    has_picture: bool = False
    has_images: bool = False  # --images: the result may be a folder of them

    @property
    def method(self) -> str:
        """The method that is called."""
        return ROW_METHODS[self.word].methods[0]

    @property
    def read(self) -> str:
        """What DATA holds: samples or codes."""
        return ROW_METHODS[self.word].reads


def load_with(
    path: str,
    methods: str | tuple[str, ...],
    verb: str,
    instead: Mapping[str, str] | None = None,
) -> "Run":
    """Load a run whose estimator has a method, or one of several.

    ``instead`` states what to do with estimators that have another method, by its name.

    Raises
    ------
    RunFolderError
        If it does not; the message names those that have it.
    """
    from autoencode.errors import RunFolderError, listed
    from autoencode.estimators import ESTIMATORS
    from autoencode.storage import load_run

    run = load_run(path)
    methods = (methods,) if isinstance(methods, str) else methods

    def has_one(estimator: Any) -> bool:
        return any(hasattr(estimator, method) for method in methods)

    if not has_one(run.model):
        for method, way in (instead or {}).items():
            if hasattr(run.model, method):
                raise RunFolderError(
                    f"{path} holds a model of the class {type(run.model).__name__}, "
                    f"which cannot {verb}. {way}"
                )
        have = [name for name, cls in ESTIMATORS.items() if has_one(cls)]
        raise RunFolderError(
            f"{path} holds a model of the class {type(run.model).__name__}, which "
            f"cannot {verb}. Train one that can, with autoencode fit DATA --model "
            f"NAME: {listed(have, 30)}."
        )
    return run


def predicts_classes(run: "Run", method: str) -> bool:
    """Whether a method's result are classes or clusters with their probabilities."""
    return method == "predict" and hasattr(run.model, "predict_proba")
