"""Shows what the renderer makes as Discord would, to be looked at.

    python tests/looks/discord_page.py FOLDER

writes a page a theme into FOLDER, and a picture of each where Chromium is
installed. The pages are made of the very messages that the bot would send.
"""

from __future__ import annotations

import base64
import html
import shutil
import subprocess
import sys

from collections.abc import Mapping, Sequence
from pathlib import Path


sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from looks.dialect import read, to_html  # noqa: E402  # a script finds them by the line above
from looks.samples import shown  # noqa: E402  # a script finds them by the line above

from bot.render.discord_posts import Post  # noqa: E402  # a script finds them by the line above


THEMES = {
    "dark": {
        "page": "#313338",
        "text": "#dbdee1",
        "faint": "#949ba4",
        "code": "#2b2d31",
        "line": "#1e1f22",
        "bar": "#4e5058",
        "link": "#00a8fc",
        "name": "#f2f3f5",
    },
    "light": {
        "page": "#ffffff",
        "text": "#313338",
        "faint": "#5c5e66",
        "code": "#f2f3f5",
        "line": "#e3e5e8",
        "bar": "#c4c9ce",
        "link": "#006ce7",
        "name": "#060607",
    },
}
_STYLE = """
body { margin: 0; padding: 16px; width: 760px; background: %(page)s; color: %(text)s;
  font: 16px/1.375 "gg sans", "Noto Sans", "Noto Sans CJK KR", "DejaVu Sans", sans-serif; }
.case { color: %(faint)s; font-size: 12px; margin: 28px 0 4px;
  border-top: 1px solid %(bar)s; padding-top: 4px; }
.post { position: relative; padding: 4px 0 4px 56px; min-height: 44px; }
.post::before { content: "T"; position: absolute; left: 0; top: 6px; width: 40px; height: 40px;
  border-radius: 50%%; background: #5865f2; color: #fff; text-align: center; line-height: 40px; }
.name { color: %(name)s; font-weight: 500; }
.app { background: #5865f2; color: #fff; border-radius: 4px; padding: 0 4px; font-size: 10px; }
.body { white-space: pre-wrap; overflow-wrap: break-word; }
pre { background: %(code)s; border: 1px solid %(line)s; border-radius: 4px; margin: 6px 0 0;
  padding: 8px; font: 14px/18px "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace;
  white-space: pre-wrap; max-width: 90%%; box-sizing: border-box; }
code { background: %(code)s; border-radius: 4px; padding: 0 3px;
  font: 14px "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace; }
blockquote { margin: 0; padding: 0 8px 0 12px; border-left: 4px solid %(bar)s;
  border-radius: 4px; max-width: 90%%; }
small { display: block; font-size: 13px; color: %(faint)s; }
h1, h2, h3 { color: %(name)s; margin: 8px 0 0; line-height: 1.375; }
h1 { font-size: 24px; } h2 { font-size: 20px; } h3 { font-size: 16px; }
.item { position: relative; } .item > i { position: absolute; left: -1.4em; width: 1.1em;
  text-align: right; font-style: normal; }
a { color: %(link)s; text-decoration: none; }
img { display: block; margin-top: 6px; max-width: 550px; max-height: 350px; border-radius: 8px; }
.live { background: #f00; }
"""


def page(cases: Mapping[str, Sequence[Post]], theme: Mapping[str, str]) -> str:
    """Return the messages of each case as a page."""
    parts = [
        '<!doctype html><meta charset="utf-8"><title>tilbot on Discord</title>',
        f"<style>{_STYLE % theme}</style>",
    ]
    for name, posts in cases.items():
        parts.append(f'<div class="case">{html.escape(name)}</div>')
        parts += map(_post, posts)
    return "\n".join(parts)


def _post(post: Post) -> str:
    pictures = "".join(
        f'<img alt="{html.escape(p.alt, quote=True)}" src="data:image/png;base64,'
        f'{base64.b64encode(p.png).decode()}">'
        for p in post.pictures
    )
    return (
        '<div class="post"><span class="name">tilbot</span> <span class="app">APP</span>'
        f'<div class="body">{to_html(read(post.content))}</div>{pictures}</div>'
    )


def main(folder: Path) -> None:
    """Write the pages, and their pictures where that is possible."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = shown()
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    for name, theme in THEMES.items():
        file = folder / f"discord-{name}.html"
        file.write_text(page(cases, theme), "utf-8")
        print(file)
        if browser:
            picture = file.with_suffix(".png")
            options = "--headless --no-sandbox --disable-gpu --hide-scrollbars"
            subprocess.run(
                [
                    browser,
                    *options.split(),
                    "--disable-background-networking",
                    "--window-size=800,7600",
                    f"--screenshot={picture}",
                    file.resolve().as_uri(),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
            print(picture)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
