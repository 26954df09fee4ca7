"""Keeps lines apart and lists numbered where sentences of a reply go."""

from __future__ import annotations

import re

from dataclasses import dataclass, field

from rag.check.claims.claims import ITEM


_NUMBER = re.compile(r"(?:^|(?<=\n))([ \t]*)(\d{1,3})(?=[.)][ \t]+$)")


@dataclass
class Layout:
    """Gives what stands before each sentence that is shown; call in order."""

    _gap: str = ""
    """Line ends of what went."""
    _item: str = ""
    """What stands before a list item whose first sentence went."""
    _last: dict[int, int] = field(default_factory=dict)
    """By indent: the number that the last item had, and..."""
    _gone: dict[int, int] = field(default_factory=dict)
    """...how many items of its list went."""

    def skip(self, lead: str) -> None:
        """Take note of a sentence that goes."""
        self._begin(lead)
        if ITEM.search(lead):
            self._item = lead
        self._gap = max(self._gap, re.sub(r"[^\n]", "", lead), key=len)

    def before(self, lead: str) -> str:
        """Return what is to stand before the next sentence, which has *lead*."""
        self._begin(lead)
        if self._item:  # the rest of an item still has its marks
            lead, self._item = self._item, ""
        elif lead.count("\n") < len(self._gap):
            lead = self._gap + (lead.lstrip("\n") if "\n" in lead else "")
        self._gap = ""
        return _NUMBER.sub(self._number, lead)

    def _begin(self, lead: str) -> None:
        """Take note of the item that begins, and of the one that ends with it."""
        found = _NUMBER.search(lead)
        if self._item and ("\n" in lead or ITEM.search(lead)):
            gone, self._item = _NUMBER.search(self._item), ""
            if gone:
                indent = len(gone[1])
                self._gone[indent] = self._gone.get(indent, 0) + 1
        if found is None:
            return
        indent, number = len(found[1]), int(found[2])
        for deeper in [d for d in self._last if d > indent]:
            del self._last[deeper]
            self._gone.pop(deeper, None)
        if number <= self._last.get(indent, 0):
            self._gone.pop(indent, None)
        self._last[indent] = number

    def _number(self, found: re.Match[str]) -> str:
        gone = self._gone.get(len(found[1]), 0)
        return f"{found[1]}{max(1, int(found[2]) - gone)}"
