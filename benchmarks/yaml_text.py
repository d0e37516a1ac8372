"""Plain values as YAML in the way that authors write it: short mappings on one line, long texts folded."""

import json
import re
import textwrap
from collections.abc import Mapping
from typing import Any

_WIDTH = 110
# What may stand without quotation marks anywhere, also between brackets.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./-]*[A-Za-z0-9.]|[A-Za-z]")


def to_yaml(value: Mapping[str, Any]) -> str:
    """Write a mapping of texts, lists and mappings as a document."""
    return "".join(f"{line}\n" for key, item in value.items() for line in _entry(key, item))


def _entry(key: str, value: Any) -> list[str]:
    if isinstance(value, str):
        return _text(f"{key}:", value)
    flow = f"{key}: {_flow(value)}"
    if len(flow) <= _WIDTH and _is_flat(value):
        return [flow]
    return [f"{key}:", *_indent(_block(value))]


def _block(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in _entry(key, item)]
    lines = []
    for item in value:
        if isinstance(item, str):
            lines += _text("-", item)
        elif len(flow := f"- {_flow(item)}") <= _WIDTH and _is_flat(item):
            lines.append(flow)
        else:
            first, *rest = _block(item)
            lines += [f"- {first}", *_indent(rest)]
    return lines


def _text(lead: str, text: str) -> list[str]:
    if len(text) <= _WIDTH and "\n" not in text:
        return [f"{lead} {_scalar(text)}"]
    # In a folded text an empty line is a line end, so two of them part paragraphs.
    paragraphs = [textwrap.wrap(part, _WIDTH, break_on_hyphens=False) for part in text.split("\n\n")]
    lines = paragraphs[0]
    for more in paragraphs[1:]:
        lines += ["", "", *more]
    return [f"{lead} >-", *_indent(lines)]


def _indent(lines: list[str]) -> list[str]:
    return [line and f"  {line}" for line in lines]


def _is_flat(value: Any, depth: int = 2) -> bool:
    """Tell whether a list or mapping is written between brackets where it fits: those that hold but texts, nearly."""
    items = value.values() if isinstance(value, dict) else value
    return all(isinstance(item, str) or (depth > 1 and _is_flat(item, depth - 1)) for item in items)


def _flow(value: Any) -> str:
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return f"{{{', '.join(f'{key}: {_flow(item)}' for key, item in value.items())}}}"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
