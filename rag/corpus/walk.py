"""Finds the files of notes under a folder, without reading any."""

from __future__ import annotations

import os
import re
import stat
import time
import unicodedata

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.errors import CorpusError
from rag.types import Problem


SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".txt"})
"""What the name of a note ends in, in small letters."""

_NOT_NOTES = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_OWN_PAGES = re.compile(
    r"(?i:readme.*|contributing|changelog|code[-_]of[-_]conduct|licen[cs]e([-_].*)?"
    r"|(issue_|pull_request_)?template)"
    # In small letters these may be notes.
    r"|AUTHORS|CONTRIBUTORS|COPYING|NOTICE|SECURITY|SUMMARY|SUPPORT"
)
_NOT_PROSE = re.compile(
    r"(requirements([-_.].*)?|constraints|cmakelists|robots|humans|llms)\.txt",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFile:
    """A file that may hold notes."""

    path: str
    """Relative to the corpus, separated by ``/``, NFC; also of a name that
    the disk holds in NFD."""
    absolute: Path
    """As the disk knows it."""
    size: int
    """Bytes."""
    mtime_ns: int
    """When it was last changed, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a folder holds."""

    files: tuple[NoteFile, ...]
    """Sorted by path; no path twice."""
    problems: tuple[Problem, ...]
    """What was left out and why, sorted by path."""
    began_ns: int = 0
    """Nanoseconds since 1970; what changes later isn't seen."""


def walk(root: Path) -> Walk:
    """
    List the notes under *root*, a folder or one file.

    Hidden files, installed packages and files of other types are passed over
    in silence; a repository's own pages and links that lead elsewhere are
    named. No file is read.

    Raises:
        CorpusError: *root* is not there, can't be listed, or holds no note.
    """
    began = time.time_ns()
    files: dict[str, NoteFile] = {}
    problems: list[Problem] = []
    for found in _found(root):
        if isinstance(found, Problem):
            problems.append(found)
        elif found.path in files:
            problems.append(
                left_out(
                    found.path,
                    "Two files have this name, once composed and once decomposed.",
                    "Rename one of them.",
                )
            )
        else:
            files[found.path] = found
    if not files and not any(problem.fatal for problem in problems):
        raise CorpusError(f"There is no note in {root}.", hint=_HINT)
    return Walk(
        files=tuple(files[path] for path in sorted(files)),
        problems=tuple(sorted(problems, key=lambda problem: problem.path)),
        began_ns=began,
    )


def left_out(path: str, problem: str, hint: str) -> Problem:
    """Return a remark on a file that is left out on purpose."""
    return Problem(path=path, line=None, problem=problem, hint=hint, fatal=False)


_HINT = "Set TILBOT_CORPUS to a folder of .md or .txt notes, or to one file of notes."


def _found(root: Path) -> Iterator[NoteFile | Problem]:
    try:
        real = root.resolve(strict=True)
        mode = real.stat().st_mode
        if stat.S_ISDIR(mode):
            with os.scandir(real):
                pass
    except (OSError, RuntimeError) as e:  # RuntimeError: a link to itself, 3.11
        reason = (e.strerror if isinstance(e, OSError) else None) or "it is a loop"
        raise CorpusError(f"{root} can't be read: {reason}.", hint=_HINT) from e

    if not stat.S_ISDIR(mode):
        name = real.name if real.suffix.lower() in SUFFIXES else root.name
        if not stat.S_ISREG(mode) or Path(name).suffix.lower() not in SUFFIXES:
            raise CorpusError(f"{root} is neither a folder nor a note.", hint=_HINT)
        yield _note(nfc(name), real)
        return
    yield from _folder(real)


def _folder(root: Path) -> Iterator[NoteFile | Problem]:
    # A stack instead of recursion: folders may be nested deeper than Python
    # may call. Links inside the corpus are not followed, since their target
    # is listed where it stands; that also rules out loops.
    folders: list[tuple[Path, str]] = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as e:
            yield _unreadable(prefix.rstrip("/"), e)
            continue
        if prefix and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        for entry in entries:
            if is_passed_over(entry.name):
                continue
            path = prefix + _readable(entry.name)
            try:
                if entry.is_symlink():
                    yield from _link(root, Path(entry.path), path)
                elif entry.is_dir():
                    folders.append((Path(entry.path), f"{path}/"))
                elif entry.is_file() and is_note(entry.name):
                    yield from _file(path, Path(entry.path))
            except OSError as e:
                yield _unreadable(path, e)


def _file(path: str, absolute: Path) -> Iterator[NoteFile | Problem]:
    name = path.rpartition("/")[2]
    if _is_own_page(path):
        yield left_out(
            path,
            "It is taken for a page about the repository, not for a note.",
            "Move it into a sub-folder if it is a note.",
        )
    elif _NOT_PROSE.fullmatch(name):
        yield left_out(
            path, "It is taken for a list that programs read.", "Rename it if not."
        )
    elif "\ufffd" in path:
        yield Problem(
            path=path, line=None, problem="Its name is not UTF-8.", hint="Rename it."
        )
    else:
        yield _note(path, absolute)


def _link(root: Path, absolute: Path, path: str) -> Iterator[NoteFile | Problem]:
    try:
        target = absolute.resolve(strict=True)
    except (OSError, RuntimeError):
        if is_note(path):
            yield left_out(path, "The link leads nowhere.", "Mend or delete it.")
        return
    if not target.is_relative_to(root):
        if target.is_dir() or is_note(path):
            yield left_out(
                path,
                "The link leads out of the corpus.",
                "Copy what it points at into the corpus.",
            )
    elif target.is_file() and is_note(path):
        inside = target.relative_to(root).parts
        if not is_note(inside[-1]) or any(is_passed_over(part) for part in inside):
            yield from _file(path, target)


def _note(path: str, absolute: Path) -> NoteFile:
    status = absolute.stat()
    return NoteFile(
        path=path,
        absolute=absolute,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
    )


def _is_own_page(path: str) -> bool:
    # README.ko.md counts as README; in a sub-folder it is a note.
    return "/" not in path and bool(_OWN_PAGES.fullmatch(path.partition(".")[0]))


def is_passed_over(name: str) -> bool:
    """Tell by its name whether a file or folder is left out without a word."""
    return name.startswith(".") or name in _NOT_NOTES


def _readable(name: str) -> str:
    # Bytes that are no UTF-8 reach Python as surrogates, which can't be stored.
    return nfc(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(
        path=path or ".",
        line=None,
        problem=f"It can't be read: {error.strerror or 'unknown reason'}.",
        hint="Check the permissions and the disk.",
    )


def is_note(name: str) -> bool:
    """Tell by its name whether a file may hold notes."""
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122  a name, no path


def nfc(text: str) -> str:
    """Compose Hangul and accents, which macOS stores in pieces."""
    return unicodedata.normalize("NFC", text)
