"""Fuzz the parsers of the package: only an `AutoencodeError` of one line may come out.

    PYTHONPATH=tests python -m fuzz 600              each parser for 600 seconds
    PYTHONPATH=tests python -m fuzz 600 delimited    one of them

A parser has a file here with two functions: ``seeds()`` returns contents to begin with,
``read(content)`` parses one. Atheris changes contents, and keeps those that reach new
lines of the package. Each kind of failure is printed once, and its content is kept in
``fuzz/findings``.
"""

import argparse
import hashlib
import importlib
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

PARSERS = ("delimited", "idx", "run_folder", "checkpoint", "config", "archives")
PARSERS += ("dates", "requests")
FINDINGS = Path(__file__).parent / "findings"
MOST_SECONDS, MOST_MIB, MOST_BYTES = 20, 4096, 4096
INSTRUMENTED = ["autoencode", "fuzz"]


def place_of(error):
    """Return where an error came from: the last line of the package."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "autoencode" in each.filename] or frames
    return f"{type(error).__name__} {own[-1].filename}:{own[-1].lineno}"


def guarded(read, name):
    """Return the function to fuzz: it keeps what fails, and goes on."""
    from autoencode.errors import AutoencodeError

    seen = set()

    def keep(content, place, text):
        if place in seen:
            return
        seen.add(place)
        FINDINGS.mkdir(exist_ok=True)
        key = hashlib.sha256(place.encode()).hexdigest()[:8]
        (FINDINGS / f"{name}-{key}").write_bytes(content)
        print(f"FOUND {name}-{key}: {place}\n{text}", flush=True)

    def one(content):
        try:
            with warnings.catch_warnings(action="ignore"):
                read(content)
        except AutoencodeError as error:
            if not str(error).isprintable():
                keep(content, f"not one line, {place_of(error)}", str(error))
        except Exception as error:
            keep(content, place_of(error), traceback.format_exc())

    return one


def fuzz(name, seconds):
    """Fuzz a parser in this process, which ends."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED, enable_loader_override=False):
        parser = importlib.import_module(f"fuzz.{name}")
    corpus = Path(tempfile.mkdtemp(prefix="autoencode-fuzz-"))
    for number, content in enumerate(parser.seeds()):
        (corpus / f"seed-{number}").write_bytes(content)
    FINDINGS.mkdir(exist_ok=True)
    flags = {
        "max_total_time": seconds,
        "timeout": MOST_SECONDS,
        "rss_limit_mb": MOST_MIB,
        "max_len": MOST_BYTES,
        "artifact_prefix": f"{FINDINGS}/{name}-",
        "print_final_stats": 1,
        "verbosity": 0,
    }
    options = [f"-{key}={value}" for key, value in flags.items()]
    atheris.Setup([sys.argv[0], *options, str(corpus)], guarded(parser.read, name))
    atheris.Fuzz()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=int, help="for each parser")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(PARSERS)}")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        fuzz(given.names[0], given.seconds)
        return
    before, has_failed = set(FINDINGS.glob("*")), False
    for name in given.names or PARSERS:
        print(f"{name}: {given.seconds} s", flush=True)
        command = [sys.executable, "-m", "fuzz", str(given.seconds), name, "--here"]
        has_failed |= subprocess.run(command, check=False).returncode != 0
    found = sorted(set(FINDINGS.glob("*")) - before)
    print(f"{len(found)} findings", *found, sep="\n")
    sys.exit(bool(found) or has_failed)


if __name__ == "__main__":
    main()
