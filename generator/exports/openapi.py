"""The description of the JSON API (OpenAPI 3.1), made from the models: a new field is in it by itself."""

from collections.abc import Collection
from typing import Any

from generator.exports.catalogue import KINDS
from generator.exports.imprint import Imprint
from generator.model.base import Model
from generator.model.brief import Brief
from generator.model.records import REGISTRIES, Agreement, Commitment
from generator.model.shapes import Field, Shape, meaning_of, shape_of, words_of
from generator.model.statement import ENTRY_LISTS
from generator.model.vocabulary import Term
from generator.model.written import WITHHELD
from generator.pages.downloads import API

Schema = dict[str, Any]

SCHEMA_VERSION = "1.0"
_MODELS: dict[str, type[Model]] = {"briefs": Brief, **REGISTRIES}
_TEXT: Schema = {"type": "string"}
_PROMISE = (
    "Within version 1 addresses stay, and fields keep their names and meanings. Fields and terms may be added: "
    "a reader passes over those that it does not know. A field that is not given is left out."
)
_SCALARS: dict[str, Schema] = {
    "day": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?$"},
    "round": {"type": "integer", "minimum": 1},
    "flag": {"type": "boolean"},
    "latitude": {"type": "number", "minimum": -90, "maximum": 90},
    "longitude": {"type": "number", "minimum": -180, "maximum": 180},
    "url": {"type": "string", "format": "uri"},
    "date or datetime": {"anyOf": [{"$ref": "#/components/schemas/Date"}, {"type": "string", "format": "date-time"}]},
}


def to_openapi(imprint: Imprint, kinds: Collection[str]) -> Schema:
    """Describe the API of a site that has these kinds of records."""
    settings = imprint.settings
    info: Schema = {
        "title": f"{settings.site_name}: data",
        "version": SCHEMA_VERSION,
        "description": f"{_PROMISE}\n\n{settings.disclaimer}".strip(),
    }
    if settings.licence:
        info["license"] = {"name": settings.licence, **({"url": settings.licence_url} if settings.licence_url else {})}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": imprint.url(API).rstrip("/") or "."}],
        "paths": _paths(kinds),
        "components": {"schemas": to_schemas()},
    }


def to_schemas() -> dict[str, Schema]:
    """Return the schema of everything that the API's files hold, by name."""
    found = dict(_FIXED)
    pending: list[type[Model]] = list(_MODELS.values())
    while pending:
        model = pending.pop()
        if model.__name__ in found:
            continue
        found[model.__name__] = _object(model)
        for field in shape_of(model):
            if field.shape.model:
                pending.append(field.shape.model)
            elif field.shape.vocabulary:
                found[field.shape.vocabulary.__name__] = _vocabulary(field.shape.vocabulary)
    for kind, model in _MODELS.items():
        schema = found[model.__name__]
        schema["properties"] = {**_IDENTITY, "collection": {"const": kind}, **schema["properties"]}
        schema["required"] = list(dict.fromkeys([*_IDENTITY, *schema["required"]]))
        found[f"{model.__name__}File"] = _file(f"One of the {kind}.", item=_reference(model.__name__))
    return dict(sorted(found.items()))


def _paths(kinds: Collection[str]) -> Schema:
    paths = {
        "/index.json": _get("The kinds of records, and how many there are of each", "KindsFile"),
        "/all.json": _get("Every brief and record", "EverythingFile"),
        "/all.jsonl.gz": _get_lines(),
        "/openapi.json": _get("This description", None),
    }
    for kind, model in _MODELS.items():
        if kind not in kinds:
            continue
        paths[f"/{kind}.json"] = _get(f"Id, name and address of all {kind}", "IndexFile")
        one = _get(f"One of the {kind}", f"{model.__name__}File")
        one["parameters"] = [
            {"name": "id", "in": "path", "required": True, "schema": _reference("Id"), "description": "Its id."}
        ]
        paths[f"/{kind}/{{id}}.json"] = one
    return paths


def _get(summary: str, schema: str | None) -> Schema:
    content: Schema = {"schema": _reference(schema) if schema else {"type": "object"}}
    return {
        "get": {
            "summary": summary,
            "responses": {"200": {"description": summary, "content": {"application/json": content}}},
        }
    }


def _get_lines() -> Schema:
    summary = "Every brief and record as a line of JSON, after a line on the file itself; gzipped"
    return _answer(summary, {"application/gzip": {"schema": {"contentMediaType": "application/jsonl"}}})


def _answer(summary: str, content: Schema) -> Schema:
    return {"get": {"summary": summary, "responses": {"200": {"description": summary, "content": content}}}}


