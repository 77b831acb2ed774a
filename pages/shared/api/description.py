"""The API described for programs, as OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apispec import APISpec

from bakhmut_data.answers import about, csvw
from pages.shared.api import problems
from pages.shared.api.endpoints import MEDIA, Endpoint
from pages.shared.api.parameters import Parameter

NOT_JSON = {"type": "string"}
OF_META = {"$ref": "#/components/schemas/Meta"}
JSON = {
    "type": "object",
    "required": ["meta", "data"],
    "properties": {"meta": OF_META, "data": {"type": "array", "items": {"type": "object"}}},
}
FEATURE = {"type": "object", "required": ["type", "geometry", "properties"]}
GEOJSON = {
    "type": "object",
    "required": ["type", "meta", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "meta": OF_META,
        "features": {"type": "array", "items": FEATURE},
    },
}
OF_CSV = {
    "type": "object",
    "description": "Sources, licence, version and columns of the CSV (W3C, CSV on the Web).",
    "required": ["@context", "url", "dc:license", "dc:source", "schema:version", "tableSchema"],
}
META = {
    "type": "object",
    "description": "What an answer says of itself.",
    "required": ["title", "note", "version", "licenses", "sources"],
    "properties": {
        "title": {"type": "string"},
        "note": {"type": "string"},
        "version": {"type": "string", "description": "Of the tables; changes when any of them does."},
        "licenses": {"type": "array", "items": {"type": "object"}},
        "sources": {"type": "array", "items": {"type": "object"}},
        "total": {"type": "integer", "description": "How many rows there are in all."},
        "limit": {"type": "integer"},
        "offset": {"type": "integer"},
        "next": {"type": ["string", "null"], "description": "Where the rows after these are."},
        "prev": {"type": ["string", "null"], "description": "Where the rows before these are."},
        "notes": {"type": "array", "items": {"type": "string"}},
        "ignored": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What a page has in its address and says nothing here.",
        },
    },
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457: one line that says which parameter and what to do.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "parameter": {"type": "string"},
    },
}
REFUSED = {
    "400": "A parameter makes no sense, or is none.",
    "404": "There is nothing of these days, or no such page.",
    "405": "Data is only read here.",
    "414": "The query is too long.",
    "501": "A form that the standard knows and that is not made here.",
    "503": "No answer in time, too many ask at once, or there are no tables.",
}
UNMADE = "501"
HEADERS = {
    "ETag": "Changes when the answer may; send it as If-None-Match.",
    "Link": "Licence, description, the rows after and before these (next, prev); of a CSV what describes it "
    "(describedby).",
    "Data-Version": "Of the tables.",
}
OF_PAGES = {"Total-Count": "How many rows there are in all."}  # where rows are passed over


def described(endpoints: Iterable[Endpoint], above: str, version: str) -> dict[str, Any]:
    """The description of some addresses below another, for tables of a version."""
    spec = APISpec(
        title="Bakhmut, as reported",
        version="1",
        openapi_version="3.1.0",
        info={
            "summary": "What was written about the Battle of Bakhmut, as data.",
            "description": f"{about.NOTE} The filters are those of the pages: a page's address and that of "
            f"its data differ in the path. Tables of version {version}.",
            "license": {"name": "MIT", "url": about.licence()},
        },
        servers=[{"url": above.rstrip("/")}],
    )
    spec.components.schema("Meta", META)
    spec.components.schema("Problem", PROBLEM)
    for status, says in REFUSED.items():
        content = {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        spec.components.response(f"Refused{status}", {"description": says, "content": content})
    for each in endpoints:
        for suffix in each.answers:
            spec.path(f"/{each.path}.{suffix}", operations={"get": _operation(each, suffix)})
    found: dict[str, Any] = spec.to_dict()
    return found


def _operation(endpoint: Endpoint, suffix: str) -> dict[str, Any]:
    schema = endpoint.schema or {"json": JSON, "geojson": GEOJSON, csvw.SUFFIX: OF_CSV}.get(suffix, NOT_JSON)
    refused = [
        status for status in REFUSED if status != UNMADE or any(each.unmade for each in endpoint.parameters)
    ]
    paged = any(each.name == "offset" for each in endpoint.parameters)
    headers = {**HEADERS, **(OF_PAGES if paged else {})}
    named = endpoint.path.replace("/", "_").replace("{day}", "of_day")
    return {
        "operationId": f"{named}_{suffix.partition('.')[0]}",
        "summary": endpoint.says,
        "parameters": [
            *({"in": "path", "required": True, **_parameter(each)} for each in endpoint.within),
            *({"in": "query", **_parameter(each)} for each in endpoint.taken(suffix)),
        ],
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {MEDIA[suffix]: {"schema": schema}},
                "headers": {
                    name: {"description": says, "schema": {"type": "string"}}
                    for name, says in headers.items()
                },
            },
            "304": {"description": "Nothing new since If-None-Match."},
            **{status: f"Refused{status}" for status in refused},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = {name: value for name, value in parameter.schema.items() if name != "enum" or parameter.named}
    if parameter.many or parameter.listed:
        schema = {"type": "array", "items": schema}
    style = {"style": "form", "explode": parameter.many} if parameter.many or parameter.listed else {}
    required = {"required": True} if parameter.required else {}
    means = "; ".join(f"{value}: {words}" for value, words in parameter.words.items())
    says = f"{parameter.says} {means}" if means else parameter.says
    return {"name": parameter.name, "description": says, "schema": schema, **required, **style}
