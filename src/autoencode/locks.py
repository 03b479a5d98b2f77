"""Locks of files, which the system releases when their process ends."""

import errno
import os
from importlib import import_module
from pathlib import Path
from typing import Any

fcntl: Any = import_module("fcntl") if os.name == "posix" else None


def lock(path: Path) -> int | None:
    """Return a handle that locks a file or folder until it is closed.

    The system releases it when the process ends, however that ends. None if the system
    has no such locks.

    Raises
    ------
    OSError
        If another process has it, or the path is gone.
    """
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(handle), os.stat(path)):
            # Another process removed it meanwhile.
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL):
            return None
        raise
    return handle
