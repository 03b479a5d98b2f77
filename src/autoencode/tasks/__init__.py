"""Tasks: what fitted autoencoders are used for. `TASKS` maps a name to its function."""

from collections.abc import Callable
from typing import Any

from autoencode.tasks.judgement import judge

TASKS: dict[str, Callable[..., Any]] = {"judgement": judge}
