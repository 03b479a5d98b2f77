"""Coverage-guided fuzzing of the package's own parsers; see `fuzz.__main__`."""
