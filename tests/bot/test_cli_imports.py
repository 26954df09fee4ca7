import pytest

from cli_fake import run


POST = """\
소개 글입니다.

🧩 ML library

2021.04.25

map_fn은 텐서의 첫 차원을 따라 함수를 적용합니다.

🤖 ML & DL

2021.05.10

CNN은 FC에 weight sharing을 더한 것입니다.
"""


@pytest.fixture
def post(tmp_path):
    path = tmp_path / "글.txt"
    path.write_text("\ufeff" + POST, "utf-8")
    return path


def test_import_writes_a_file_a_note_and_never_overwrites(post, tmp_path) -> None:
    """The first run writes, the second finds them there, a changed one is kept."""
    to = tmp_path / "notes"

    first = run("import", str(post), "--to", str(to), env={"TILBOT_LANG": "ko"})
    files = sorted(path for path in to.rglob("*.md"))
    files[0].write_text("내가 고침", "utf-8")
    second = run("import", str(post), "--to", str(to), env={"TILBOT_LANG": "en"})

    assert 2 == len(files)
    assert (0, 2) == (first.code, first.out.count("새로 씀: "))
    assert second.out.endswith("written 0, already there 1, kept 1\n")
    assert "내가 고침" == files[0].read_text("utf-8")


@pytest.mark.parametrize("content", [None, "글".encode("cp949"), b"no notes here"])
def test_a_post_that_cannot_be_imported(tmp_path, content) -> None:
    """Missing, not UTF-8 or without a note: told in two lines, nothing written."""
    path = tmp_path / "post.txt"
    if content is not None:
        path.write_bytes(content)

    got = run("import", str(path), "--to", str(tmp_path / "notes"))

    assert (66, "") == (got.code, got.out)
    assert 2 == len(got.err.splitlines())
    assert not (tmp_path / "notes").exists()
