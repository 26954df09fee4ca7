"""Reads the YAML or TOML of front matter as texts, with their lines."""

from __future__ import annotations

import re
import unicodedata

from dataclasses import dataclass
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    import yaml


_HINT = (
    "Put quotes around a value that holds ': ' or ' #', or that begins with "
    "one of [ { & * ! | > % @ `."
)


_DEPTH = 40
_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(rf"^[ \t]*(?:[-?:] ){{{_DEPTH}}}", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value and the file's line that it stands on."""

    line: int
    text: str
    """As written where it is a list."""
    items: tuple[str, ...] | None = None
    """Set for a list."""


class Malformed(Exception):
    """It is neither; the line counts from 1, from the top of the file."""

    def __init__(self, line: int, problem: str, hint: str = _HINT) -> None:
        super().__init__(problem)
        self.line, self.problem, self.hint = line, problem, hint


def of_yaml(source: str, first: int) -> dict[str, Value] | None:
    """
    Return the values by key, in small letters; unset ones have no text.

    Args:
        source: What stands between the marks.
        first: The file's line that it begins on, counted from 1.

    Returns:
        None when it is no mapping.

    Raises:
        Malformed: it is not YAML.
    """
    import yaml

    if _is_deep(source):
        raise Malformed(first, "The front matter is nested too deeply.")
    # Only the shape of YAML is asked for: its types would turn a title of
    # 1.10 into 1.1 and one of "no" into False.
    try:
        node = yaml.compose(source, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        raise Malformed(
            first + (mark.line if mark else 0),
            f"The front matter is not YAML: {e.problem or e.context}.",
        ) from e
    except yaml.reader.ReaderError as e:
        at = e.position if isinstance(e.position, int) else 0
        raise Malformed(
            first + source.count("\n", 0, at),
            "The front matter holds a character that YAML doesn't allow.",
            "Delete the invisible character on this line.",
        ) from e
    except RecursionError as e:
        raise Malformed(first, "The front matter is nested too deeply.") from e
    except (ValueError, OverflowError) as e:
        raise Malformed(
            first,
            "The front matter holds an escape that stands for no character.",
            r"Write the character itself, or \\ for a backslash.",
        ) from e
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        return None
    return {
        key.value.strip().lower(): _of_node(value, source, first + key.start_mark.line)
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def _is_deep(source: str) -> bool:
    """Tell what would take PyYAML minutes to refuse."""
    depth = 0
    for m in _BRACKET.finditer(source):
        depth = depth + 1 if m[0] in "[{" else max(0, depth - 1)
        if depth > _DEPTH:
            return True
    return bool(_DASHES.search(source))


def _of_node(node: yaml.Node, source: str, line: int) -> Value:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        unset = {"", "~", "null", "Null", "NULL"} if node.style is None else {""}
        text = _written(node.value).strip()
        if text in unset:
            return Value(line=line, text="")
        return Value(line=line, text=" ".join(text.split()) if "\n" in text else text)
    written = source[node.start_mark.index : node.end_mark.index]
    items: list[str] = []
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            inner = item.value if isinstance(item, yaml.SequenceNode) else [item]
            items += (
                _written(part.value).strip()
                for part in inner
                if isinstance(part, yaml.ScalarNode)
            )
    return Value(
        line=line,
        text=" ".join(written.split()),
        items=tuple(item for item in items if item),
    )


def _written(text: str) -> str:
    """Return what escapes stand for: pairs joined, halves marked, all composed."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole)


def of_toml(source: str, first: int) -> dict[str, Value]:
    """
    Return the values by key, as `of_yaml`; taxonomies count as keys.

    Raises:
        Malformed: it is not TOML.
    """
    import tomllib

    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as e:
        at = re.search(r"at line (\d+)", str(e))
        raise Malformed(
            first + (int(at[1]) - 1 if at else source.count("\n")),
            f"The front matter is not TOML: {str(e).partition(' (at')[0]}.",
            "Put quotes around every text.",
        ) from e
    except RecursionError as e:
        raise Malformed(first, "The front matter is nested too deeply.") from e
    inner = table.get("taxonomies")
    found: dict[str, Value] = {}
    for key, value in {**(inner if isinstance(inner, dict) else {}), **table}.items():
        at = re.search(
            rf"^[ \t]*[\"']?{re.escape(key)}[\"']?\s*=", source, re.MULTILINE
        )
        line = first + (source.count("\n", 0, at.start()) if at else 0)
        if isinstance(value, list):
            items = tuple(str(item).strip() for item in value)
            found[key.lower()] = Value(line=line, text=", ".join(items), items=items)
        elif not isinstance(value, dict) and str(value).strip():
            found[key.lower()] = Value(line=line, text=" ".join(str(value).split()))
    return found
