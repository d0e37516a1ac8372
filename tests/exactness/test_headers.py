"""What the pages and the host tell a browser to refuse."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import html5lib

from generator.csp import find_inline_scripts
from tests.exactness.conftest import ONE_BATCH, Pair

pytestmark = ONE_BATCH


def policy_of(page: Path) -> str:
    """The policy that a page has in its head."""
    document = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    (meta,) = document.iterfind(".//meta[@http-equiv='Content-Security-Policy']")
    return str(meta.get("content"))


def pages_of(site: Path) -> list[Path]:
    return list(site.rglob("*.html"))


def test_every_page_has_one_policy_and_it_comes_before_whatever_it_rules(pair: Pair) -> None:
    policies = {policy_of(page) for page in pages_of(pair.hostile)}
    policies.discard("default-src 'none'")
    (policy,) = policies
    assert "unsafe-inline" not in policy
    assert "unsafe-eval'" not in policy
    for page in pages_of(pair.hostile):
        html = page.read_text(encoding="utf-8")
        first = re.search(r"<(?:script|style|link|img|title)\b", html)
        assert first is not None
        assert html.index("Content-Security-Policy") < first.start()


def test_the_policy_comes_of_the_templates_alone(pair: Pair) -> None:
    about = "about/index.html"
    assert policy_of(pair.hostile / about) == policy_of(pair.plain / about)


def test_every_script_that_stands_in_a_page_is_let_through(pair: Pair) -> None:
    policy = policy_of(pair.hostile / "index.html")
    for page in pages_of(pair.hostile):
        for script in find_inline_scripts(page.read_text(encoding="utf-8")):
            digest = b64encode(sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, page


def test_hosts_that_read_it_send_the_same_policy_and_the_usual_headers(pair: Pair) -> None:
    text = (pair.hostile / "_headers").read_text(encoding="utf-8")
    block, *others = re.split(r"\n(?=/)", text)
    path, *lines = block.splitlines()
    headers = dict(line.strip().split(": ", 1) for line in lines)
    assert path == "/*"
    assert headers.pop("Content-Security-Policy") == f"{policy_of(pair.hostile / 'index.html')}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "/data/*\n  Access-Control-Allow-Origin: *" in [other.strip() for other in others]
    # Some hosts cut a line off.
    assert max(map(len, text.splitlines())) < 2000


def test_links_out_give_nothing_away(pair: Pair) -> None:
    links = 0
    for page in pages_of(pair.hostile):
        document = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
        for link in document.iterfind(".//a[@href]"):
            if link.get("href", "").partition(":")[0] in ("http", "https") and link.get("rel"):
                links += 1
                assert link.get("rel") == "noopener noreferrer"
            else:
                assert not re.match(r"(?i)\s*(https?:|//|javascript:|data:|vbscript:)", link.get("href", ""))
    assert links
