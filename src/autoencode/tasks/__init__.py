"""Tasks: what autoencoders are used for. `TASKS` maps a name to function or class."""

from collections.abc import Callable
from typing import Any

from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.judgement import judge

TASKS: dict[str, Callable[..., Any]] = {
    "judgement": judge,
    "anomaly": AnomalyDetector,
}
