"""Two other ways from the same content in plain Markdown to a site: MkDocs with Material, and Hugo with Pagefind."""

import shutil
import sys
from pathlib import Path

import pagefind_bin

from benchmarks.measure import Measured, measure
from benchmarks.plain import link_in_hugo, link_in_mkdocs, write_plain

# Lists are in the navigation and pages are not: with all pages in it, MkDocs would take many times as long.
_MKDOCS = """\
site_name: Made-up briefings
theme:
  name: material
  font: false
plugins: [search]
nav:
  - Home: index.md
  - People: index/people.md
  - Parties: index/parties.md
  - Places: index/places.md
  - Issues: index/issues.md
  - Agreements: index/agreements.md
  - Processes: index/processes.md
  - Conflicts: index/conflicts.md
not_in_nav: /*/
markdown_extensions: [tables]
"""
_HUGO = """\
title = "Made-up briefings"
baseURL = "/"
disableKinds = ["taxonomy", "term", "section", "RSS"]
"""
# A bare theme: a head, a menu, the text.
_HUGO_LAYOUTS = {
    "_default/baseof.html": """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title>
</head>
<body>
<header>
<nav><a href="/">{{ site.Title }}</a> <a href="/index/people/">People</a> <a href="/index/issues/">Issues</a></nav>
</header>
<main data-pagefind-body>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
""",
    "_default/single.html": '{{ define "main" }}{{ .Content }}<nav>{{ .TableOfContents }}</nav>{{ end }}\n',
    "index.html": '{{ define "main" }}{{ .Content }}{{ end }}\n',
}


def build_mkdocs(folder: Path, briefs: int) -> Measured:
    """Build the plain Markdown with MkDocs, Material and Material's own search, into `site/` of the folder."""
    write_plain(folder / "docs", briefs, link_in_mkdocs)
    (folder / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
    return measure([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)


def build_hugo(folder: Path, briefs: int) -> tuple[Measured, Measured] | None:
    """Build the plain Markdown with Hugo into `public/` of the folder, then index that; None where Hugo is missing."""
    program = shutil.which("hugo")
    if program is None:
        return None
    write_plain(folder / "content", briefs, link_in_hugo, home="_index.md")
    (folder / "config.toml").write_text(_HUGO, encoding="utf-8")
    for path, text in _HUGO_LAYOUTS.items():
        layout = folder / "layouts" / path
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(text, encoding="utf-8")
    pages = measure([program, "--quiet"], folder)
    index = measure([str(pagefind_bin.get_executable()), "--site", "public", "--force-language", "en"], folder)
    return pages, index
