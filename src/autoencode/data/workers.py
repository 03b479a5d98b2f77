"""A made table of people at work, of columns of every kind, for trying mixed tables."""

from typing import Any

import numpy as np
import pandas as pd

JOBS = ("clerk", "nurse", "engineer", "driver", "manager")
# Of each job: how frequent it is, years at school, pay at its start, share of women.
FREQUENCY = (0.32, 0.22, 0.18, 0.18, 0.10)
SCHOOLING = (12, 15, 17, 10, 16)
PAY = (28_000, 34_000, 48_000, 26_000, 60_000)
WOMEN = (0.6, 0.85, 0.2, 0.1, 0.35)
TOWNS = ("Oslo", "Rome", "Lima", "Kyoto")
# What a job pays in each town, of what it pays in Oslo; and how warm the towns are.
LEVELS, WARMTH = (1.0, 0.75, 0.4, 0.85), (6.0, 16.0, 19.0, 16.0)


def workers(n_samples: int = 5000, seed: int = 0) -> Any:
    """Return people at work, whose columns depend on each other as in life.

    Parameters
    ----------
    n_samples : int, default=5000
        Rows.

    seed : int, default=0
        The same seed gives the same rows.

    Returns
    -------
    pandas.DataFrame of shape (n_samples, 9)
        ``job`` and ``town`` (text, each row drawn by fixed shares), ``sex`` (text, by
        the job), ``age`` (whole years, 18 to 66), ``schooling`` (whole years, by the
        job, and a year or two more or less), ``income`` (a year, two decimals: by job,
        town and years at work, times a log-normal factor of 15 %), ``part_time`` (true
        or false, more often among women, and with low pay), ``hired`` (a date before
        2024, since the end of school at the earliest), and ``warmth`` (degrees, by the
        town alone).
    """
    rng = np.random.default_rng(seed)
    job = rng.choice(len(JOBS), n_samples, p=FREQUENCY)
    town = rng.choice(len(TOWNS), n_samples, p=(0.4, 0.3, 0.2, 0.1))
    is_woman = rng.random(n_samples) < np.array(WOMEN)[job]
    age = rng.integers(18, 67, n_samples)
    school = np.array(SCHOOLING)[job] + rng.integers(-1, 3, n_samples)
    school = np.minimum(school, age - 6)
    years = np.maximum(age - 6 - school, 0)  # at work
    part_time = rng.random(n_samples) < np.where(is_woman, 0.35, 0.08)
    pay = np.array(PAY)[job] * np.array(LEVELS)[town] * (1 + 0.015 * years)
    pay = pay * np.exp(0.15 * rng.normal(size=n_samples)) * np.where(part_time, 0.6, 1)
    days = (years * 365 * rng.random(n_samples) ** 0.7).astype(int)
    return pd.DataFrame(
        {
            "job": np.array(JOBS)[job],
            "town": np.array(TOWNS)[town],
            "sex": np.where(is_woman, "female", "male"),
            "age": age,
            "schooling": school,
            "income": pay.round(2),
            "part_time": part_time,
            "hired": np.datetime64("2024-01-01") - days.astype("timedelta64[D]"),
            "warmth": np.array(WARMTH)[town] + rng.normal(size=n_samples).round(1),
        }
    )
