"""The JSON Schema of a model: of its fields, and of everything that these are made of."""

from typing import Any

from generator.model.base import Model, OneOf, ShortForm
from generator.model.brief import Meeting
from generator.model.records import Place
from generator.model.shapes import Field, Shape, meaning_of, one_of_kinds, shape_of, words_of
from generator.model.types import country_names
from generator.model.vocabulary import Term
from generator.schema.kinds import KINDS, NOTHING, Schema, to_form

_OR_NOTHING: Schema = {"$ref": "#/$defs/nothing"}
_NOT_A_LIST = "this must be a list: `- ` before each item, or all of them in brackets"
# What counts as given: neither null nor an empty list.
_GIVEN: Schema = {"not": {"enum": [None, []]}}
# What YAML 1.2 takes for a boolean or a number in an editor.
_TYPED: dict[str, Any] = {"true": True, "false": False, **{str(digit): digit for digit in range(10)}}


def to_name(model: type[Model]) -> str:
    """Return the name of a model's definition."""
    return words_of(model).lower().replace(" ", "_")


def to_object(model: type[Model]) -> Schema:
    """Return the schema of a mapping that is to become a `model`."""
    fields = shape_of(model)
    required = [field.name for field in fields if field.is_required]
    schema: Schema = {
        "title": words_of(model),
        "description": meaning_of(model),
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": required,
        "additionalProperties": False,
    }
    if issubclass(model, OneOf):
        schema.update(_one_of(*model.one_of))
    if issubclass(model, Meeting):
        schema.update(_never_both("history", "status"))
    if issubclass(model, Place):
        schema["allOf"] = [_together("lat", "lon"), _together("lon", "lat")]
    return schema


def to_records(model: type[Model]) -> Schema:
    """Return the schema of a mapping from ids to records."""
    return {
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/new_id_value"},
        "additionalProperties": {"$ref": f"#/$defs/{to_name(model)}"},
    }


def to_definitions(*models: type[Model]) -> dict[str, Schema]:
    """Return the definitions of everything that `models` and their fields are made of, by name."""
    found: dict[str, Schema] = {_kind_name("new id"): _kind("new id"), "nothing": NOTHING}
    pending = list(models)
    while pending:
        model = pending.pop()
        if to_name(model) in found:
            continue
        found[to_name(model)] = to_object(model)
        for field in shape_of(model):
            shape = field.shape
            if shape.model:
                pending.append(shape.model)
            elif shape.vocabulary:
                found[_term_name(shape.vocabulary)] = _vocabulary(shape.vocabulary)
            else:
                found[_kind_name(shape.kind)] = _kind(shape.kind)
            if shape.keys:
                found[_kind_name(shape.keys)] = _kind(shape.keys)
    return dict(sorted(found.items()))


def _property(field: Field) -> Schema:
    shape = field.shape
    description = describe(field)
    about: Schema = {"title": field.name.replace("_", " ").capitalize(), "description": description}
    if "`" in description:
        about["markdownDescription"] = description
    if examples := KINDS[shape.kind].examples if shape.kind and not shape.is_list else ():
        about["examples"] = list(examples)
    if shape.keys:
        names = {"$ref": f"#/$defs/{_kind_name(shape.keys)}"}
        values = {"anyOf": [{"$ref": f"#/$defs/{_kind_name(shape.kind)}"}, _OR_NOTHING]}
        return {**about, "type": ["object", "null"], "propertyNames": names, "additionalProperties": values}
    if shape.is_one_or_more:
        return {**about, "anyOf": [_item(shape), {"type": "array", "items": _item(shape)}, _OR_NOTHING]}
    if shape.is_list and field.is_required:
        return {**about, "type": "array", "errorMessage": _NOT_A_LIST, "items": _item(shape), "minItems": 1}
    if shape.is_list:
        return {**about, "type": ["array", "null"], "errorMessage": _NOT_A_LIST, "items": _item(shape)}
    return {**about, "anyOf": [_item(shape)] if field.is_required else [_item(shape), _OR_NOTHING]}


