"""Where things are, and what a process under test may see of this machine."""

from __future__ import annotations

import subprocess

from collections.abc import Callable
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent.parent
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

Tilbot = Callable[..., subprocess.CompletedProcess[str]]
