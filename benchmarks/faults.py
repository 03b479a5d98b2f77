"""False alarms of `AnomalyDetector`, and the accuracy of its explanations.

The ten ADBench tables with the most normal rows, of those with at most 200 columns.
Trained on half of the normal rows, at most 10,000, with a false alarm rate of 1 %. The
result is the false alarm rate on the other half, mean over splits, with the 99 %
interval for a single split if the true rate is 1 %, given the numbers of test and
calibration rows. Then one column of each test row gets a fault: it is shifted by +-4
robust standard deviations (from the median absolute deviation), or replaced by the
value of another row. Of the rows that become anomalies, the benchmark counts how often
this column contributes most.

    python -m benchmarks.faults 20
"""

import sys

import numpy as np
from scipy.stats import norm

from autoencode import AnomalyDetector
from autoencode.tasks.calibration import left_out
from benchmarks.anomalies import MAX_TRAINING, tables
from benchmarks.measure import save

N_TABLES, MAX_COLUMNS = 10, 200
RATE = 0.01
SPLITS_WITH_FAULTS = 3
N_FAULTY = 400  # rows, per type of fault and split


def normal_rows():
    """Return names and normal rows of the ten tables."""
    found = [(name, X[~y]) for name, X, y in tables() if X.shape[1] <= MAX_COLUMNS]
    return sorted(found, key=lambda each: -len(each[1]))[:N_TABLES]


def moved(X, columns, spread, generator):
    """Return rows with one column shifted by four robust standard deviations."""
    signs = generator.choice([-1, 1], len(X))
    X = X.copy()
    X[np.arange(len(X)), columns] += 4 * signs * spread[columns]
    return X


def swapped(X, columns, spread, generator):
    """Return rows with one column replaced by the value of another row."""
    others = generator.permutation(len(X))
    changed = X.copy()
    changed[np.arange(len(X)), columns] = X[others, columns]
    return changed


def count_explained(detector, X, rows, columns):
    """Count rows that become anomalies, and those whose faulty column ranks first."""
    is_found = (detector.predict(X) == -1) & (detector.predict(rows) == 1)
    if not is_found.any():
        return 0, 0
    shares, _ = detector.explain(X[is_found])
    return int(is_found.sum()), int((shares.argmax(axis=1) == columns[is_found]).sum())


def measure_split(X, seed, with_faults):
    """Return the false alarm rate, the counts by fault, and numbers of rows."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(X))
    half = len(X) // 2
    train, test = X[order[:half][:MAX_TRAINING]], X[order[half:]]
    detector = AnomalyDetector(false_alarm_rate=RATE, random_state=seed).fit(train)
    is_out = left_out(len(train), detector.n_members, seed)
    alarms = float(np.mean(detector.predict(test) == -1))
    found = {}
    if with_faults:
        rows = test[generator.permutation(len(test))[:N_FAULTY]]
        centre = np.median(train, axis=0)
        spread = 1.4826 * np.median(np.abs(train - centre), axis=0)
        varying = np.flatnonzero(spread > 0)
        columns = generator.choice(varying, len(rows))
        for fault in (moved, swapped):
            X_bad = fault(rows, columns, spread, generator)
            found[fault.__name__] = count_explained(detector, X_bad, rows, columns)
    return alarms, found, len(test), int(is_out.any(axis=0).sum())


def main(n_splits):
    table, total = {}, {"moved": [0, 0], "swapped": [0, 0]}
    for name, X in normal_rows():
        alarms, counts = [], {"moved": [0, 0], "swapped": [0, 0]}
        for seed in range(n_splits):
            with_faults = seed < SPLITS_WITH_FAULTS
            rate, found, n_test, n_set = measure_split(X, seed, with_faults)
            alarms.append(rate)
            for fault, pair in found.items():
                counts[fault] = [
                    a + b for a, b in zip(counts[fault], pair, strict=True)
                ]
        spread = np.sqrt(RATE * (1 - RATE) * (1 / n_test + 1 / n_set))
        table[name] = {
            "false_alarms": float(np.mean(alarms)),
            "range_of_one_split": [
                max(0.0, RATE - norm.ppf(0.995) * spread),
                RATE + norm.ppf(0.995) * spread,
            ],
            "each": alarms,
            "faults_found": {fault: pair[0] for fault, pair in counts.items()},
            "blamed_first": {k: b / a if a else None for k, (a, b) in counts.items()},
        }
        for fault, pair in counts.items():
            total[fault] = [a + b for a, b in zip(total[fault], pair, strict=True)]
        row = {k: v for k, v in table[name].items() if k != "each"}
        print(name, X.shape, row, flush=True)
    mean = float(np.mean([each["false_alarms"] for each in table.values()]))
    first = {fault: b / a for fault, (a, b) in total.items()}
    print(f"false alarms: {100 * mean:.2f} %; faulty column ranks first: {first}")
    command = f"python -m benchmarks.faults {n_splits}"
    result = {"false_alarms": mean, "blamed_first": first, "tables": table}
    save("faults", {"command": command} | result)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
