"""Fixtures for all tests: a clean environment, notes to read, the command line."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

from collections.abc import Callable
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "til-ai-ml.txt"
STRANGERS = ROOT.parent / "shared" / "strangers" / "jbranchaud-til"

_OURS = ("TILBOT_", "OPENAI_", "DISCORD_", "LANGCHAIN_", "LANGSMITH_", "HF_")
_PROXIES = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}


def cleaned(env: dict[str, str]) -> dict[str, str]:
    """Return *env* without what could change a test or reach the network."""
    return {
        name: value
        for name, value in env.items()
        if not name.startswith(_OURS) and name.upper() not in _PROXIES
    }


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings or the keys of the machine it runs on."""
    for name in os.environ.keys() - cleaned(dict(os.environ)).keys():
        monkeypatch.delenv(name)


NOTES = {
    "2022/2022-03-01-padding.md": """\
---
title: 패딩을 왜 넣는가 🧩
date: 2022-03-01
category: 딥러닝
tags: [cnn, padding]
url: https://example.org/padding
---
합성곱(convolution)을 지나면 가장자리가 깎여 크기가 줄어든다. 패딩(padding)을 넣으면 크기가 유지된다.

출력 크기는 $\\lfloor (n + 2p - k)/s \\rfloor + 1$ 이다.

```python
conv = nn.Conv2d(3, 8, kernel_size=3, padding="same")
x[0]  # 주석은 제목이 아니다
```
""",
    "2022/2022-03-05-git-stash.md": """\
---
title: git stash로 잠깐 치워 두기
date: 2022-03-05
category: 도구
---
커밋하지 않은 변경을 잠시 치우려면 `git stash`를 쓴다. 되돌릴 때는 `git stash pop`을 쓴다.
""",
    "no-date.md": """\
# Early stopping

Training stops when the validation loss has not improved for `patience` epochs.
The weights of the best epoch are restored.
""",
}
"""A small corpus: Hangul, an emoji, LaTeX, a code fence, a note without a date."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of three notes; one of them has a decomposed (NFD) name and text."""
    root = tmp_path / "notes"
    for name, text in NOTES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    nfd = root / unicodedata.normalize("NFD", "한글 파일.md")
    nfd.write_text(
        unicodedata.normalize(
            "NFD", "# 드롭아웃\n\n드롭아웃은 학습할 때 뉴런을 무작위로 끈다.\n"
        ),
        "utf-8",
    )
    return root


Tilbot = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tilbot(tmp_path: Path, corpus: Path) -> Tilbot:
    """Runs the command line as a stranger would: a process of its own."""

    def run(
        *args: str, stdin: str | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *args],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            timeout=120,
            check=False,
            env={
                **cleaned(dict(os.environ)),
                "PYTHONPATH": str(ROOT),
                "TILBOT_CORPUS": str(corpus),
                "TILBOT_HOME": str(tmp_path / "home"),
                "PYTHONUTF8": "1",
                **env,
            },
        )

    return run
