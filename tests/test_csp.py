"""The policy lets the theme's own scripts run, and no other."""

from base64 import b64encode
from hashlib import sha256

from generator.csp import find_inline_scripts, to_policy


def test_inline_scripts_are_found_and_data_is_not() -> None:
    page = (
        '<script>a < b && "&amp;"</script><script src="x.js"></script><script type="application/json">{}</script>'
        '<SCRIPT type="module">import "./y.js"\n</SCRIPT><p>&lt;script>no&lt;/script></p>'
    )
    assert find_inline_scripts(page) == ['a < b && "&amp;"', 'import "./y.js"\n']


def test_each_script_has_its_hash_once() -> None:
    digest = b64encode(sha256(b"run()").digest()).decode()
    policy = to_policy(["<script>run()</script>", "<p></p><script>run()</script>"])
    assert policy.count("'sha256-") == 1
    assert f"script-src 'self' 'sha256-{digest}';" in policy


def test_nothing_inline_or_foreign_is_allowed() -> None:
    policy = to_policy([])
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe-inline" not in policy
    assert "http" not in policy
