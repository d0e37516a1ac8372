"""JSON Schemas (2020-12) of briefs and registries, made from the models, for editors and for other tools.

They accept what the checker accepts on structure, as an editor types YAML. They know nothing of rules across records.
"""

import json
from collections.abc import Iterator

from generator.model.brief import Brief
from generator.model.records import REGISTRIES
from generator.model.shapes import meaning_of
from generator.schema.kinds import Schema
from generator.schema.objects import to_definitions, to_object, to_records

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BRIEF_SCHEMA = "brief.schema.json"
SCHEMAS_DIR = ".vscode/schemas"


def registry_schema(kind: str) -> str:
    """Return the name of the schema of a registry's file: a mapping from ids to records."""
    return f"{kind}.schema.json"


def record_schema(kind: str) -> str:
    """Return the name of the schema of a file that holds one record of a registry."""
    return f"{kind}.record.schema.json"


def iter_schemas() -> Iterator[tuple[str, Schema]]:
    """Yield every schema with its file name."""
    yield BRIEF_SCHEMA, _brief()
    for kind, model in REGISTRIES.items():
        about = {"title": kind.capitalize(), "description": f"A mapping from ids to {kind}. {meaning_of(model)}"}
        definitions = to_definitions(model)
        yield registry_schema(kind), {"$schema": DIALECT, **about, **to_records(model), "$defs": definitions}
        yield record_schema(kind), {"$schema": DIALECT, **to_object(model), "$defs": definitions}


def iter_editor_files(briefs: str = "briefs") -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file by which an editor knows the schemas of a site's files."""
    for name, schema in iter_schemas():
        yield f"{SCHEMAS_DIR}/{name}", to_json(schema)
    yield ".vscode/settings.json", to_json(_settings(briefs))
    yield ".vscode/extensions.json", to_json({"recommendations": ["redhat.vscode-yaml"]})


def to_json(schema: Schema) -> str:
    """Return the text of a schema's file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _settings(briefs: str) -> Schema:
    """Return VS Code's settings: which files have which schema. What no registry has is a brief."""
    kinds = f"{{{','.join(REGISTRIES)}}}"
    others = [f"!{briefs}/{kinds}.{{yml,yaml}}", f"!{briefs}/{kinds}/**"]
    schemas = {f"{SCHEMAS_DIR}/{BRIEF_SCHEMA}": [f"{briefs}/**/*.{{yml,yaml}}", *others]}
    for kind in REGISTRIES:
        schemas[f"{SCHEMAS_DIR}/{registry_schema(kind)}"] = [f"{briefs}/{kind}.{{yml,yaml}}"]
        schemas[f"{SCHEMAS_DIR}/{record_schema(kind)}"] = [f"{briefs}/{kind}/**/*.{{yml,yaml}}"]
    return {"yaml.schemas": schemas}


def _brief() -> Schema:
    schema = to_object(Brief)
    for kind, model in REGISTRIES.items():
        about = {"title": kind.capitalize(), "description": f"The {kind} that this briefing defines, by id."}
        schema["properties"][kind] = {**about, **to_records(model), "type": ["object", "null"]}
    definitions = {name: made for name, made in to_definitions(Brief, *REGISTRIES.values()).items() if name != "brief"}
    return {"$schema": DIALECT, **schema, "$defs": definitions}
