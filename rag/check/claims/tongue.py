"""Tells whether a sentence is in another language than the one it should be in."""

from __future__ import annotations

import unicodedata

from rag.query_types import Lang
from rag.text.lazy_regex import lazily
from rag.understand.language.lang import language
from rag.understand.talk.rewording import names_a_tongue


_ASIDE = lazily(
    r"`[^`\n]*`|\$[^$\n]+\$|\\\(.+?\\\)|\[[^\[\]\n]*\]\([^()\s]*\)|https?://\S+"
    r"|\"[^\"\n]+\"|“[^”\n]+”|‘[^’\n]+’|「[^」\n]+」|\[til-[0-9]+\]"
)
"""What stays as the notes have it in whatever language one writes about it."""
_WORD = lazily(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FRAMES = frozenset(
    "is are was were be been being has have had does do did can cannot could will would"
    " should may might must means it its they them their this these those that which"
    " you your we our he she when while because if so then than but not".split()
)
"""English words that make sentences of terms; those of phrases (of, the) don't."""
_FEW = 2
"""Such words, or words in the letters of the other language, that names may hold."""
_SENTENCE = 5
"""Words of a sentence that is told by its full stop, in whatever Latin language."""


def wanted(question: str, lang: Lang) -> Lang | None:
    """
    Return the language that an answer must be in; None if there are several.

    That is when the question is in another one than *lang*, which was set, names one
    ("영어로 설명해줘"), or is in letters that are neither Korean nor Latin.
    """
    letters = [_script(letter) for letter in question if letter.isalpha()]
    own = letters.count("other") > letters.count("hangul") + letters.count("latin")
    other = language(question, home=lang) != lang
    return None if own or other or names_a_tongue(question) else lang


def is_foreign(text: str, lang: Lang) -> bool:
    """
    Whether the prose of *text* is in another language than *lang*.

    Terms, names and what is quoted don't count, whatever their letters.
    """
    words = _WORD.findall(_ASIDE.sub(" ", text))
    scripts = [_of_word(word) for word in words]
    size = {
        name: sum(len(w) for w, s in zip(words, scripts, strict=True) if s == name)
        for name in ("hangul", "latin", "other")
    }
    own = size["hangul" if lang == "ko" else "latin"]
    if size["other"] > max(own, 2 * _FEW - 1):
        return True
    korean, latin = scripts.count("hangul"), scripts.count("latin")
    if lang == "en":
        return korean >= _FEW and size["hangul"] > size["latin"]
    framed = sum(word in _FRAMES for word in words)  # those of titles are large
    if framed >= _FEW and latin > 4 * korean:
        return True
    if framed and not korean and latin >= _SENTENCE - 1:
        return True
    lower = sum(word.islower() for word in words)
    ends = text.rstrip().endswith((".", "!", "?"))
    return not korean and ends and latin >= _SENTENCE and lower >= _SENTENCE - 1


def _of_word(word: str) -> str:
    scripts = {_script(letter) for letter in word}
    # A particle makes a term a word of the sentence: "moments를".
    return next(s for s in ("hangul", "other", "latin") if s in scripts)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("HANGUL"):
        return "hangul"
    # Greek letters are those of formulae.
    return "latin" if name.startswith(("LATIN", "GREEK", "MICRO")) else "other"
