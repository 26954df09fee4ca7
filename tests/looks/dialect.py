"""Discord's Markdown as its client reads it: an own reading of its rules.

Written after how the client behaves (position by position, the first rule that
matches wins), and apart from the renderer, which it judges: what it finds in a
message is what a reader would get.
"""

from __future__ import annotations

import html
import re

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Node:
    """A piece of a message; *kind* says which rule made it."""

    kind: str
    text: str = ""
    href: str = ""
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def visible(self) -> str:
        """What a reader sees of it."""
        return self.text + "".join(child.visible for child in self.children)


_FENCE = re.compile(
    r"```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```", re.IGNORECASE
)
_CODE = re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_QUOTE = re.compile(r" *> [^\n]*(?:\n *> [^\n]*)*\n?")
_LONG_QUOTE = re.compile(r" *>>> ?([\s\S]*)")
_HEADING = re.compile(r" *(#{1,3})\s+([^\n]+?)#*\s*(?:\n|$)")
_SMALL = re.compile(r" *-# +([^\n]+)\n?")
_ITEM = re.compile(r"( *)([*-]|\d{1,10}\.) +([^\n]*)\n?")
_LINK = re.compile(
    r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]"
    r"\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['\"][\s\S]*?['\"])?\s*\)"
)
_AUTO = re.compile(r"<([^: >]+:/[^ >]+)>")
_URL = re.compile(r"https?://[^\s<]+[^<.,:;\"')\]\s]")
_INVITE = re.compile(r"discord(?:app)?\.(?:gg|com/invite)/[A-Za-z0-9-]+", re.IGNORECASE)
_LIVE = {
    "mention": re.compile(r"<@!?\d+>|<@&\d+>|<#\d+>"),
    "everyone": re.compile(r"@everyone|@here"),
    "emoji": re.compile(r"<a?:\w+:\d+>"),
    "timestamp": re.compile(r"<t:-?\d+(?::[tTdDfFR])?>"),
    "command": re.compile(r"</[^>:]+:\d+>"),
    "guild": re.compile(r"<id:\w+>"),
}
_STYLES = [
    ("spoiler", re.compile(r"\|\|([\s\S]+?)\|\|")),
    ("strong", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("underline", re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")),
    (
        "em",
        re.compile(
            r"\b_((?:__|\\[\s\S]|[^\\_])+?)_\b|"
            r"\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)",
            re.ASCII,
        ),
    ),
    ("strike", re.compile(r"~~([\s\S]+?)~~(?!_)")),
]
_WORDS = re.compile(r"[^\\`*_~|\[<@h\nd]+", re.IGNORECASE)


def read(content: str) -> Node:
    """Return a message as its client understands it."""
    return Node("message", children=_read(content, at_start=True))


def _read(source: str, *, at_start: bool, quoted: bool = False) -> list[Node]:
    nodes: list[Node] = []
    at = 0
    while at < len(source):
        starts = source[at - 1] == "\n" if at else at_start
        node, at = _one(source, at, starts=starts, quoted=quoted)
        if node.kind == "text" and nodes and nodes[-1].kind == "text":
            nodes[-1].text += node.text
        else:
            nodes.append(node)
    return nodes


def _one(source: str, at: int, *, starts: bool, quoted: bool) -> tuple[Node, int]:
    if starts and (found := _block(source, at, quoted=quoted)):
        return found
    if match := _FENCE.match(source, at):
        return Node("fence", text=match[2], href=match[1] or ""), match.end()
    if match := _CODE.match(source, at):
        return Node("code", text=match[2].strip()), match.end()
    if match := _ESCAPE.match(source, at):
        return Node("escaped", text=match[1]), match.end()
    if (match := _LINK.match(source, at)) and re.match(r"https?://", match[2]):
        inner = _read(match[1], at_start=False)
        return Node("link", href=match[2], children=inner), match.end()
    if match := _AUTO.match(source, at):
        return Node("link", text=match[1], href=match[1]), match.end()
    if match := _URL.match(source, at) or _INVITE.match(source, at):
        return Node("link", text=match[0], href=match[0]), match.end()
    for kind, pattern in _LIVE.items():
        if match := pattern.match(source, at):
            return Node(kind, text=match[0]), match.end()
    for kind, pattern in _STYLES:
        if match := pattern.match(source, at):
            inner = next(filter(None, match.groups()))
            return Node(kind, children=_read(inner, at_start=False)), match.end()
    match = _WORDS.match(source, at)
    end = match.end() if match else at + 1
    return Node("text", text=source[at:end]), end


def _block(source: str, at: int, *, quoted: bool) -> tuple[Node, int] | None:
    if not quoted and (match := _LONG_QUOTE.match(source, at)):
        inner = _read(match[1], at_start=True, quoted=True)
        return Node("quote", children=inner), match.end()
    if not quoted and (match := _QUOTE.match(source, at)):
        inner = re.sub(r"(?m)^ *> ", "", match[0])
        children = _read(inner, at_start=True, quoted=True)
        return Node("quote", children=children), match.end()
    if match := _HEADING.match(source, at):
        return (
            Node(f"h{len(match[1])}", children=_read(match[2], at_start=False)),
            match.end(),
        )
    if match := _SMALL.match(source, at):
        return Node("small", children=_read(match[1], at_start=False)), match.end()
    if match := _ITEM.match(source, at):
        # A heading or another item may begin inside an item.
        children = _read(match[3], at_start=True, quoted=True)
        number = match[2] if match[2][0].isdigit() else "•"
        return Node(
            "item", href=f"{len(match[1])} {number}", children=children
        ), match.end()
    return None


_TAGS = {
    "strong": "b",
    "em": "i",
    "strike": "s",
    "underline": "u",
    "quote": "blockquote",
    "small": "small",
    "h1": "h1",
    "h2": "h2",
    "h3": "h3",
    "spoiler": "mark",
}


def to_html(node: Node) -> str:
    """Return what a reader sees as HTML, everything of the message escaped."""
    inner = html.escape(node.text).replace("\n", "<br>")
    inner += "".join(to_html(child) for child in node.children)
    # A block of code ends its line by itself.
    inner = inner.replace("</pre><br>", "</pre>")
    if node.kind == "fence":
        return f"<pre>{html.escape(node.text)}</pre>"
    if node.kind == "code":
        return f"<code>{html.escape(node.text)}</code>"
    if node.kind == "link":
        return f'<a href="{html.escape(node.href, quote=True)}">{inner}</a>'
    if node.kind == "item":
        indent, _, bullet = node.href.partition(" ")
        style = f"margin-left:{int(indent) * 0.6 + 1.4}em"
        return f'<div class="item" style="{style}"><i>{bullet}</i>{inner}</div>'
    if node.kind in _LIVE:
        return f'<span class="live">{inner}</span>'
    tag = _TAGS.get(node.kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner
