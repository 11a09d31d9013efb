"""The JSON of a document, said in JSON Schema for other programs.

It is made from the tree itself, so that it cannot say otherwise than `json` reads. What a schema
cannot say (that ids are unique, that references lead somewhere, that a row has all its cells) is
checked when a document is read.
"""

import types
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from rapporteur.core.document.json import VERSION
from rapporteur.core.document.tree import Document
from rapporteur.core.document.tree.names import ID

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
    bytes: {"type": "string", "contentEncoding": "base64"},
}
_NAMES = ("id", "target")
"""Fields that hold the id of a node."""


def schema() -> dict[str, Any]:
    """Return the schema of what `json.to_json` writes (JSON Schema 2020-12)."""
    nodes: dict[str, Any] = {}
    _node(Document, nodes)
    return {
        "$schema": _DIALECT,
        "title": "Formal document",
        "description": "A report, letter or note as Rapporteur keeps it: words without numbers.",
        "type": "object",
        "required": ["version", "document"],
        "additionalProperties": False,
        "properties": {"version": {"const": VERSION}, "document": {"$ref": "#/$defs/Document"}},
        "$defs": dict(sorted(nodes.items())),
    }


def _node(node: Any, nodes: dict[str, Any]) -> None:
    """Add the schema of a class, and of every class that its fields can hold, to `nodes`."""
    if node.__name__ in nodes:
        return
    made: dict[str, Any] = {"type": "object"}
    nodes[node.__name__] = made
    hints = get_type_hints(node)
    properties: dict[str, Any] = {"kind": {"const": node.__name__}}
    for field in fields(node):
        said = _hint(hints[field.name], nodes)
        if field.name in _NAMES:
            said = {**said, "pattern": f"^{ID.pattern}$"}
        properties[field.name] = said
    required = [field.name for field in fields(node) if field.default is MISSING]
    made["description"] = " ".join(str(node.__doc__).split("\n\n")[0].split())
    made["required"] = ["kind", *required]
    made["additionalProperties"] = False
    made["properties"] = properties


def _hint(hint: Any, nodes: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) in (Union, types.UnionType):
        return {"anyOf": [_hint(each, nodes) for each in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _hint(get_args(hint)[0], nodes)}
    if is_dataclass(hint):
        _node(hint, nodes)
        return {"$ref": f"#/$defs/{hint.__name__}"}  # type: ignore[union-attr]
    if issubclass(hint, StrEnum):
        return {"enum": [each.value for each in hint]}
    return dict(_PLAIN[hint])
