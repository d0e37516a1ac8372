"""Strict YAML: what is read, what is refused and where, and that nothing an author can write breaks the reader."""

import json
import subprocess
import sys
import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Severity
from generator.source import SourceFile, Span
from generator.yaml_parser import Document, Places, decode_source, parse_yaml
from generator.yaml_parser import places as places_module
from generator.yaml_parser.compose import MAX_DEPTH, find_too_deep
from generator.yaml_parser.text import MAX_BYTES
from tests.conftest import ROOT
from tests.no_hang import no_hang

SUITE = json.loads((ROOT / "tests" / "cases" / "yaml-test-suite" / "suite.json").read_text(encoding="utf-8"))


def read(text: str | bytes) -> tuple[Document, list[Diagnostic]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    source, findings = decode_source("a.yml", data)
    if findings and not source.text:
        return Document(None), findings
    document = parse_yaml(source)
    return document, [*findings, *document.diagnostics]


def find(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(found.code, found.span.line, found.span.column) for found in read(text)[1]]


@pytest.mark.parametrize("written", ["NO", "yes", "12:30", "007", "1e3", "0x1F", "2022-03-10", ".inf", "true", "1_000"])
def test_every_scalar_is_text(written: str) -> None:
    assert read(f"key: {written}\n")[0].value == {"key": written}
    assert read(f"{written}: key\n")[0].value == {written: "key"}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_a_plain_null_is_not_given_and_a_quoted_one_is_text(written: str) -> None:
    assert read(f"key: {written}\n") == (Document({"key": None}), [])
    assert read(f'key: "{written}"\n')[0].value == {"key": written}


def test_texts_are_trimmed_and_composed() -> None:
    assert read('key: " Cafe\u0301 "\n')[0].value == {"key": "Café"}
    assert read("Cafe\u0301: key\n")[0].value == {"Café": "key"}


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_separators_of_yaml_1_1_are_ordinary_text(separator: str) -> None:
    text = f"one: a{separator}b\ntwo: c\nthree: !x d\n"
    document, findings = read(text)
    assert document.value == {"one": f"a{separator}b", "two": "c", "three": "d"}
    assert [(found.code, found.span) for found in findings] == [("tag", Span(3, 8, 3, 10))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_lines_alike(end: str) -> None:
    text = end.join(["one: a", "two:", "  - b", "  - c: d", "    c: e", ""])
    assert find(text) == [("duplicate-key", 5, 5)]


def test_anchors_and_aliases_are_written_out() -> None:
    assert read("a: &x [1, 2]\nb: *x\nc: *x\n")[0].value == {"a": ["1", "2"], "b": ["1", "2"], "c": ["1", "2"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", ("duplicate-key", 3, 1)),
        ("a: {x: 1, \"x\": 2}\n", ("duplicate-key", 1, 11)),
        ("a: 1\n'a': 2\n", ("duplicate-key", 2, 1)),
        ("a: !!python/name:os.system x\n", ("tag", 1, 4)),
        ("a: !!str x\n", ("tag", 1, 4)),
        ("a: ! x\n", ("tag", 1, 4)),
        ("a: &b !x {c: d}\n", ("tag", 1, 7)),
        ("!x a: b\n", ("tag", 1, 1)),
        ("a: &x {b: c}\nd:\n  <<: *x\n", ("merge-key", 3, 3)),
        ("[a]: b\n", ("key-not-text", 1, 1)),
        ("? {a: b}\n: c\n", ("key-not-text", 1, 3)),
        ("~: b\n", ("key-not-text", 1, 1)),
        ("a: &x [*x]\n", ("alias-cycle", 1, 8)),
        ("a: b\n---\nc: d\n", ("several-documents", 2, 1)),
        ("- a\n", ("not-a-mapping", 1, 1)),
        ("a text\n", ("not-a-mapping", 1, 1)),
        ("# nothing\n", ("not-a-mapping", 1, 1)),
        ('a: "\\0"\n', ("control-character", 1, 4)),
        ("a: b\x07c\n", ("control-character", 1, 5)),
        ("é: \x07\n", ("control-character", 1, 4)),
        ("\ufeffa: b\na: c\n", ("duplicate-key", 2, 1)),
        ("a: \u202eb\n", ("unbalanced-bidi", 1, 4)),
        ("a: b #c\n", ("cut-by-comment", 1, 6)),
        ("a: #b\n", ("cut-by-comment", 1, 4)),
        (b"a: \xff\n", ("not-utf8", 1, 4)),
        ("a: b\n".encode("utf-16-le"), ("not-utf8", 1, 2)),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_once_and_at_its_place(text: str | bytes, found: tuple[str, int, int]) -> None:
    assert find(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # a note\n",
        "# a note\na: b\n",
        'a: "b #c"\n',
        "a: |\n  b #c\n",
        "a: http://example.org/#c\n",
        "a: [\n  b,\n  c\n]\n",
        "a: {\n  b: c\n}\nd: e\n",
        "a: >-\n  b\n\n  c\nd: |\n\n  e\n",
        "a:\n- b\n- c\n",
        "\u202aa\u202c: \u2067b\u2069\n",
        "%YAML 1.2\n---\na: b\n...\n",
        "a: &x b\nc: *x\n",
    ],
)
def test_what_is_right_passes(text: str) -> None:
    assert find(text) == []


def test_a_file_may_be_so_large_and_no_larger() -> None:
    text = "a: " + "b" * (MAX_BYTES - 4) + "\n"
    assert find(text) == []
    assert find(f"{text} ") == [("file-too-large", 1, 1)]


def test_the_hint_shows_the_authors_own_words() -> None:
    (found,) = read("text: Kuleba: no progress\n")[1]
    assert '`text: "Kuleba: no progress"`' in found.hint
    (found,) = read("text:Kuleba\nkey: b\n")[1]
    assert "`text: Kuleba`" in found.hint
    assert found.span.line == 1


# --- The YAML test suite


@pytest.mark.parametrize("case", [case for case in SUITE if case["fail"]], ids=lambda case: case["id"])
def test_every_invalid_document_of_the_suite_is_refused_with_a_place(case: dict[str, str]) -> None:
    document, findings = read(case["yaml"])
    errors = [found for found in findings if found.severity is Severity.ERROR]
    assert len(errors) == 1
    assert document.value is None
    assert 1 <= errors[0].span.line <= case["yaml"].count("\n") + case["yaml"].count("\r") + 1
    assert errors[0].hint


@pytest.mark.parametrize("case", [case for case in SUITE if not case["fail"]], ids=lambda case: case["id"])
def test_no_valid_document_of_the_suite_is_called_broken_that_libyaml_reads(case: dict[str, str]) -> None:
    with no_hang():
        findings = read(case["yaml"])[1]
    try:
        list(yaml.compose_all(case["yaml"], Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return
    assert [found for found in findings if found.code == "yaml-syntax"] == []


# --- Nothing that can be written breaks the reader

DEEP = {
    "flow": "a: " + "[" * 100_000,
    "flow closed": "a: " + "[" * 50_000 + "]" * 50_000,
    "flow mappings": "a: " + "{b: " * 100_000,
    "below the threshold": "a: " + "[" * 900 + "]" * 900,
    "hidden in quotation marks": "b: '" + "]" * 60_000 + "'\na: " + "[" * 60_000,
    "compact items": "a:\n" + "- " * 100_000 + "b",
    "compact keys": "? " * 100_000 + "b",
    "compact values": "a:\n  ? b\n" + "  : " * 100_000,
    "block": "\n".join(" " * depth + "a:" for depth in range(1_500)),
    "block with CR alone": "\r".join(" " * depth + "a:" for depth in range(1_500)),
    "block with CR LF": "\r\n".join(" " * depth + "a:" for depth in range(1_500)),
    "block of both": "\n".join(f"{' ' * depth}a:\n{' ' * depth}- b:" for depth in range(0, 1_500, 2)),
    "tabs after items": "a:\n" + "-\t" * 100_000 + "b",
    "mixed": "a:\n" + "- ? " * 50_000 + "b",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused_and_does_not_break_the_process(text: str) -> None:
    program = (
        "import sys, threading\n"
        "from generator.source import SourceFile\n"
        "from generator.yaml_parser import parse_yaml\n"
        "text = sys.stdin.buffer.read().decode()\n"
        "def run():\n"
        "    document = parse_yaml(SourceFile('a.yml', text))\n"
        "    assert [found.code for found in document.diagnostics] in (['too-deep'], ['yaml-syntax']), document\n"
        "# A thread's stack is smaller than a process's.\n"
        "threading.stack_size(512 * 1024)\n"
        "thread = threading.Thread(target=run)\n"
        "thread.start()\n"
        "thread.join()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")


@given(st.text(alphabet="ab:-?[]{},&*! \t\n\r'\"|>#%", max_size=300).map(lambda text: text * 4))
@settings(max_examples=400, deadline=None)
def test_the_measure_of_depth_is_never_less_than_the_composers(text: str) -> None:
    """Whatever passes the quick look nests by less than what is dangerous."""
    try:
        found = find_too_deep(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return
    assert found is not None or measure(root) < 1_500


def measure(root: yaml.Node | None) -> int:
    deepest = 0
    pending = [(root, 1)] if root else []
    seen: set[int] = set()
    while pending:
        node, depth = pending.pop()
        deepest = max(deepest, depth)
        if isinstance(node, yaml.CollectionNode) and id(node) not in seen:
            seen.add(id(node))
            for item in node.value:
                pending.extend((part, depth + 1) for part in (item if isinstance(item, tuple) else (item,)))
    return deepest


def test_as_deep_as_allowed_is_read() -> None:
    text = f"a: {'[' * (MAX_DEPTH - 1)}b{']' * (MAX_DEPTH - 1)}\n"
    assert find(text) == []
    assert find(text.replace("b", "[b]")) == [("too-deep", 1, 3 + MAX_DEPTH)]


LIMITS = {
    "aliases of aliases": "a: &a0 [b]\n"
    + "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)),
    "a long word": f"a: {'b' * 100_000}\n",
    "a long key": f"{'b' * 900}: c\n",
    "50,000 entries": "a:\n" + "  - b\n" * 50_000,
    "50,000 keys": "".join(f"k{number}: b\n" for number in range(50_000)),
    "50,000 flow entries": f"a: [{', '.join(['b'] * 50_000)}]\n",
    "50,000 duplicate keys": "a: b\n" * 50_000,
    "many cut texts": "".join(f"k{number}: b #c\n" for number in range(20_000)),
    "many tags": "".join(f"k{number}: !x c\n" for number in range(20_000)),
    "spaces": "a: b\n" + " " * 1_000_000,
    "blank lines": "a: b\n" + " \n" * 500_000,
    "blank lines in a block": "a: |\n" + " \n" * 500_000 + "  c\n",
    "quotation marks": f"a: {chr(39) * 200_000}\n",
    "hash signs": "a: 'b'\n" + "#" * 1_000_000,
    "private characters": "a: \u2028" + "".join(map(chr, range(0xE000, 0xF8FF))) + "\n",
}  # fmt: skip


@pytest.mark.parametrize("text", LIMITS.values(), ids=LIMITS)
def test_large_and_odd_files_are_read_or_refused(text: str) -> None:
    with no_hang():
        document, findings = read(text)
    assert document.value is not None or findings


def test_of_very_many_passages_of_one_text_the_later_ones_have_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Word one and two and three."
    places = Places(SourceFile("file.yml", f"title: {text}\n"))
    monkeypatch.setattr(places_module, "_MOST_SEARCHED", len(text))
    found = [places.within(("title",), text, text.index(word), text.index(word) + 3) for word in ("one", "two", "thr")]
    assert [span.column for span in found] == [13, 21, 8]
    again = places.within(("title",), text, text.index("one"), text.index("one") + 3)
    assert again == found[0], "what was found is known"


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
@settings(max_examples=500)
def test_any_bytes_give_a_value_or_findings_within_the_file(data: bytes) -> None:
    document, findings = read(data)
    errors = [found for found in findings if found.severity is Severity.ERROR]
    assert document.value is not None or errors
    for found in findings:
        assert 1 <= found.span.line <= found.span.end_line <= data.count(b"\n") + data.count(b"\r") + 1


FRAGMENTS = (
    *("a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", ": ", "'", '"', "#", " #x", "|", ">", "&x ", "*x", "!t "),
    *("é", "\t", "---\n", "? ", "<<: "),
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
@settings(max_examples=1_000)
def test_pieces_of_yaml_in_any_order_are_read_as_libyaml_reads_them_or_refused(text: str) -> None:
    document, findings = read(text)
    if document.value is not None and not findings:
        loaded = yaml.load(text, Loader=yaml.CBaseLoader)
        assert simplify(document.value) == simplify(loaded)


def simplify(value: object) -> object:
    """Forget what the strict reader does differently: it trims, composes, and knows null."""
    if isinstance(value, dict):
        return {simplify(key): simplify(item) for key, item in value.items()}
    if isinstance(value, list):
        return [simplify(item) for item in value]
    text = "" if value in (None, "~") else str(value)
    return unicodedata.normalize("NFC", text).strip()


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
        st.text(st.characters(codec="utf-8"), max_size=40),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=500)
def test_any_text_that_is_allowed_comes_back_as_it_was_written(values: dict[str, str]) -> None:
    text = "".join(f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in values.items())
    document, findings = read(text)
    if not findings:
        expected = {clean(key): clean(value) for key, value in values.items()}
        assert document.value == expected


def clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
