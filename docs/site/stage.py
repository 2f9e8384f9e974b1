"""Copies the pages of docs/ and those at the top of the clone, but for README.md, to where Sphinx builds the site from.

Usage: stage.py HOME STAGE

Between pages, links stay links. A link to any other file of the project leads to that file in the repository that
LOCKSTEP_REPOSITORY names (https://host/owner/name); without one it becomes plain text, since a site has no source tree.
"""

import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s#]*)(#[^)\s]*)?\)")
DEFINITION = re.compile(r"(?m)^\[([^\]]+)\]: (?!https://)(\S+)\n")
FENCE = re.compile(r"(?ms)^```.*?^```$")


def main(home: Path, stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    site = home / "docs" / "site"
    pages = {page: page.name for page in sorted((home / "docs").glob("*.md"))}
    pages[site / "index.md"] = "index.md"
    pages[home / "CONTRIBUTING.md"] = "contributing.md"
    pages[home / ".github" / "SECURITY.md"] = "security.md"
    pages[home / "CHANGELOG.md"] = "changelog.md"
    pages[home / "README.zh-CN.md"] = "readme.zh-cn.md"
    pages[home / "README.md"] = "index.md"  # only as the target of links
    shutil.copy(site / "conf.py", stage)
    for page, name in pages.items():
        if page != home / "README.md":
            text = inline(page.read_text("utf-8"))
            text = outside_of_fences(text, lambda part: relink(part, page, home, stage, pages))
            (stage / name).write_text(text, "utf-8")


def inline(text: str) -> str:
    """Writes the links to files that a list at the end of the page defines as links with a target of their own."""
    targets = dict(DEFINITION.findall(text))
    text = DEFINITION.sub("", text)
    for words, target in targets.items():
        text = re.sub(rf"\[{re.escape(words)}\](?!\()", f"[{words}]({target})", text)
    return text


def outside_of_fences(text: str, change) -> str:
    parts = []
    end = 0
    for fence in FENCE.finditer(text):
        parts += [change(text[end : fence.start()]), fence.group()]
        end = fence.end()
    return "".join(parts) + change(text[end:])


def relink(text: str, page: Path, home: Path, stage: Path, pages: dict[Path, str]) -> str:
    def target(link: re.Match) -> str:
        image, words, path, anchor = link.group(1), link.group(2), link.group(3), link.group(4) or ""
        if not path or "://" in path:
            return link.group()
        file = Path(os.path.normpath(page.parent / path))
        if file in pages:
            return f"{image}[{words}]({pages[file]}{anchor})"
        if not file.exists():
            raise SystemExit(f"[{page.relative_to(home)}] expected a file at {path} but found none")
        if image or file.suffix == ".ipynb":
            shutil.copy(file, stage)
            return f"{image}[{words}]({file.name})"
        repository = os.environ.get("LOCKSTEP_REPOSITORY")
        if not repository:
            return words
        revision = os.environ.get("LOCKSTEP_REVISION", "main")
        return f"[{words}]({repository}/blob/{revision}/{quote(file.relative_to(home).as_posix())}{anchor})"

    return LINK.sub(target, text)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
