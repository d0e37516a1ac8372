"""JSON as bytes. What is written once is kept as a fragment, and stands in as many files as hold it."""

from typing import Any

import orjson

Fragment = orjson.Fragment


def to_json(value: Any) -> bytes:
    """Write a value as one line of JSON, in UTF-8."""
    return orjson.dumps(value)


def to_readable_json(value: Any) -> bytes:
    """Write a value as JSON for people to read, in UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
