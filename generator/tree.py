"""The plain sink: the rendered site as a folder of Markdown and data files, for any other engine."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from generator.render import Output

_NOT_IN_YAML = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')


def write_tree(outputs: Iterable[Output], folder: Path) -> int:
    """Write every output below a folder; return how many there were."""
    count = 0
    for output in outputs:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_document(output))
        count += 1
    return count


def to_document(output: Output) -> bytes:
    """Make the bytes of an output's file: a page gets front matter before its Markdown."""
    if isinstance(output.content, bytes):
        return output.content
    if not output.path.endswith(".md"):
        return output.content.encode()
    return f"{to_front_matter(output)}\n{output.content}".encode()


def to_front_matter(output: Output) -> str:
    """Make a page's front matter.

    Title and description are escaped for HTML, as most themes print them as they are.
    """
    lines = [f"title: {to_yaml_line(escape(output.title))}"]
    if output.description:
        lines.append(f"description: {to_yaml_line(escape(output.description))}")
    return "\n".join(["---", *lines, "---", ""])


def to_yaml_line(text: str) -> str:
    """Write any text as a YAML scalar on one line, every character kept."""
    return f'"{_NOT_IN_YAML.sub(_escape_in_yaml, text)}"'


def _escape_in_yaml(match: re.Match[str]) -> str:
    character = match[0]
    return f"\\{character}" if character in '\\"' else f"\\u{ord(character):04x}"
