"""The direction of imports: who may know whom, and which vendor enters where."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

from collections.abc import Callable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parent.parent
LONGEST = 250
"""Lines of a module."""
KNOWN_LONGER = {
    "bot/cli/doctor.py": 260,  # one thing to find out after the other
    "rag/types.py": 370,  # every value that travels, half of it docstrings
    "rag/query_types.py": 370,  # every field of a question, half of it docstrings
    "bot/wiring.py": 310,  # all that a front end may ask, most of it docstrings
    "rag/index/store/notes_db.py": 520,  # one schema and all that is asked of it
    "rag/index/update/indexer.py": 290,  # one run of the indexer, from change to publication
}
"""Those that are longer, how long they may get, and why."""

ENTERS = {
    "chromadb": {
        "rag/index/store/chroma_local.py",
        "rag/index/store/chroma_http.py",
        "rag/index/store/chroma_errors.py",
    },
    "httpx": {"rag/index/store/chroma_http.py", "rag/index/store/chroma_errors.py"},
    "kiwipiepy": {"rag/analyse/hangul.py"},
    "discord": {"bot/discord_app/"},
    "aiohttp": {"bot/discord_app/"},
    "click": {"bot/cli/"},
    "dotenv": {"bot/settings.py"},
    "rich": {"bot/render/", "bot/cli/"},
    "openai": {"rag/models/chat.py", "rag/models/embeddings.py"},
    "langchain": {"rag/models/chat.py", "rag/models/embeddings.py"},
    "langchain_openai": {"rag/models/chat.py", "rag/models/embeddings.py"},
    "langchain_core": {
        "rag/models/chat.py",
        "rag/models/embeddings.py",
        "rag/chain/runnable.py",
        "rag/retrieval/langchain_retriever.py",
    },
    "pydantic": {"rag/retrieval/langchain_retriever.py"},
    "numpy": {
        "rag/models/local_embeddings.py",
        "rag/index/store/chroma_local.py",
        "rag/index/store/chroma_server.py",
    },
    "markdown_it": {"bot/render/"},
    "tenacity": {
        "rag/models/chat.py",
        "rag/models/embeddings.py",
        "rag/models/service.py",
        "rag/index/store/chroma_local.py",
    },
    "yaml": {"rag/corpus/"},
    "snowballstemmer": {"rag/analyse/latin.py"},
    "pylatexenc": {"bot/render/"},
    "filelock": {"rag/index/generations/write_lock.py", "bot/discord_app/lock.py"},
    "watchfiles": {"rag/corpus/watch.py"},
    "ziamath": {"bot/render/formula_picture.py"},
    "resvg_py": {"bot/render/formula_picture.py"},
    "regex": {"bot/render/discord_text.py"},
}
"""Where each library may be imported: a module, or a folder that ends in /."""
HEAVY = set(
    "chromadb httpx langchain langchain_core langchain_openai openai discord aiohttp "
    "kiwipiepy watchfiles rich numpy ziamath resvg_py".split()
)
LATE = {
    "rag/chain/runnable.py": {"langchain_core"},
    "rag/retrieval/langchain_retriever.py": {"langchain_core"},
    "bot/render/": {"rich"},
    "bot/discord_app/": {"discord", "aiohttp"},
}
"""What builds on a library's own classes; it is imported late itself."""
ENVIRONMENT = {"bot/settings.py", "rag/corpus/git_days.py"}
"""The modules that read the environment; the second hands it to git."""


UPWARDS = {
    "rag": """
        errors query_types types index_types variables settings protocols analyse
        dates text wording citations injection relevance compare conflicts corpus
        models prompt understand index quotes retrieval lists check chain traces
    """.split(),
    "rag.understand": """
        language talk dates intent filters question anchors conversation query
    """.split(),
    "rag.index": """
        store generations update shared
    """.split(),
    "rag.check": """
        claims evidence rules verdict reply attribution
    """.split(),
}
"""What a package of packages is made of, from the ground up: each may import
those that are named before it, and no other."""


