"""The JSON API is what its OpenAPI description says, and holds what the corpus holds."""

import gzip
import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from generator.model.fields import iter_references
from tests.exports.catalogues import HOSTILE, SITE, hostile, hostile_outputs, real, real_outputs

CASES = [(real, real_outputs), (hostile, hostile_outputs)]


def parse(content: bytes) -> Any:
    return json.loads(content)


@cache
def validator(schema: str) -> Draft202012Validator:
    description = parse(real_outputs()["api/v1/openapi.json"])
    registry: Registry[Any] = Registry().with_resource("api", DRAFT202012.create_resource(description))
    return Draft202012Validator({"$ref": f"api#/components/schemas/{schema}"}, registry=registry)


def test_the_description_is_valid_openapi() -> None:
    for files in (real_outputs(), hostile_outputs()):
        validate(parse(files["api/v1/openapi.json"]))


@pytest.mark.parametrize(("catalogue", "files"), CASES)
def test_every_file_is_as_described(catalogue: Any, files: Any) -> None:
    paths = parse(real_outputs()["api/v1/openapi.json"])["paths"]
    checked = 0
    for path, content in files().items():
        if not path.startswith("api/v1/") or path.endswith((".gz", "openapi.json")):
            continue
        parts = path.removeprefix("api/v1").removesuffix(".json").split("/")
        address = f"/{parts[1]}.json" if len(parts) == 2 else f"/{parts[1]}/{{id}}.json"
        answer = paths[address]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        errors = list(validator(answer.rpartition("/")[2]).iter_errors(parse(content)))
        assert not errors, (path, errors[0].json_path, errors[0].message)
        checked += 1
    assert checked > sum(map(len, catalogue().items.values()))


def test_a_value_that_is_not_as_described_is_noticed() -> None:
    value = parse(real_outputs()["api/v1/briefs/2022-03-10-antalya.json"])
    value["item"]["quotes"][0]["kind"] = "shouted"
    assert list(validator("BriefFile").iter_errors(value))


@pytest.mark.parametrize(("catalogue", "files"), CASES)
def test_everything_is_all_records_and_briefs(catalogue: Any, files: Any) -> None:
    everything = parse(files()["api/v1/all.json"])
    names = {name for names in catalogue().names.values() for name in names}
    assert {item["id"] for item in everything["items"]} == names
    assert everything["total"] == len(everything["items"]) == len(names)
    assert everything["disclaimer"] == catalogue().settings.disclaimer
    assert everything["generated_at"] == "2026-11-01T12:30:00Z"
    lines = [json.loads(line) for line in gzip.decompress(files()["api/v1/all.jsonl.gz"]).decode().split("\n")[:-1]]
    assert lines[0]["total"] == len(names)
    assert lines[1:] == everything["items"]
    index = parse(files()["api/v1/index.json"])
    assert sum(kind["total"] for kind in index["items"]) == len(names)


def test_texts_are_those_of_the_corpus() -> None:
    briefs = parse(hostile_outputs()["api/v1/all.json"])["items"]
    titles = {item["title"] for item in briefs if item["collection"] == "briefs"}
    assert set(HOSTILE) <= titles == {brief.title for brief in hostile().corpus.briefs.values()}
    for name, brief in real().corpus.briefs.items():
        item = parse(real_outputs()[f"api/v1/briefs/{name}.json"])["item"]
        assert item["summary"]["source"] == brief.summary
        assert [quote["text"] for quote in item["quotes"]] == [quote.text for quote in brief.quotes]
        assert [outcome["text"] for outcome in item.get("outcomes", ())] == [each.text for each in brief.outcomes]
        assert item["date"]["edtf"] == brief.date.text


def test_every_reference_has_its_id_and_its_address() -> None:
    name, brief = next(iter(real().corpus.briefs.items()))
    item = parse(real_outputs()[f"api/v1/briefs/{name}.json"])["item"]
    found: dict[str, str] = {}

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            if "id" in value and "permalink" in value and "title" not in value:
                found[value["id"]] = value["permalink"]
            for inner in value.values():
                gather(inner)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)

    gather(item)
    for reference in iter_references(brief):
        if reference.marker.kinds != ("meetings",) and real().corpus.kind_of(reference.id):
            assert found[reference.id] == f"{SITE}{real().corpus.kind_of(reference.id)}/{reference.id}/"


def test_coordinates_are_cut_and_html_is_closed() -> None:
    place = hostile().items["places"]["town"]
    assert (place["lat"], place["lon"]) == (12.35, 0)
    assert "<script" not in json.dumps([item["summary"]["html"] for item in hostile().items["briefs"].values()])


def test_keys_of_statements_are_unique() -> None:
    catalogue = real()
    for kind in ("meetings", "quotes", "claims", "positions", "outcomes"):
        keys = [entry["key"] for brief in catalogue.items["briefs"].values() for entry in brief.get(kind, ())]
        assert len(keys) == len(set(keys)) > 0
