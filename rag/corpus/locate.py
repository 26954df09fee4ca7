"""Finds the file of a path that was indexed."""

from __future__ import annotations

import os

from pathlib import Path

from rag.corpus.walk import NoteFile, nfc


def locate(corpus: Path, path: str) -> NoteFile | None:
    """
    Return the file that *path* stands for now; None if it is gone.

    Args:
        corpus: A folder of notes, or one file.
        path: As in `NoteFile.path`: composed, also where the disk's isn't.
    """
    absolute = corpus / path if corpus.is_dir() else corpus
    try:
        status = absolute.stat()
    except OSError:
        absolute = _decomposed(corpus, path)
        try:
            status = absolute.stat()
        except OSError:
            return None
    return NoteFile(
        path=path,
        absolute=absolute,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
    )


def _decomposed(corpus: Path, path: str) -> Path:
    """Return the file whose name is composed to *path*, or one that isn't there."""
    folder = corpus
    for part in path.split("/"):
        if (folder / part).exists():
            folder /= part
            continue
        try:
            names = os.listdir(folder)  # noqa: PTH208  names, not paths
        except OSError:
            names = []
        folder /= next((name for name in names if nfc(name) == part), part)
    return folder
