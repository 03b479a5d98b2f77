"""Files in tar archives, read in memory: nothing is written to the disk."""

import tarfile
import zlib
from pathlib import Path

from autoencode.errors import DataFileError, one_line


def read_members(path: Path, suffix: str = "") -> dict[str, bytes]:
    """Return the contents of the files in a tar archive, by name.

    Links, folders and hidden files are left out. Names are only compared, so that it
    does not matter where an archive would be unpacked to.

    Parameters
    ----------
    path : Path
        The archive, compressed or not.

    suffix : str, default=""
        How the names end.

    Returns
    -------
    dict of str to bytes
        In the order of the names.

    Raises
    ------
    DataFileError
        If the archive is damaged.
    """
    contents = {}
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                name = member.name.removeprefix("./")
                hidden = any(part.startswith(".") for part in name.split("/"))
                if not member.isfile() or hidden or not name.endswith(suffix):
                    continue
                file = archive.extractfile(member)
                contents[name] = b"" if file is None else file.read()
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise DataFileError(f"Cannot read {path}: {one_line(error)}.") from error
    return dict(sorted(contents.items()))
