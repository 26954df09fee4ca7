"""Reads one file of notes, whatever it holds: bytes to entries."""

from __future__ import annotations

import codecs
import hashlib
import shlex

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rag.corpus import markdown
from rag.corpus.links_page import lists_links
from rag.corpus.unfinished import form
from rag.corpus.walk import NoteFile, left_out, nfc
from rag.types import Problem, Reading


LIMIT = 10_000_000
"""Bytes that a file of notes may have."""


def read(file: NoteFile, *, first_commit: Callable[[str], date | None]) -> Reading:
    """
    Return the entries of *file*, or the problems that keep them out.

    Args:
        file: As `rag.corpus.walk.walk` found it.
        first_commit: Tells the day that a path, relative to the corpus, was
            first committed; asked only when nothing else gives a day.

    Never raises for what a file holds, nor when it is gone.
    """
    if file.size > LIMIT:
        return _too_large(file.path, file.size)
    try:
        with file.absolute.open("rb") as stream:
            content = stream.read(LIMIT + 1)
    except OSError as e:
        return _fails(
            file.path,
            None,
            f"It can't be read: {e.strerror or 'unknown reason'}.",
            "Check that it is still there and that its permissions let you read it.",
        )
    if len(content) > LIMIT:  # it has grown since it was listed
        return _too_large(file.path, len(content))

    reading = _content(file.path, content, first_commit)
    return replace(reading, digest=_digest(content))


def content_digest(file: NoteFile) -> str:
    """Return the `Reading.digest` that `read` would give, without parsing."""
    if file.size > LIMIT:
        return ""
    try:
        with file.absolute.open("rb") as stream:
            content = stream.read(LIMIT + 1)
    except OSError:
        return ""
    return _digest(content) if len(content) <= LIMIT else ""


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _content(
    path: str, content: bytes, first_commit: Callable[[str], date | None]
) -> Reading:
    text = _decode(path, content)
    if isinstance(text, Reading):
        return text
    if not text.strip():
        return Reading(
            problems=(left_out(path, "It is empty.", "Write something into it."),)
        )
    if lists_links(path, text):
        remark = "It is taken for a list of links to notes, not for a note."
        return Reading(problems=(left_out(path, remark, "Rename it if it is one."),))
    if problem := form(path, text):
        return Reading(problems=(problem,))
    return read_text(path, text, first_commit=first_commit)


def read_text(
    path: str, text: str, *, first_commit: Callable[[str], date | None]
) -> Reading:
    """
    Return the entries of a text, in the format that its content tells.

    Args:
        path: Relative to the corpus.
        text: As `normal` leaves it, not blank.
        first_commit: As in `read`.
    """
    from rag.corpus.post import reader

    if not markdown.has_front_matter(text) and reader.looks_like(text):
        return reader.read(path, text)
    return markdown.read(path, text, first_commit=first_commit)


def normal(text: str) -> str:
    r"""Compose to NFC, end lines with ``\n``, drop the byte order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return nfc(text)


def _decode(path: str, content: bytes) -> str | Reading:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _other_encoding(path, 1, "UTF-16")
    nul = content.find(b"\0")
    if nul >= 0:
        if _is_utf16(content):
            return _other_encoding(path, 1, "UTF-16")
        return _fails(
            path,
            _line_at(content, nul),
            "It is not text: it holds a NUL byte.",
            "Remove that byte, or move the file out of the notes.",
        )
    try:
        return normal(content.decode("utf-8"))
    except UnicodeDecodeError as e:
        line = _line_at(content, e.start)
    try:
        if any("가" <= letter <= "힣" for letter in content.decode("cp949")):
            return _other_encoding(path, line, "CP949")
    except UnicodeDecodeError:
        pass
    return _fails(
        path,
        line,
        "It is not UTF-8; the first bad byte is on this line.",
        "Save it as UTF-8, or move it out of the notes if it is not text.",
    )


def _is_utf16(content: bytes) -> bool:
    # Without a mark: Latin letters leave every other byte 0.
    sample = content[:4000]
    for offset in (0, 1):
        half = sample[offset::2]
        if len(half) > 1 and half.count(0) > 0.6 * len(half):
            return 0 not in sample[1 - offset :: 2]
    return False


def _line_at(content: bytes, at: int) -> int:
    before = content[:at]
    # \r\n is one end of a line, and so is a lone \r.
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")


def _other_encoding(path: str, line: int, name: str) -> Reading:
    quoted = shlex.quote(path)  # the hint may be pasted, and the name be anybody's
    return _fails(
        path,
        line,
        f"It is {name}, not UTF-8.",
        f"Convert it: iconv -f {name} -t UTF-8 {quoted} > new && mv new {quoted}",
    )


def _too_large(path: str, size: int) -> Reading:
    return _fails(
        path,
        None,
        f"It has {size / 1e6:.1f} MB; the limit is {LIMIT // 1_000_000} MB.",
        "Split it into smaller files.",
    )


def _fails(path: str, line: int | None, problem: str, hint: str) -> Reading:
    return Reading(
        problems=(Problem(path=path, line=line, problem=problem, hint=hint),)
    )
