"""The encoding of text, by its first bytes."""

import codecs

from autoencode.errors import DataFileError, one_line, warn

UTF8 = "utf8"
MARKS = {  # of byte order; UTF-32's begins with UTF-16's
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: UTF8,
}
NO_FILES = ("idna", "punycode", "undefined")  # codecs of names, and of nothing
# Files that are often named .csv by mistake.
NO_TEXT = {b"PK\x03\x04": "an Excel or ZIP file", b"\xd0\xcf\x11\xe0": "an Excel file"}
NO_TEXT |= {b"PAR1": "a Parquet file", b"\x1f\x8b": "compressed by gzip"}


def find_encoding(head: bytes, name: str) -> str:
    """Return the encoding by the byte order mark or the bytes.

    Raises
    ------
    DataFileError
        If the bytes are no text.
    """
    for magic, what in NO_TEXT.items():
        if head.startswith(magic):
            raise DataFileError(
                f"{name} is not text: it seems to be {what}. Save it as CSV, or give "
                f"it the suffix of its format."
            )
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        n_zeros = [head[first::2].count(0) for first in (0, 1)]
        for half, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if n_zeros[half] > len(head) / 4 and not n_zeros[1 - half]:
                return encoding
        raise DataFileError(f"{name} is not text: it holds bytes of value 0.")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return western_encoding(head, name)
    return UTF8


def western_encoding(content: bytes, name: str) -> str:
    """Return an encoding for text that is not UTF-8, with a warning."""
    try:
        content.decode("cp1252")
        encoding = "cp1252"
    except UnicodeDecodeError:
        encoding = "latin-1"
    warn(
        f"{name} is not UTF-8 text; it is read as {encoding} (Western European). If "
        f"letters are wrong, give --encoding."
    )
    return encoding


def codec_of(encoding: str) -> str | None:
    """Return the name of an encoding of text; None if it is none.

    Python has codecs of bytes, too, such as hex, and codecs of single words.
    """
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in NO_FILES else None


def decoded(head: bytes, encoding: str, name: str) -> str:
    """Return the text; a character cut off at the end is left out.

    Raises
    ------
    DataFileError
        If it cannot be text in this encoding, such as UTF-16 without a byte order mark.
    """
    try:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    except UnicodeError as error:
        raise DataFileError(
            f"{name} is not {encoding} text ({one_line(error)}). Give another "
            f"--encoding, or none."
        ) from error
    return text.removeprefix("\ufeff")
