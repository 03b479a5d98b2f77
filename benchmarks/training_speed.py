"""Training compared with other packages: samples per second, memory, test error.

Every fit runs in its own process, so that memory and threads are independent.
Contestants alternate, and medians are compared, since the machine may be shared.

    python -m benchmarks.training_speed [--batch-size 256] [--epochs 2] [--rounds 5]
"""

import argparse
import json
import statistics
import subprocess
import sys
import time

from benchmarks.contestants import CONTESTANTS, OPTIMIZER, squared_error
from benchmarks.measure import PeakMemory, ceilings, images, save, training_flops

SIZES = (784, 1000, 500, 250, 30)
LEARNING_RATE = 1e-3


def one(name, batch_size, epochs):
    """Train one contestant; return the measurements."""
    X, X_test = images()
    train = CONTESTANTS[name]
    train(X[:2000], SIZES, 1, batch_size, LEARNING_RATE)  # warm-up: imports, setup
    with PeakMemory() as memory:
        started = time.perf_counter()
        reconstruct = train(X, SIZES, epochs, batch_size, LEARNING_RATE)
        seconds = time.perf_counter() - started
    return {
        "samples_per_second": epochs * len(X) / seconds,
        "memory_mb": memory.above,
        "test_error": squared_error(reconstruct, X_test),
    }


def in_a_process(name, arguments):
    """Run `one` in another process."""
    command = [sys.executable, "-m", "benchmarks.training_speed", "--only", name]
    command += ["--batch-size", str(arguments.batch_size)]
    command += ["--epochs", str(arguments.epochs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch-size", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only")
    parser.add_argument("--contestants", default=";".join(CONTESTANTS))
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(one(arguments.only, arguments.batch_size, arguments.epochs)))
        return
    names = arguments.contestants.split(";")
    chosen = ""
    if names != list(CONTESTANTS):
        chosen = f' --contestants "{arguments.contestants}"'
    rounds = {name: [] for name in names}
    limits = []
    for number in range(arguments.rounds):
        limits.append(ceilings())
        for name in names:
            rounds[name].append(in_a_process(name, arguments))
            rate = rounds[name][-1]["samples_per_second"]
            print(f"round {number + 1} {name:22} {rate:9,.0f} samples/s", flush=True)
    save(
        f"training_speed_{arguments.batch_size}",
        {
            "command": f"python -m benchmarks.training_speed --batch-size "
            f"{arguments.batch_size} --epochs {arguments.epochs} "
            f"--rounds {arguments.rounds}{chosen}",
            "network": SIZES,
            "optimizer": OPTIMIZER,
            "flops_per_sample": training_flops(SIZES),
            "ceilings_gflops": {
                key: statistics.median(limit[key] for limit in limits)
                for key in limits[0]
            },
            "rounds": rounds,
            "median": {
                name: {
                    key: statistics.median(each[key] for each in results)
                    for key in results[0]
                }
                for name, results in rounds.items()
            },
        },
    )


if __name__ == "__main__":
    main()
