"""Synthetic table of employees with columns of all types, to try mixed tables."""

from typing import Any

import numpy as np
import pandas as pd

JOBS = ("clerk", "nurse", "engineer", "driver", "manager")
# Of each job: frequency, years of schooling, starting pay, share of women.
FREQUENCY = (0.32, 0.22, 0.18, 0.18, 0.10)
SCHOOLING = (12, 15, 17, 10, 16)
PAY = (28_000, 34_000, 48_000, 26_000, 60_000)
WOMEN = (0.6, 0.85, 0.2, 0.1, 0.35)
TOWNS = ("Oslo", "Rome", "Lima", "Kyoto")
# Of each town: pay relative to Oslo, and mean temperature in degrees Celsius.
LEVELS, WARMTH = (1.0, 0.75, 0.4, 0.85), (6.0, 16.0, 19.0, 16.0)


def make_employees(n_samples: int = 5000, seed: int = 0) -> Any:
    """Generate a synthetic table of employees with dependent columns.

    Parameters
    ----------
    n_samples : int, default=5000
        Number of rows.

    seed : int, default=0
        The same seed gives the same rows.

    Returns
    -------
    pandas.DataFrame of shape (n_samples, 9)
        ``job`` and ``town`` (text, independent), ``sex`` (text, depends on the job),
        ``age`` (integer years, 18 to 66), ``schooling`` (integer years, depends on the
        job), ``income`` (per year, two decimals: depends on job, town and years at
        work, times a log-normal factor of 15 %), ``part_time`` (boolean, more frequent
        for women, lowers the income), ``hired`` (date before 2024, after the end of
        school), and ``warmth`` (degrees Celsius, depends on the town).
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
