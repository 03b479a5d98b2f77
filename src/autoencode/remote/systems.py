"""File systems of pyarrow for URIs, and writing to them."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from autoencode.errors import InvalidParameterError, one_line

CONNECT_SECONDS = 10.0
S3_ATTEMPTS = 3  # of each request, by the client itself
GCS_SECONDS = 10  # for which its client tries again by itself
S3_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")  # environment variables


def s3_endpoint(settings: Mapping[str, str]) -> str | None:
    """Return the endpoint of the settings in a URI, or of the environment."""
    found = [settings.get("endpoint_override"), *map(os.environ.get, S3_ENDPOINTS)]
    return next(filter(None, found), None)


@lru_cache(maxsize=64)
def file_system(
    process: int, scheme: str, authority: str, settings: str
) -> tuple[Any, str]:
    """Return a file system, and what paths in it begin with.

    ``process`` is the number of the process: a client does not survive a fork.
    """
    import pyarrow as pa
    from pyarrow import fs

    uri = f"{scheme}://{authority}/"
    try:
        if scheme == "s3":
            given = dict(parse_qsl(settings))
            return fs.S3FileSystem(**_s3_settings(authority, given)), authority
        if scheme in ("gs", "gcs") and "retry_limit_seconds" not in settings:
            settings = f"retry_limit_seconds={GCS_SECONDS}&{settings}".rstrip("&")
        found, root = fs.FileSystem.from_uri(f"{uri}?{settings}" if settings else uri)
        return found, root.rstrip("/")
    except pa.ArrowException as error:
        raise InvalidParameterError(
            f"{uri} cannot be opened: {one_line(error).rstrip('.')}."
        ) from error


def _s3_settings(bucket: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the arguments of pyarrow's S3FileSystem.

    The region of an endpoint of one's own is seldom asked for; that of AWS is looked
    up by the bucket.
    """
    from pyarrow.fs import AwsStandardS3RetryStrategy, resolve_s3_region

    settings: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "retry_strategy": AwsStandardS3RetryStrategy(max_attempts=S3_ATTEMPTS),
    }
    endpoint = s3_endpoint(given)
    if endpoint is not None:
        # Given here, buckets are paths below it; pyarrow's own reading of the
        # environment makes them names of hosts, which few other servers have.
        scheme, _, address = endpoint.rpartition("://")
        settings |= {"endpoint_override": address.rstrip("/")}
        settings |= {"scheme": scheme} if scheme else {}
    settings |= {k: v for k, v in given.items() if k != "endpoint_override"}
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if "region" not in given:
        settings["region"] = region or (
            "us-east-1" if endpoint else resolve_s3_region(bucket)
        )
    return settings


def write_whole(place: Path, system: Any, path: str) -> None:
    """Write a local file to storage, once.

    An object appears when its stream is closed, also by an exception; so that it is
    never a part of the file, the file is written by one call. Storage of files gets it
    beside and renamed.
    """
    import pyarrow as pa

    is_of_files = system.type_name in ("local", "hdfs")
    folder, _, _ = path.rpartition("/")
    beside = f"{folder}/.autoencode-writing-{secrets.token_hex(8)}"
    if is_of_files:
        system.create_dir(folder, recursive=True)
    written = beside if is_of_files else path
    size = place.stat().st_size
    try:
        with system.open_output_stream(written) as stream:
            if size:
                with pa.memory_map(str(place)) as source:
                    stream.write(source.read_buffer())
        if is_of_files:
            system.move(beside, path)
    except BaseException:
        if is_of_files and system.get_file_info(beside).is_file:
            system.delete_file(beside)
        raise
    found = system.get_file_info(path).size
    if found != size:
        raise ConnectionAbortedError(
            errno.ECONNABORTED, f"{found:,} of {size:,} bytes were written"
        )
