import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click
import pytest
import readme

from readme import FILES, ROOT, Session, sessions, steady

from bot.cli import COMMANDS, cli
from bot.settings import DiscordSettings
from rag import errors
from rag.corpus import markdown
from rag.settings import RagSettings


ENGLISH, KOREAN = (path.read_text("utf-8") for path in FILES)
SHOWN = [s for s in sessions(ENGLISH) if s.is_ours]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")


class Listening(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, values: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        """Remember the name."""
        self.asked.add(key)
        return super().get(key, default)


def variables() -> set[str]:
    """Return the names of all settings."""
    env = Listening({"OPENAI_API_KEY": "k"})
    RagSettings.from_env(env)
    DiscordSettings.from_env(env)
    return env.asked


def rows(text: str, heading: str) -> dict[str, str]:
    """Return first and second cell of the table under a heading."""
    section = text.split(f" {heading}\n", 1)[1].split("\n#", 1)[0]
    found = re.findall(r"^\| `?([^|`]+?)`? \| (.*?) ?\|", section, re.MULTILINE)
    return dict(found[2:])  # behind the head and its rule


def fenced(text: str) -> list[str]:
    """Return the lines inside the fences of a README."""
    return "\n".join(
        re.findall(r"^```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ).splitlines()


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command of the command line with its name."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command
        yield name, command


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each session prints now, by command."""
    home = tmp_path_factory.mktemp("readme")
    return readme.run_all(SHOWN, home, at_once=2)


def test_the_first_command_asks_and_the_second_tests() -> None:
    """A newcomer gets an answer by the first command, and green by the second."""
    first, second, *_ = sessions(ENGLISH)

    assert first.command.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert first.is_ours
    assert second.command.endswith("&& .venv/bin/python -m pytest")


@pytest.mark.slow
@pytest.mark.parametrize("session", SHOWN, ids=lambda s: s.alone)
def test_sessions(session: Session, printed: dict[str, str]) -> None:
    """Each command prints what is shown; `python tests/readme.py` renews it."""
    assert steady(session.output) == steady(printed[session.command])


def test_python_code_runs(tmp_path, monkeypatch) -> None:
    """The chain and the retriever are opened as the page says."""
    shutil.copytree(ROOT / "corpus" / "2022", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"^```python\n(.*?)^```", ENGLISH, re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {}

    exec(code, names)  # noqa: S102  # it is our own page

    assert "answered" == names["answer"].outcome
    path = "2022-10-21-stability-plasticity-dilemma.md"
    assert path == names["answer"].citations[0].entry.path
    assert path == names["documents"][0].metadata["path"]
    promised = re.search(r"^Each document carries (.*)$", ENGLISH, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", promised[1])) == set(
        names["documents"][0].metadata
    )


def test_korean_page_shows_the_same_code() -> None:
    """Both pages have the same commands and outputs; only remarks are translated."""

    def code(text: str) -> list[str]:
        return [line.partition("  #")[0].rstrip() for line in fenced(text)]

    assert code(ENGLISH) == code(KOREAN)


@pytest.mark.parametrize("heading", [("Settings", "설정"), ("Exit codes", "종료 코드")])
def test_korean_page_has_the_same_tables(heading: tuple[str, str]) -> None:
    """Names and codes are the same in both languages."""
    english, korean = (
        rows(t, h) for t, h in zip((ENGLISH, KOREAN), heading, strict=True)
    )

    assert list(english) == list(korean)


@pytest.mark.parametrize("text", [ENGLISH, KOREAN], ids=["en", "ko"])
def test_every_command_and_option_is_mentioned(text: str) -> None:
    """What the command line can do stands in the README."""
    wanted = {f"tilbot {name}" for name in COMMANDS}
    for _, command in [("", cli), *commands()]:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                wanted |= {*parameter.opts}

    missing = {w for w in wanted if not re.search(rf"{re.escape(w)}\b", text)}
    assert not missing


@pytest.mark.parametrize(
    "line", [ln for ln in fenced(ENGLISH) if re.search(r"(^|\| )tilbot ", ln)]
)
def test_every_command_line_is_understood(line: str) -> None:
    """No example uses a command or an option that doesn't exist."""
    part = re.split(r"^\$ |\| (?=tilbot)", line)[-1]
    words = shlex.split(re.split(r" \| |; ", part)[0], comments=True)
    _, name, *args = words
    if name.startswith("-"):
        return
    command = cli.get_command(click.Context(cli), name)

    assert command
    command.make_context(name, args)


@pytest.mark.parametrize("text", [ENGLISH, KOREAN], ids=["en", "ko"])
def test_every_field_is_documented(text: str) -> None:
    """The fields of a JSON answer, as it is recorded, stand in the tables."""
    (recorded,) = (s.output for s in SHOWN if "--json " in s.command)
    names = set(re.findall(r'^ +"(\w+)":', recorded, re.MULTILINE))

    assert len(names) > 20
    assert not {n for n in names if f"`{n}`" not in text}


@pytest.mark.parametrize(
    ("text", "heading"),
    [(ENGLISH, "Exit codes"), (KOREAN, "종료 코드")],
    ids=["en", "ko"],
)
def test_exit_codes(text: str, heading: str) -> None:
    """Every code of the tree of errors and of `tilbot --help` has its line."""
    tree = [errors.TilbotError]
    for kind in tree:
        tree += kind.__subclasses__()
    raised = {str(kind.exit_code) for kind in tree[1:]}
    helped = set(re.findall(r"^  (\d+) ", cli.epilog or "", re.MULTILINE))

    assert raised <= helped
    assert helped == set(rows(text, heading))


def test_the_tree_of_errors_is_drawn_in_full() -> None:
    """Who reads it knows all that there is to catch."""
    sources = [
        p.read_text("utf-8") for d in ("rag", "bot") for p in (ROOT / d).rglob("*.py")
    ]
    classes = re.findall(r"^class (\w+)\((\w+)\):", "\n".join(sources), re.MULTILINE)
    found = ["TilbotError"]
    for base in found:
        found += [name for name, of in classes if of == base]
    drawn = re.findall(
        r"^[│ ├└─]*([A-Z]\w+)(?:  .*)?$", errors.__doc__ or "", re.MULTILINE
    )

    assert sorted(found) == sorted(drawn)


@pytest.mark.parametrize(
    "package", sorted((ROOT / "rag").rglob("__init__.py")), ids=lambda p: p.parent.name
)
def test_the_map_of_a_package_names_each_module(package: Path) -> None:
    """A stranger finds each thing where its name says."""
    text = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
    named = re.findall(r"^(\w+/?)  +\S", text, re.MULTILINE)
    there = [p.stem for p in package.parent.glob("*.py") if p != package]
    there += [f"{p.parent.name}/" for p in package.parent.glob("*/__init__.py")]

    assert sorted(there) == sorted(named)


def test_settings_are_all_named() -> None:
    """The tables and .env.example list exactly what the program reads."""
    names = variables()

    assert names == set(rows(ENGLISH, "Settings"))
    assert names == set(re.findall(r"^# ([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_env_example_shows_the_defaults() -> None:
    """Taking every line of .env.example in changes nothing."""
    shown = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))

    assert RagSettings.from_env({}) == RagSettings.from_env(shown)
    assert DiscordSettings.from_env({}) == DiscordSettings.from_env(shown)
    assert not re.findall(r"^[^#\n]", EXAMPLE, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "heading"), [(ENGLISH, "Settings"), (KOREAN, "설정")], ids=["en", "ko"]
)
def test_settings_table_shows_the_defaults(text: str, heading: str) -> None:
    """The defaults of the tables are those of the program, with and without a key."""
    table = rows(text, heading)
    first = {n: m[1] for n, d in table.items() if (m := re.search(r"`(.*?)`", d))}
    last = {n: re.findall(r"`(.*?)`", d)[-1] for n, d in table.items() if "`" in d}
    key = {"OPENAI_API_KEY": "k"}

    assert RagSettings.from_env(key) == RagSettings.from_env(first | key)
    assert RagSettings.from_env({}) == RagSettings.from_env(last)
    assert DiscordSettings.from_env({}) == DiscordSettings.from_env(last)


@pytest.mark.parametrize("text", [ENGLISH, KOREAN], ids=["en", "ko"])
def test_the_invitation_asks_for_what_the_bot_uses(text: str) -> None:
    """No right more than those that are named, and no less."""
    from discord import Permissions

    used = Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        create_public_threads=True,
        attach_files=True,
        read_message_history=True,
    )
    (asked,) = re.findall(r"scope=bot\+applications\.commands&permissions=(\d+)", text)

    assert used.value == int(asked)


def test_corpus_readme_shows_a_note() -> None:
    """The example of the format is read as the note that it describes."""
    text = (ROOT / "corpus" / "README.md").read_text("utf-8")
    match = re.search(r"^```markdown\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert match

    reading = markdown.read("2024/a.md", match[1], first_commit=lambda _: None)

    (entry,) = reading.entries
    assert () == reading.problems
    assert date(2024, 3, 2) == entry.day
    assert "ML & DL" == entry.category
    assert entry.title.startswith("코사인 유사도(cosine similarity)")
    assert ("cosine similarity", "embedding", "NumPy") == entry.tags
    assert "https://en.wikipedia.org/wiki/Cosine_similarity" == entry.url
    assert "\\cos(a, b)" in entry.body
    assert "---" not in entry.body


def test_links_lead_somewhere() -> None:
    """Files that a README links to are there."""
    for text in (ENGLISH, KOREAN):
        for target in re.findall(r"\]\((?!http)([^)#]+)", text):
            assert (ROOT / target).exists(), target


def test_ci_does_what_the_readme_says() -> None:
    """CI installs and tests by the very commands that a newcomer is given."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    install, test = sessions(ENGLISH)[1].command.split(" && ")

    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert {install, test} <= {
        re.sub(r" 2>&1 \| tee .*", "", ln) for ln in script.splitlines()
    }


def test_constraints_name_every_requirement() -> None:
    """What pip is asked for has an exact version, and no address."""
    text = (ROOT / "constraints.txt").read_text("utf-8")
    lines = [ln for ln in text.splitlines() if not ln.startswith("#")]
    exact = dict(re.fullmatch(r"([a-z0-9-]+)==([\w.]+)", ln).groups() for ln in lines)  # type: ignore[union-attr]
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["tests"]]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[<>=;\s]", r)[0]).lower() for r in asked}

    assert sorted(exact) == [ln.partition("==")[0] for ln in lines]
    assert names <= exact.keys()


def test_every_dependency_is_imported() -> None:
    """Nothing is installed for nothing."""
    modules = {
        "langchain-openai": None,  # LangChain imports it, by its name
        "tzdata": None,  # zoneinfo reads it
        "discord.py": "discord",
        "markdown-it-py": "markdown_it",
        "python-dotenv": "dotenv",
        "pyyaml": "yaml",
        "langchain-core": "langchain_core",
        "resvg-py": "resvg_py",
    }
    source = "\n".join(
        path.read_text("utf-8")
        for d in ("bot", "rag")
        for path in (ROOT / d).rglob("*.py")
    )
    for requirement in PROJECT["dependencies"]:
        name = re.split(r"[<>=;\s]", requirement)[0]
        module = modules.get(name, name)

        assert not module or re.search(
            rf"^ *(import|from) {module}\b", source, re.MULTILINE
        ), name


def test_wheel_holds_all_that_is_tracked(tmp_path: Path) -> None:
    """What is installed is whole: code, marker of types, and tables of words."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(
        [*command, "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")

    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {n for n in names if not n.split("/")[0].endswith(".dist-info")}
    there = {
        p.relative_to(ROOT).as_posix()
        for top in ("bot", "rag")
        for p in (ROOT / top).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert there == ours


def test_changelog_knows_the_version() -> None:
    """The version of the package has its section."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert f"\n## [{PROJECT['version']}]" in text
