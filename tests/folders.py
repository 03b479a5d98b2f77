"""Looking into folders."""


def tree(folder):
    """Every path below a folder, with the content of the files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }
