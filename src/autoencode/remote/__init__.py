"""Data, results and runs on storage, by URI; see `autoencode.remote.paths`."""

from autoencode.remote.paths import RemotePath, is_remote, place_of

__all__ = ["RemotePath", "is_remote", "place_of"]
