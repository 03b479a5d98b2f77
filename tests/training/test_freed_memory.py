"""Freed memory is kept for the next step."""

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import resource, torch
from autoencode.training.devices import keep_freed_memory
keep_freed_memory()
for step in range(10):
    if step == 4:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    outputs = [torch.zeros(2**19) for layer in range(12)]  # 2 MiB each
    del outputs
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="other C libraries have no such threshold"
)
def test_steps_do_not_ask_the_system_for_the_same_pages_again():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    # Without it up to 6,144 pages a step, as what was freed before may have it.
    assert int(done.stdout) < 1000
