"""``python -m autoencode`` is the ``autoencode`` command."""

from autoencode.cli.main import main

main(prog_name="autoencode")