def _item(shape: Shape) -> Schema:
    if shape.vocabulary:
        return {"$ref": f"#/$defs/{_term_name(shape.vocabulary)}"}
    if not shape.model:
        return {"$ref": f"#/$defs/{_kind_name(shape.kind)}"}
    whole = {"$ref": f"#/$defs/{to_name(shape.model)}"}
    if not issubclass(shape.model, ShortForm):
        return whole
    main = next(field for field in shape_of(shape.model) if field.name == shape.model.main_field)
    return {"anyOf": [whole, {"$ref": f"#/$defs/{_kind_name(main.shape.kind)}"}]}


def describe(field: Field) -> str:
    """Return what to write in a field and how, in a sentence or a few words each."""
    shape = field.shape
    parts = [field.description]
    if shape.refs and shape.kind == "id":
        one = one_of_kinds(shape.refs)
        parts.append(f"A list; each item is the id of {one}." if shape.is_list else f"The id of {one}.")
    elif shape.refs and shape.kind == "line":
        parts.append(f"The id of {one_of_kinds(shape.refs)}, or one line of text.")
    elif shape.kind and shape.is_list:
        parts.append(f"A list; each item: {KINDS[shape.kind].description}")
    elif shape.kind:
        parts.append(KINDS[shape.kind].description)
    if field.default:
        parts.append(f"Where it is not given: `{field.default.value}`.")
    return "\n\n".join(parts)


def _kind(name: str) -> Schema:
    if name == "country":
        countries = sorted(country_names().items())
        codes, names = [code for code, _ in countries], [country for _, country in countries]
        return {"anyOf": [{"type": "string", "enum": codes, "enumDescriptions": names}]}
    form = to_form(KINDS[name])
    return {**form, "maxLength": 100} if name == "new id" else form


def _vocabulary(vocabulary: type[Term]) -> Schema:
    terms = list(vocabulary)
    words = [f"**{term.label}.** {term.description}" for term in terms]
    values = [_TYPED.get(term.value, term.value) for term in terms]
    written = "|".join(term.value for term in terms)
    return {
        "anyOf": [
            {"enum": values, "markdownEnumDescriptions": words, "enumDescriptions": [term.label for term in terms]},
            {"type": "string", "pattern": rf"^\s*(?:{written})\s*$"},
        ]
    }


def _one_of(first: str, second: str) -> Schema:
    """Return the rule that one of two fields is given, and never both."""
    missing = f"`{first}` or `{second}` is missing"
    return {
        "anyOf": [{**_given(name), "errorMessage": missing} for name in (first, second)],
        **_never_both(first, second),
    }


def _never_both(first: str, second: str) -> Schema:
    """Return the rule that of two fields at most one is given."""
    return {
        "if": _given(first, second),
        "then": {
            "patternProperties": {f"^{second}$": False},
            "errorMessage": f"`{second}` cannot stand beside `{first}`: give one of the two",
        },
    }


def _given(*names: str) -> Schema:
    """Return the condition that fields are given.

    The names stand in patterns: an editor proposes what stands in `properties`, and these stand there already.
    """
    return {"required": list(names), "patternProperties": {f"^({'|'.join(names)})$": _GIVEN}}


def _together(first: str, second: str) -> Schema:
    given = {"patternProperties": {f"^{first}$": {"not": {"type": "null"}}}, "required": [first]}
    wanted = {"patternProperties": {f"^{second}$": {"not": {"type": "null"}}}, "required": [second]}
    return {"if": given, "then": wanted}


def _kind_name(name: str) -> str:
    return f"{name.replace(' ', '_')}_value"


def _term_name(vocabulary: type[Term]) -> str:
    return f"{words_of(vocabulary).lower().replace(' ', '_')}_term"
