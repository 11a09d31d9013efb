"""The tree as JSON, in which it is kept, and back.

Every node is an object with its class in `kind`; a field that has its default is left out; the
bytes of a picture are in base64. `document.schema.json` says the same to other programs. The
reader believes nothing: an unknown kind, field or type is refused, and what it builds has passed
the same checks as a tree that was built by hand.
"""

import json
import types
from base64 import b64decode, b64encode
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from rapporteur.core.document import tree
from rapporteur.core.document.problem import DocumentProblem

VERSION = 3
"""Raised when a tree is kept otherwise, or may hold what earlier programs cannot read.

Version 1 had the items of a list as bare runs; up to version 2 no cell of a table reached over
others. Both are still read.
"""

_DEEPEST = 60
"""Nested objects and lists. The deepest document that is allowed has some 20."""


def to_json(document: tree.Document) -> str:
    """Return `document` as a JSON text that `from_json` turns back into an equal tree."""
    return json.dumps({"version": VERSION, "document": _encode(document)}, ensure_ascii=False)


def from_json(text: str) -> tree.Document:
    """Return the document in `text`, or raise `DocumentProblem` where it is none."""
    try:
        outer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentProblem(f"This is not the JSON of a document: {error}.") from error
    if not isinstance(outer, dict) or outer.keys() != {"version", "document"}:
        raise DocumentProblem("This JSON is not a document: it lacks 'version' and 'document'.")
    inner = outer["document"]
    if outer["version"] == 1:
        inner = _from_first(inner)
    elif outer["version"] not in (2, VERSION):
        raise DocumentProblem(
            f"The document was kept in version {outer['version']!r}; this program reads "
            f"versions 1 to {VERSION}. Use the program that kept it."
        )
    return cast(tree.Document, _decode(inner, tree.Document, "document", 0))


def _from_first(value: object) -> object:
    """Return what version 1 kept as version 2 keeps it."""
    if isinstance(value, list):
        return [_from_first(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _from_first(content) for name, content in value.items()}
    items = kept.get("items")
    if kept.get("kind") == "ListBlock" and isinstance(items, list):
        kept["items"] = [{"kind": "ListItem", "runs": runs} for runs in items]
    return kept


def _encode(value: Any) -> object:
    if isinstance(value, tuple):
        return [_encode(each) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if is_dataclass(value):
        kept = {
            field.name: _encode(content)
            for field in fields(value)
            if (content := getattr(value, field.name)) != field.default
        }
        return {"kind": type(value).__name__, **kept}
    return value


def _decode(value: object, hint: Any, place: str, depth: int) -> object:
    """Build what `hint` says out of `value`; `place` is the path for the refusal."""
    if depth > _DEEPEST:
        raise DocumentProblem(f"The JSON is nested too deeply at {place}.")
    for wanted in _alternatives(hint):
        if get_origin(wanted) is tuple and isinstance(value, list):
            return _decode_tuple(value, wanted, place, depth)
        if is_dataclass(wanted) and isinstance(value, dict):
            if value.get("kind") == _name(wanted):
                return _decode_node(value, wanted, place, depth)
        elif isinstance(wanted, type) and issubclass(wanted, StrEnum):
            if value in [each.value for each in wanted]:
                return wanted(value)
        elif wanted is bytes and isinstance(value, str):
            return _decode_bytes(value, place)
        elif wanted in (str, int, bool, types.NoneType) and type(value) is wanted:
            return value
    raise DocumentProblem(f"The JSON holds something at {place} that has no place there.")


def _decode_bytes(value: str, place: str) -> bytes:
    try:
        return b64decode(value, validate=True)
    except ValueError as error:
        raise DocumentProblem(f"The bytes at {place} are not in base64: {error}.") from error


def _decode_tuple(value: list[object], hint: Any, place: str, depth: int) -> tuple[object, ...]:
    inner = get_args(hint)[0]
    return tuple(
        _decode(each, inner, f"{place}[{index}]", depth + 1) for index, each in enumerate(value)
    )


def _decode_node(value: dict[str, object], node: Any, place: str, depth: int) -> object:
    hints, known = _hints(node), _fields(node)
    given = value.keys() - {"kind"}
    missing = [name for name, field in known.items() if field.default is MISSING]
    lacking = [name for name in missing if name not in given]
    strange = sorted(given - known.keys())
    if lacking or strange:
        told = f" ({value['id']!r})" if isinstance(value.get("id"), str) else ""
        said = [f"lacks the field {name!r}" for name in lacking[:1]]
        said += [f"has the field {name[:80]!r}, which none has" for name in strange[:1]]
        raise DocumentProblem(f"The {_name(node)} at {place}{told} {' and '.join(said)}.")
    return node(
        **{name: _decode(value[name], hints[name], f"{place}.{name}", depth + 1) for name in given}
    )


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _name(node: Any) -> str:
    return str(node.__name__)


@cache
def _hints(node: type) -> dict[str, Any]:
    return get_type_hints(node)


@cache
def _fields(node: Any) -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(node)}
