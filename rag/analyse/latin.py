"""Words in Latin script: split, stemmed, and identifiers kept whole."""

from __future__ import annotations

import functools
import re

from collections.abc import Iterator
from typing import Any

from rag.analyse.stop_words import says_little


STOP_WORDS = frozenset(
    """a about all also an and any are as at be been being between both by can could
    did do does doing done each every for from get gets got had has have he her here
    his how i if in into is it its just know let made make makes many may me might
    more most much must my need no not of on only or other our out over own please
    said same say says she should show so some such tell than that the their them
    then there these they this those to too up us versus very vs want was way we were
    what when where which who whom whose why will with would you your
    describe explain give one""".split()
)
"""Function words, and the words that questions are framed with."""

IMPORTED_AS = {
    "tf": "tensorflow",
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib",
    "sns": "seaborn",
}
"""What libraries are called in code, by the convention of their own manuals."""
_MEMBER = re.compile(r"\.[A-Za-z_]")
_WORD = re.compile(r"[A-Za-z]+")
HUMP = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
_IDENTIFIER = re.compile(
    # Looking behind keeps a long run of letters from being tried from each of them.
    r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[._\-/+][A-Za-z0-9]+)+"
    r"|(?<![A-Za-z])[A-Za-z]+[0-9][A-Za-z0-9]*"
)
_LETTER_NAMED = re.compile(
    r"(?<![\w.\-/+])[A-Za-z]-([A-Za-z]{2,})(?![A-Za-z0-9]|[-/+][A-Za-z])"
)
_NUMBER_NAMED = re.compile(
    r"(?<![\w.,:/+-])(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,6}"
    r"(?=(?:은|는|이|가|을|를|의|도|랑|이랑|와|과|에서|에)?(?:\s|[?!]|$))"
)


@functools.cache
def _stemmer() -> Any:  # the library has no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the Snowball stem (Porter2) of a lower-case English word."""
    # No English word is longer; the stemmer takes time by the square of the length.
    return str(_stemmer().stemWord(word)) if 3 < len(word) <= 40 else word


def words(text: str) -> Iterator[str]:
    """
    Yield the words of *text* in lower case, stop words left out.

    ``batchNorm`` gives ``batchnorm``, ``batch`` and ``norm``; ``is_training``
    gives ``training``; ``tf.map_fn`` gives ``tensorflow`` besides.
    """
    for match in _WORD.finditer(text):
        word = match[0]
        parts = [word]
        if word in IMPORTED_AS and _MEMBER.match(text, match.end()):
            parts.append(IMPORTED_AS[word])
        if not (word.islower() or word.isupper()):
            humps = HUMP.findall(word)
            if len(humps) > 1:
                parts += humps
        for part in parts:
            lower = part.lower()
            if lower not in STOP_WORDS:
                yield lower


def nameless(text: str) -> Iterator[str]:
    """
    Yield what is named without a word: 504, and N+1 and K-means in lower case.

    A number is a name when a particle or nothing follows it, not a unit; one of two
    digits counts things, and one that may be a year says when.
    """
    for match in _NUMBER_NAMED.finditer(text):
        yield match[0]
    for match in _IDENTIFIER.finditer(text):
        parts = re.findall("[A-Za-z]+", match[0])
        if parts and len(parts) == len("".join(parts)) and "+" in match[0]:
            yield match[0].lower()
    for match in _LETTER_NAMED.finditer(text):
        word = match[1].lower()
        if word in STOP_WORDS or says_little(word):
            yield match[0].lower()


def identifiers(text: str) -> Iterator[str]:
    """Yield names such as ``tf.map_fn``, ``PR-317`` or ``ResNet18``, lower case.

    Each is a term of its own beside its parts, so that it is found as typed.
    """
    for match in _IDENTIFIER.finditer(text):
        yield match[0].lower()
