"""Time and memory beside the peers; run with ``make bench``, never in a test."""
