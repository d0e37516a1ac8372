"""The schemas say of structure what the checker says, of values as editors type them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.model.base import Model
from generator.model.brief import Brief, Claim, Meeting, Participant, Quote
from generator.model.decode import decode
from generator.model.file import decode_file
from generator.model.records import REGISTRIES, Agreement, Person, Place, Source
from generator.model.shapes import shape_of
from generator.model.types import country_names
from generator.model.vocabulary import Finding
from generator.schema import iter_editor_files, iter_schemas
from generator.schema.kinds import KINDS
from generator.schema.objects import to_definitions, to_name
from generator.source import SourceFile
from generator.yaml_parser import Value, parse_yaml
from tests.conftest import ROOT
from tests.schema.values import TEXTS, as_typed, typed, values

SCHEMAS = dict(iter_schemas())
DEFINITIONS = to_definitions(Brief, *REGISTRIES.values())
BRIEF = Draft202012Validator(SCHEMAS["brief.schema.json"])


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name])


def part(name: str) -> Draft202012Validator:
    """The schema of a model that files are made of."""
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": DEFINITIONS})


def checks(model: type[Model], value: Any) -> list[str]:
    return [problem.code for problem in decode(model, value).problems]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_by_its_own_dialect(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_there_is_one_for_briefs_and_two_for_each_registry() -> None:
    forms = {f"{kind}{form}.schema.json" for kind in REGISTRIES for form in ("", ".record")}
    assert SCHEMAS.keys() == {"brief.schema.json"} | forms


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_says_what_to_write(name: str) -> None:
    schema = SCHEMAS[name]
    objects = [schema, *schema["$defs"].values()]
    fields = [field for made in objects for field in made.get("properties", {}).items()]
    assert len(fields) > 5 or name.endswith("s.schema.json")
    for key, field in fields:
        assert field["title"], key
        assert field["description"].endswith("."), key


def test_no_field_has_one_example_alone() -> None:
    # An editor writes the only example of a field into the file as if it were a fact.
    assert [kind.title for kind in KINDS.values() if len(kind.examples) == 1] == []


def test_the_files_for_editors_are_those_of_the_models() -> None:
    files = dict(iter_editor_files())
    folder = ROOT / ".vscode"
    found = {path.relative_to(ROOT).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == files.keys(), "make reference"
    for path, text in files.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path} is not that of the models: make reference"


# --- What the checker accepts


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_takes_what_its_parser_takes(kind: str) -> None:
    fields = {field.shape.kind: (model, field) for model in _models() for field in shape_of(model)}
    model, field = fields[kind]
    schema = part(to_name(model))
    for text in TEXTS[kind]:
        for value in (text, as_typed(text)):
            errors = [
                error
                for error in schema.iter_errors({field.name: [value] if field.shape.is_list else value})
                if list(error.path)[:1] == [field.name]
            ]
            assert errors == [], value


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind].examples])
def test_examples_are_valid(kind: str) -> None:
    model, field = next((made, f) for made in _models() for f in shape_of(made) if f.shape.kind == kind)
    for example in KINDS[kind].examples:
        value: dict[str, Value] = {field.name: [example] if field.shape.is_list else example}
        assert [problem for problem in decode(model, value).problems if problem.path[:1] == (field.name,)] == []


@pytest.mark.parametrize("kind", REGISTRIES)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_record_that_the_checker_accepts_is_accepted(kind: str, data: st.DataObject) -> None:
    record = data.draw(values(REGISTRIES[kind]))
    assert checks(REGISTRIES[kind], record) == []
    written = data.draw(typed(record))
    validator(f"{kind}.record.schema.json").validate(written)
    validator(f"{kind}.schema.json").validate({"some-id": written})


@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_brief_that_the_checker_accepts_is_accepted(data: st.DataObject) -> None:
    brief = data.draw(values(Brief))
    # The name of the file is the id of a brief that gives none.
    assert checks(Brief, {**brief, "id": brief.get("id") or "some-id"}) == []
    kind = data.draw(st.sampled_from(list(REGISTRIES)))
    records = data.draw(st.none() | values(REGISTRIES[kind]).map(lambda record: {"some-id": record}))
    BRIEF.validate(data.draw(typed({**brief, kind: records})))


@pytest.mark.parametrize("path", sorted((ROOT / "briefs").rglob("*.yml")), ids=lambda path: path.stem)
def test_the_files_of_this_site_are_accepted(path: Path) -> None:
    is_registry = path.stem in REGISTRIES and path.parent.name == "briefs"
    written = _as_typed_by_an_editor(path)
    validator(f"{path.stem if is_registry else 'brief'}.schema.json").validate(written)


def test_a_finding_of_false_needs_no_quotation_marks() -> None:
    assessment = {"finding": False, "basis": "x", "by": "x", "date": 2022, "sources": ["x"]}
    part("assessment").validate(assessment)
    assert Finding.FALSE.value == "false"


def test_countries_are_those_of_the_checker() -> None:
    assert SCHEMAS["brief.schema.json"]["$defs"]["country_value"]["anyOf"][0]["enum"] == sorted(country_names())


# --- What the checker refuses

QUOTE = {"speaker": "a-person", "text": "We will.", "sources": ["a-source"]}
MEETING = {"id": "talks", "title": "Talks", "date": "2022-03-10", "sources": ["a-source"]}
CLAIM = {"by": "a-person", "statement": "It rained.", "sources": ["a-source"]}
PLACE = {"name": "Antalya"}
SOURCE = {"title": "A title", "kind": "report"}
PERSON = {"name": "A name"}
AGREEMENT = {"title": "A title", "kind": "ceasefire", "status": "signed", "sources": ["a-source"]}
DELETE = object()

MISTAKES: tuple[tuple[str, type[Model], dict[str, Any], dict[str, Any]], ...] = (
    ("unknown key", Quote, QUOTE, {"speeker": "x"}),
    ("missing field", Quote, QUOTE, {"text": DELETE}),
    ("required field without a value", Quote, QUOTE, {"text": None}),
    ("empty text", Quote, QUOTE, {"text": ""}),
    ("blank text", Quote, QUOTE, {"text": " \n "}),
    ("list for a text", Quote, QUOTE, {"context": ["x"]}),
    ("mapping for a text", Quote, QUOTE, {"context": {"Kuleba": "no progress"}}),
    ("two lines in a line", Quote, QUOTE, {"lead": "one\ntwo"}),
    ("text for a list", Quote, QUOTE, {"about": "x"}),
    ("mapping for a list", Quote, QUOTE, {"about": {"x": "y"}}),
    ("empty item", Quote, QUOTE, {"about": ["x", None]}),
    ("empty list of sources", Quote, QUOTE, {"sources": []}),
    ("no sources", Quote, QUOTE, {"sources": None}),
    ("unknown value", Quote, QUOTE, {"kind": "verbatim"}),
    ("value in capitals", Quote, QUOTE, {"kind": "Direct"}),
    ("list for one value", Quote, QUOTE, {"kind": ["direct"]}),
    ("bad id", Quote, QUOTE, {"speaker": "Dmytro Kuleba"}),
    ("id with an underscore", Quote, QUOTE, {"meeting": "the_talks"}),
    ("id of a meeting of a meeting", Quote, QUOTE, {"meeting": "a/b/c"}),
    ("neither of two", Quote, QUOTE, {"speaker": DELETE}),
    ("neither of two, one without a value", Quote, QUOTE, {"speaker": None}),
    ("both of two", Quote, QUOTE, {"attribution": "an official"}),
    ("mapping without what it needs", Quote, QUOTE, {"original": {"text": "так"}}),
    ("text for a mapping", Quote, QUOTE, {"original": "так"}),
    ("bad date", Quote, QUOTE, {"date": "10 March 2022"}),
    ("date with dots", Quote, QUOTE, {"date": "10.03.2022"}),
    ("bad language", Quote, QUOTE, {"language": "English"}),
    ("source note with an unknown key", Quote, QUOTE, {"sources": [{"source": "a", "page": "3"}]}),
    ("source note without its source", Quote, QUOTE, {"sources": [{"locator": "para 3"}]}),
    ("bad time", Meeting, MEETING, {"start": "11.25"}),
    ("time with a zone", Meeting, MEETING, {"start": "11:25+03:00"}),
    ("bad round", Meeting, MEETING, {"round": "third"}),
    ("round of zero", Meeting, MEETING, {"round": "0"}),
    ("bad flag", Meeting, MEETING, {"undisclosed": "yes"}),
    ("participant of no form", Meeting, MEETING, {"participants": [["a"]]}),
    ("participant that is nobody", Meeting, MEETING, {"participants": [{"role": "host"}]}),
    ("unknown role in a list", Meeting, MEETING, {"participants": [{"person": "a", "role": ["host", "chair"]}]}),
    ("unknown role alone", Meeting, MEETING, {"participants": [{"person": "a", "role": "chair"}]}),
    ("unknown response", Claim, CLAIM, {"responses": [{"by": "a", "response": "refuses", "sources": ["a"]}]}),
    ("bad country", Place, PLACE, {"country": "Turkey"}),
    ("one coordinate", Place, PLACE, {"lat": "36.9"}),
    ("the other coordinate alone, the first without a value", Place, PLACE, {"lat": None, "lon": "30.7"}),
    ("latitude of no place", Place, PLACE, {"lat": "123", "lon": "30.7"}),
    ("coordinate in degrees and minutes", Place, PLACE, {"lat": "36°53′N", "lon": "30.7"}),
    ("name in a language of no form", Place, PLACE, {"names": {"Turkish": "Antalya"}}),
    ("list for names", Place, PLACE, {"names": ["Antalya"]}),
    ("address of no scheme", Source, SOURCE, {"url": "www.example.org"}),
    ("address that is a script", Source, SOURCE, {"url": "javascript:alert(1)"}),
    ("address with a blank", Source, SOURCE, {"url": "https://example.org/a b"}),
    ("unknown grade", Source, SOURCE, {"credibility": "7"}),
    ("snapshot outside its folder", Source, SOURCE, {"snapshot": "../x.txt"}),
    ("short digest", Source, SOURCE, {"sha256": "abc"}),
    ("day that is a month", Source, SOURCE, {"accessed": "2022-03"}),
    ("role without a party", Person, PERSON, {"roles": [{"title": "Minister"}]}),
    ("bad Wikidata item", Person, PERSON, {"wikidata": "212"}),
    ("status beside a history", Agreement, AGREEMENT,
     {"history": [{"date": "2022", "status": "signed", "sources": ["a"]}]}),
    ("neither status nor history", Agreement, AGREEMENT, {"status": DELETE, "history": []}),
)  # fmt: skip


@pytest.mark.parametrize(("model", "right", "change"), [case[1:] for case in MISTAKES], ids=[c[0] for c in MISTAKES])
def test_what_the_checker_refuses_is_refused(model: type[Model], right: Any, change: Any) -> None:
    value = {key: item for key, item in {**right, **change}.items() if item is not DELETE}
    schema = part(to_name(model))
    assert checks(model, right) == []
    schema.validate(right)
    assert checks(model, value) != []
    assert not schema.is_valid(value)
    assert not schema.is_valid(_plain(value))


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_wrong_type_anywhere_is_refused_by_both(data: st.DataObject) -> None:
    models: tuple[type[Model], ...] = (Quote, Meeting, Claim, Agreement, Participant)
    model = data.draw(st.sampled_from(models))
    value = data.draw(values(model))
    name = data.draw(st.sampled_from([name for name, item in value.items() if item is not None]))
    value[name] = [[value[name]]] if data.draw(st.booleans()) else {"Kuleba": "no progress"}
    if not checks(model, value):
        pytest.fail(f"the checker accepts {value[name]!r} for {name}")
    assert not part(to_name(model)).is_valid(data.draw(typed(value)))


@pytest.mark.parametrize("value", [{"A Name": PERSON}, {"a": "text"}, {"a": None}, {"a": [PERSON]}, [], "text", None])
def test_a_registry_is_a_mapping_from_ids_to_records(value: Any) -> None:
    validator("people.schema.json").validate({"a": PERSON})
    assert not validator("people.schema.json").is_valid(value)


BRIEF_FILE = "title: T\ndate: 2022\nconflict: a\nsummary: S\n"


@pytest.mark.parametrize(
    ("location", "text"),
    [
        ("2022/a.yml", BRIEF_FILE + "people: [x]"),
        ("2022/a.yml", BRIEF_FILE + "people: {x: {name: X, colour: red}}"),
        ("2022/a.yml", BRIEF_FILE + "people: {X Y: {name: X}}"),
        ("2022/a.yml", BRIEF_FILE + "people: {x: }"),
        ("2022/a.yml", BRIEF_FILE + "persons: {x: {name: X}}"),
        ("2022/a.yml", BRIEF_FILE + "id: [a]"),
        ("2022/a.yml", BRIEF_FILE + "id: {a: b}"),
        ("2022/a.yml", BRIEF_FILE + "id: A"),
        ("2022/a.yml", BRIEF_FILE + "quotes: {a: {speaker: x}}"),
        ("2022/a.yml", BRIEF_FILE.replace("summary: S", "summary:")),
        ("people.yml", "- {name: X}"),
        ("people.yml", "name: X"),
        ("people.yml", "x: [name]"),
        ("people.yml", "x: {name: X, people: {}}"),
        ("people/x.yml", "x: {name: X}"),
        ("people/x.yml", "[]"),
    ],
)
def test_a_whole_file_that_the_checker_refuses_is_refused(location: str, text: str) -> None:
    folder, _, name = location.rpartition("/")
    schema = "brief" if folder == "2022" else f"{folder}.record" if folder else name.removesuffix(".yml")
    assert decode_file(SourceFile(location, text), location).diagnostics
    assert not validator(f"{schema}.schema.json").is_valid(yaml.load(text, yaml.CSafeLoader))


@pytest.mark.parametrize(
    "rest", ["", "id:", "id: 2022-x", "people:", "people: {x: {name: 1}}", "quotes: []", "tags: ~"]
)
def test_a_whole_file_that_the_checker_accepts_is_accepted(rest: str) -> None:
    text = BRIEF_FILE + rest
    assert decode_file(SourceFile("2022/a.yml", text), "2022/a.yml").diagnostics == ()
    BRIEF.validate(yaml.load(text, yaml.CSafeLoader))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else as_typed(value) if value else value


def _models() -> list[type[Model]]:
    """Every model that a file is made of, those inside others too."""
    found: dict[type[Model], None] = {}
    pending: list[type[Model]] = [Brief, *REGISTRIES.values()]
    while pending:
        model = pending.pop()
        if model not in found:
            found[model] = None
            pending += [field.shape.model for field in shape_of(model) if field.shape.model]
    return list(found)


def _as_typed_by_an_editor(path: Path) -> Any:
    """The file's value, each plain scalar typed; the checker's own reading gives the structure."""
    read = parse_yaml(SourceFile(path.name, path.read_text(encoding="utf-8"))).value
    assert read is not None
    return json.loads(json.dumps(_typed_by_style(yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader))))


def _typed_by_style(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _typed_by_style(item) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_typed_by_style(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    if node.style:
        return node.value
    return None if node.value in ("", "~", "null") else as_typed(node.value)
