"""Parameters of estimators in a list: ``autoencoder__0__n_components``.

As in scikit-learn's Pipeline and VotingClassifier, each estimator of the list and each
of its parameters is a parameter of the whole. They have no names, so their numbers are
used. A name without a number, ``autoencoder__n_components``, sets all of them.
"""

from typing import Any, Self

from sklearn.base import BaseEstimator

from autoencode.constructors import NamedParameters
from autoencode.errors import InvalidParameterError


class ListParameters(NamedParameters, BaseEstimator):
    """Base class of estimators whose parameters may be lists of estimators."""

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters by name.

        Parameters
        ----------
        deep : bool, default=True
            Whether to return those of the estimators among the parameters, too; those
            of estimators in a list have names such as ``autoencoder__0__activation``.

        Returns
        -------
        dict
        """
        found: dict[str, Any] = super().get_params(deep=deep)
        if deep:
            for name in self._list_names():
                for number, each in enumerate(found[name]):
                    inner = each.get_params(deep=True).items()
                    found[f"{name}__{number}"] = each
                    found |= {f"{name}__{number}__{key}": value for key, value in inner}
        return found

    def set_params(self, **parameters: Any) -> Self:
        """Set parameters, also those of the estimators among them.

        Parameters
        ----------
        **parameters
            By name. Of a list of estimators, ``autoencoder__0`` is the first one,
            ``autoencoder__0__activation`` its parameter, and
            ``autoencoder__activation`` that of all of them.

        Returns
        -------
        self
        """
        own = {name: each for name, each in parameters.items() if "__" not in name}
        super().set_params(**own)
        lists = self._list_names()
        others, replaced, of_all, of_one = {}, [], [], []
        for name, value in parameters.items():
            if name in own:
                continue
            first, _, rest = name.partition("__")
            number, _, inner = rest.partition("__")
            if first not in lists:
                others[name] = value
            elif not number.isdecimal():
                of_all.append((first, rest, value))
            elif not inner:
                replaced.append((first, number, value))
            else:
                of_one.append((first, number, inner, value))
        super().set_params(**others)
        for name, number, value in replaced:
            estimators = list(getattr(self, name))
            estimators[self._index(name, number)] = value
            setattr(self, name, estimators)
        for name, key, value in of_all:
            for each in getattr(self, name):
                each.set_params(**{key: value})
        for name, number, key, value in of_one:
            getattr(self, name)[self._index(name, number)].set_params(**{key: value})
        return self

    def _list_names(self) -> list[str]:
        """Return the names of the parameters that are lists of estimators."""
        return [
            name
            for name, value in super().get_params(deep=False).items()
            if isinstance(value, tuple | list)
            and value
            and all(hasattr(each, "set_params") for each in value)
        ]

    def _index(self, name: str, number: str) -> int:
        """Return the index in a list of estimators, after checking it."""
        n_estimators = len(getattr(self, name))
        if int(number) >= n_estimators:
            raise InvalidParameterError(
                f"{name}__{number} is not known: {name} is a list of {n_estimators}, "
                f"counted from 0."
            )
        return int(number)
