"""A list of links to notes is no note."""

import pytest

from rag.corpus.read import read
from rag.corpus.walk import walk


LIST = "# TIL 📚\n\n모아 둔 것.\n\n## 큐\n\n" + "".join(
    f"- [큐 {n}](queue/q{n}.md)\n" for n in range(4)
)


def reading(tmp_path, path, text):
    """Read the one file *path*."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, "utf-8")
    (file,) = walk(tmp_path).files
    return read(file, first_commit=lambda _: None)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mina/README.md", LIST),
        ("mina/til/readme.ko.md", LIST.replace("- ", "1. ")),
        ("mina/SUMMARY.md", LIST.replace("(queue", "(https://github.com/m/til/queue")),
        ("mina/README.md", "# 큐\n\n## 목록\n\n[덱](deque.md)\n\n## 코드\n"),
        (f"큐 {'0a1b' * 8}.md", "# 큐\n\n[덱](%ED%81%90/deque.md)\n\n[힙](q/heap.md)"),
        ("mina/index.md", "| a |\n|---|\n| [A](a.md) |\n| [B](b.md) |\n| [C](c.md) |"),
    ],
)
def test_a_list_of_links_to_notes_is_left_out(tmp_path, path, text) -> None:
    """It is told of, and doesn't fail the index."""
    found = reading(tmp_path, path, text)

    assert not found.entries
    (problem,) = found.problems
    assert (problem.path, problem.fatal) == (path, False)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mina/queue.md", LIST),
        (f"큐 {'0a1b' * 8}.md", "# 큐\n\n[강의.pdf](q/a.pdf)"),
        ("SUMMARY의 뜻.md", "[덱](deque.md)"),
        (f"큐 {'0a1b' * 8}.md", "# 큐\n\n[덱](q/deque.md)\n\n먼저 든 것이 먼저 나온다."),
        ("mina/README.md", LIST.replace("(queue", "(https://example.org/queue")[:-30]
         .replace(".md", "")),
        ("mina/README.md", "# 큐\n\n먼저 든 것이 먼저 나온다.\n\n- [힙](heap.md)\n"),
        ("mina/README.md", "# 큐\n" + "줄이다.\n" * 9 + LIST),
    ],
)  # fmt: skip
def test_a_note_with_links_is_a_note(tmp_path, path, text) -> None:
    """Of another name, with text of its own, or a collection of other sites."""
    assert reading(tmp_path, path, text).entries