def _object(model: type[Model]) -> Schema:
    fields = [field for field in shape_of(model) if field.name not in WITHHELD]
    properties = {field.name: _property(field) for field in fields}
    if model in _STATEMENTS:
        properties |= _WHEREABOUTS
    if issubclass(model, Commitment | Agreement):
        status = next(field.shape.vocabulary for field in fields if field.name == "status")
        properties["latest_status"] = {
            **_reference(status.__name__ if status else ""),
            "description": "Where it stands.",
        }
    if issubclass(model, Commitment):
        properties["overdue"] = {
            "type": "boolean",
            "description": "Whether it is open after its due date, at `generated_at`.",
        }
    required = [field.name for field in fields if field.is_required]
    return {"type": "object", "description": meaning_of(model), "properties": properties, "required": required}


def _property(field: Field) -> Schema:
    return {**_shape(field.shape), "description": field.description}


def _shape(shape: Shape) -> Schema:
    item = _item(shape)
    if shape.keys:
        return {"type": "object", "additionalProperties": item}
    return {"type": "array", "items": item} if shape.is_list else item


def _item(shape: Shape) -> Schema:
    if shape.model:
        return _reference(shape.model.__name__)
    if shape.vocabulary:
        return _reference(shape.vocabulary.__name__)
    if shape.refs:
        return _reference("Reference")
    if shape.kind == "rich":
        return _reference("RichText")
    if shape.kind == "date":
        return _reference("Date")
    return _SCALARS.get(shape.kind, _TEXT)


def _vocabulary(vocabulary: type[Term]) -> Schema:
    terms = [{"const": term.value, "title": term.label, "description": term.description} for term in vocabulary]
    return {"description": f"{words_of(vocabulary)}: {meaning_of(vocabulary)}", "type": "string", "oneOf": terms}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _file(description: str, **content: Schema) -> Schema:
    properties = {**_ENVELOPE, **content}
    return {"type": "object", "description": description, "properties": properties, "required": list(properties)}


def _array(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _record(description: str, optional: tuple[str, ...] = (), **properties: Schema) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": description, "properties": properties, "required": required}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


_STATEMENTS = {
    Commitment,
    *(field.shape.model for field in shape_of(Brief) if field.name in ENTRY_LISTS and field.shape.model),
}
_LAST_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_ADDRESS = _said(_TEXT, "Where it is read. Without a site address it is relative to the site's root.")
_WHEREABOUTS: dict[str, Schema] = {
    "key": _said(_TEXT, "Names it in the whole site: the id of its brief or agreement, a slash, and its own name."),
    "permalink": _ADDRESS,
}
_IDENTITY: dict[str, Schema] = {"id": _reference("Id"), "collection": {"enum": list(KINDS)}, "permalink": _ADDRESS}
_ENVELOPE: dict[str, Schema] = {
    "schema_version": _said(_TEXT, "The version of these descriptions."),
    "generated_at": {"type": "string", "format": "date-time", "description": "The clock of the build."},
    "licence": _record("The licence of the data.", ("name", "url"), name=_TEXT, url=_TEXT),
    "disclaimer": _TEXT,
    "links": {
        "type": "object",
        "additionalProperties": _TEXT,
        "description": "This file, its page, the index it is in.",
    },
    "total": {"type": "integer", "minimum": 0, "description": "How many items there are."},
}
_FIXED: dict[str, Schema] = {
    "Id": {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100},
    "Date": _record(
        "A date, as exactly as it is known.",
        edtf=_said(_TEXT, "EDTF, levels 0 and 1 (ISO 8601-2)."),
        earliest=_said(_LAST_DAY, "The first day that it may be; null where that is open."),
        latest=_said(_LAST_DAY, "The last day that it may be; null where that is open."),
        words=_said(_TEXT, "In English."),
    ),
    "RichText": _record(
        "A text with links and source notes.",
        ("sources",),
        source=_said(_TEXT, "As its author wrote it."),
        html=_said(_TEXT, "As HTML, without the source notes."),
        text=_said(_TEXT, "The words alone."),
        sources=_array(_reference("Citation")),
    ),
    "Citation": _record("A source that a text cites.", ("locator",), source=_reference("Reference"), locator=_TEXT),
    "Reference": _record(
        "A brief, a record or a meeting, by id and address; or, with a name alone, one that has no record.",
        ("id", "collection", "name", "permalink", "disputed"),
        id=_TEXT,
        collection={"enum": [*KINDS, "meetings"]},
        name=_TEXT,
        permalink=_TEXT,
        disputed=_said(_TEXT, "A neutral sentence on its status, to be shown wherever it is."),
    ),
    "IndexEntry": _record(
        "A brief or record in short.",
        ("date",),
        id=_reference("Id"),
        name=_TEXT,
        date=_reference("Date"),
        permalink=_ADDRESS,
        api_url=_TEXT,
    ),
    "KindEntry": _record("A kind of records.", collection={"enum": list(KINDS)}, total={"type": "integer"}, url=_TEXT),
    "IndexFile": _file("All of one kind.", items=_array(_reference("IndexEntry"))),
    "KindsFile": _file("All kinds.", items=_array(_reference("KindEntry"))),
    "EverythingFile": _file(
        "Every brief and record.",
        items=_array({"oneOf": [_reference(model.__name__) for model in _MODELS.values()]}),
    ),
}
