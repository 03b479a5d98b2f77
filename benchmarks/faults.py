"""False alarms of `AnomalyDetector`, and whether it blames the column at fault.

Ten of the ADBench tables, those of at most 200 columns with most usual rows; trained on
half of the usual rows, at most 10,000, with a false-alarm rate of 1 %. Told is the
share of the other half that is reported, mean over splits, with the range in which
99 % of such shares of one split lie if the rate is 1 %: as many rows as were tested,
and as few as the threshold was set by. Then one column of rows of that other half gets
a fault: moved by 4 robust standard deviations (of the median absolute deviation), up or
down, or the value of another row; of those that are reported, and were not before, in
how many the column comes first.

    python -m benchmarks.faults 20
"""

import sys

import numpy as np
from scipy.stats import norm

from autoencode import AnomalyDetector
from autoencode.tasks.calibration import held_out_folds
from benchmarks.anomalies import MOST_TRAINING, tables
from benchmarks.measure import save

N_TABLES, MOST_COLUMNS = 10, 200
RATE = 0.01
SPLITS_WITH_FAULTS = 3
N_FAULTY = 400  # rows, of each kind and split


def usual_rows():
    """Names and usual rows of the ten tables."""
    found = [(name, X[~y]) for name, X, y in tables() if X.shape[1] <= MOST_COLUMNS]
    return sorted(found, key=lambda each: -len(each[1]))[:N_TABLES]


def moved(X, columns, spread, generator):
    """Rows with one column each moved by four robust standard deviations."""
    signs = generator.choice([-1, 1], len(X))
    X = X.copy()
    X[np.arange(len(X)), columns] += 4 * signs * spread[columns]
    return X


def swapped(X, columns, spread, generator):
    """Rows with the value of another row in one column each."""
    others = generator.permutation(len(X))
    changed = X.copy()
    changed[np.arange(len(X)), columns] = X[others, columns]
    return changed


def blamed(detector, X, rows, columns):
    """How many rows their fault has reported, and in how many its column is first."""
    is_found = (detector.predict(X) == -1) & (detector.predict(rows) == 1)
    if not is_found.any():
        return 0, 0
    shares, _ = detector.explain(X[is_found])
    return int(is_found.sum()), int((shares.argmax(axis=1) == columns[is_found]).sum())


def of_split(X, seed, with_faults):
    """The share of false alarms; of each kind of fault, rows reported and right."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(X))
    half = len(X) // 2
    train, test = X[order[:half][:MOST_TRAINING]], X[order[half:]]
    detector = AnomalyDetector(false_alarm_rate=RATE, random_state=seed).fit(train)
    is_out = held_out_folds(len(train), detector.n_members, seed)
    alarms = float(np.mean(detector.predict(test) == -1))
    found = {}
    if with_faults:
        rows = test[generator.permutation(len(test))[:N_FAULTY]]
        centre = np.median(train, axis=0)
        spread = 1.4826 * np.median(np.abs(train - centre), axis=0)
        varied = np.flatnonzero(spread > 0)  # the others have no robust deviation
        columns = generator.choice(varied, len(rows))
        for kind in (moved, swapped):
            X_bad = kind(rows, columns, spread, generator)
            found[kind.__name__] = blamed(detector, X_bad, rows, columns)
    return alarms, found, len(test), int(is_out.any(axis=0).sum())


def main(n_splits):
    table, total = {}, {"moved": [0, 0], "swapped": [0, 0]}
    for name, X in usual_rows():
        alarms, counts = [], {"moved": [0, 0], "swapped": [0, 0]}
        for seed in range(n_splits):
            rate, found, n_test, n_set = of_split(X, seed, seed < SPLITS_WITH_FAULTS)
            alarms.append(rate)
            for kind, pair in found.items():
                counts[kind] = [a + b for a, b in zip(counts[kind], pair, strict=True)]
        spread = np.sqrt(RATE * (1 - RATE) * (1 / n_test + 1 / n_set))
        table[name] = {
            "false_alarms": float(np.mean(alarms)),
            "range_of_one_split": [
                max(0.0, RATE - norm.ppf(0.995) * spread),
                RATE + norm.ppf(0.995) * spread,
            ],
            "each": alarms,
            "faults_found": {kind: pair[0] for kind, pair in counts.items()},
            "blamed_first": {k: b / a if a else None for k, (a, b) in counts.items()},
        }
        for kind, pair in counts.items():
            total[kind] = [a + b for a, b in zip(total[kind], pair, strict=True)]
        row = {k: v for k, v in table[name].items() if k != "each"}
        print(name, X.shape, row, flush=True)
    mean = float(np.mean([each["false_alarms"] for each in table.values()]))
    first = {kind: b / a for kind, (a, b) in total.items()}
    print(f"false alarms: {100 * mean:.2f} %; blamed first: {first}")
    command = f"python -m benchmarks.faults {n_splits}"
    result = {"false_alarms": mean, "blamed_first": first, "tables": table}
    save("faults", {"command": command} | result)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