@cache
def trees() -> dict[str, ast.Module]:
    """Return every module, parsed, by its path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for top in ("bot", "rag")
        for path in sorted((ROOT / top).rglob("*.py"))
    }


def offenders(under: str, wrong: Callable[[str], set[str]]) -> dict[str, set[str]]:
    """Return what is *wrong* with each module below a folder, where there is."""
    found = {m: wrong(m) for m in trees() if m.startswith(under)}
    return {m: what for m, what in found.items() if what}


def everywhere(module: str) -> Iterator[str]:
    """Yield what a module imports, wherever it does."""
    return imported(ast.walk(trees()[module]))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Yield the modules that are imported by any of *nodes*, in full."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert 0 == node.level, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_import(nodes: list[ast.stmt]) -> Iterator[ast.AST]:
    """Yield the statements that run when a module is imported."""
    for node in nodes:
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(
            node.test
        )
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or typing_only:
            continue
        yield node
        for part in ("body", "orelse", "finalbody", "handlers"):
            yield from at_import(getattr(node, part, []))


def tops(names: Iterator[str]) -> set[str]:
    """Return the outermost packages of *names*."""
    return {n.partition(".")[0] for n in names}


def test_rag_knows_no_front_end() -> None:
    """`rag` serves any front end, so it knows of none, nor of their libraries."""
    front = {"bot", "discord", "click", "dotenv", "rich"}

    assert {} == offenders("rag/", lambda m: tops(everywhere(m)) & front)


def test_each_library_enters_through_its_door() -> None:
    """What a library is to us is decided in one place."""

    def astray(module: str) -> set[str]:
        return {
            library
            for library in tops(everywhere(module)) & ENTERS.keys()
            if not any(
                module == door or (door[-1] == "/" and module.startswith(door))
                for door in ENTERS[library]
            )
        }

    assert {} == offenders("", astray)


def test_nothing_heavy_at_import() -> None:
    """Heavy libraries are imported by what uses them, when it is called."""

    def heavy(module: str) -> set[str]:
        allowed = next((v for k, v in LATE.items() if module.startswith(k)), set())
        return (tops(imported(at_import(trees()[module].body))) & HEAVY) - allowed

    assert {} == offenders("", heavy)


def test_values_and_errors_know_the_standard_library_alone() -> None:
    """Everything else builds on them."""
    values = {"rag.types", "rag.query_types", "rag.index_types", "rag.errors"}
    for module in values:
        found = set(everywhere(module.replace(".", "/") + ".py"))
        inner = {".".join(m.split(".")[:2]) for m in found if m.startswith("rag.")}
        assert inner <= values
        assert tops(found) - {"rag"} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    "package",
    "text dates wording citations injection relevance compare conflicts prompt "
    "understand quotes lists check/claims check/evidence check/rules check/verdict "
    "check/attribution".split(),
)
def test_what_is_pure_does_no_input_or_output(package) -> None:
    """What is understood, said to a model, cited and judged comes of values."""
    doors = {"os", "pathlib", "sqlite3", "asyncio", "subprocess", "time", "socket"}

    assert {} == offenders(f"rag/{package}/", lambda m: tops(everywhere(m)) & doors)


def test_only_the_composition_root_knows_the_parts() -> None:
    """Front ends get the chain ready made."""
    parts = {
        "rag.index.store.chroma_local",
        "rag.retrieval.hybrid",
        "rag.index.update.indexer",
        "rag.chain.answerer",
        "rag.index.store.notes_db",
    }

    found = offenders("bot/", lambda module: set(everywhere(module)) & parts)
    assert {"bot/parts.py", "bot/wiring.py"} == found.keys()


def test_one_front_end_does_not_know_the_other() -> None:
    """What both need stands beside them; the bot loads no command line."""

    def known(module: str, other: str) -> set[str]:
        return {name for name in everywhere(module) if name.startswith(other)}

    assert {} == offenders("bot/discord_app/", lambda m: known(m, "bot.cli"))
    starts = {"bot/cli/bot.py", "bot/cli/probe_discord.py", "bot/cli/doctor.py"}
    found = offenders("bot/cli/", lambda m: known(m, "bot.discord_app"))
    assert found.keys() <= starts


def test_the_environment_is_read_at_the_edge() -> None:
    """Settings are values by the time that anything uses them."""
    names = {"os.environ", "os.environb", "os.getenv"}

    def read(module: str) -> set[str]:
        nodes = ast.walk(trees()[module])
        return names & {ast.unparse(n) for n in nodes if isinstance(n, ast.Attribute)}

    assert offenders("", read).keys() <= ENVIRONMENT


def test_no_clock_in_rag() -> None:
    """What day it is, a front end says; so an answer can be had again."""
    clocks = {"date.today", "datetime.today", "datetime.date.today"}

    def asked(module: str) -> set[str]:
        nodes = ast.walk(trees()[module])
        return clocks & {ast.unparse(n.func) for n in nodes if isinstance(n, ast.Call)}

    assert {} == offenders("rag/", asked)


def test_a_module_fits_on_a_few_screens() -> None:
    """Who reads one can keep it in mind; the exceptions have their reasons."""
    lengths = {m: (ROOT / m).read_text("utf-8").count("\n") for m in trees()}

    longer = {m: n for m, n in lengths.items() if n > KNOWN_LONGER.get(m, LONGEST)}
    spare = {m for m in KNOWN_LONGER if lengths.get(m, 0) <= LONGEST}
    assert {} == longer
    assert set() == spare


def test_importing_loads_nothing_heavy() -> None:
    """Help answers at once: importing loads no library of weight and says nothing."""
    modules = "bot.cli, bot.wiring, rag.types, rag.chain.answerer"
    code = f"import sys, {modules}; print(*{HEAVY!r} & sys.modules.keys())"

    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT"}},
    )

    assert ("\n", "") == (done.stdout, done.stderr)


@pytest.mark.parametrize("package", UPWARDS)
def test_packages_are_known_from_the_ground_up(package) -> None:
    """What is built on others is not known to them: no circle of packages."""
    ground = UPWARDS[package]
    folder = package.replace(".", "/")

    def member(module: str) -> str:
        inner = module.removeprefix(f"{package}.").partition(".")[0]
        return inner if module.startswith(f"{package}.") else ""

    def above(path: str) -> set[str]:
        own = path.removeprefix(f"{folder}/").removesuffix(".py").partition("/")[0]
        if own == "__init__":
            return set()
        below = {*ground[: ground.index(own)], own} if own in ground else set()
        return {
            m
            for m in everywhere(path)
            if member(m) in ground and member(m) not in below
        }

    inner = {
        m.removeprefix(f"{folder}/") for m in trees() if m.startswith(f"{folder}/")
    }
    there = {m.removesuffix(".py").partition("/")[0] for m in inner} - {"__init__"}
    assert there == set(ground)
    assert {} == offenders(f"{folder}/", above)


def test_no_circle_of_modules() -> None:
    """What a module needs, be it late or for types alone, doesn't need it in turn."""

    def needs(module: str) -> set[str]:
        return {
            f"{n.replace('.', '/')}.py" for n in everywhere(module)
        } & trees().keys()

    TopologicalSorter({m: needs(m) for m in trees()}).prepare()


def test_a_package_imports_none_of_its_modules() -> None:
    """Who needs one module loads that one, so that help answers at once."""
    packages = {
        m for m in trees() if m.startswith("rag/") and m.endswith("__init__.py")
    }

    assert {} == {m: n for m in packages if (n := len(trees()[m].body)) != 1}
