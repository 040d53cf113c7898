"""What a model expects at a place of its data: which keys, which type."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel

Step = str | int


def type_at(kind: object, path: tuple[Step, ...]) -> object:
    """Return the type a model `kind` expects at `path`, None where it expects nothing."""
    here: object = _bare(kind)
    for step in path:
        here = _entry(here) if isinstance(step, int) else _field(here, step)
        if here is None:
            return None
    return here


def keys_at(kind: object, path: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the keys that are known in the mapping at `path`, in the model's order."""
    here = type_at(kind, path)
    return tuple(_by_key(here)) if _is_model(here) else ()


def _field(kind: object, key: str) -> object:
    return _bare(_by_key(kind).get(key)) if _is_model(kind) else None


def _by_key(kind: Any) -> dict[str, object]:
    return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}


def _entry(kind: object) -> object:
    arguments = get_args(kind)
    return _bare(arguments[0]) if get_origin(kind) in (tuple, list) and arguments else None


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _bare(kind: object) -> object:
    """Strip `Annotated` and `| None`."""
    while kind is not None:
        if hasattr(kind, "__metadata__"):
            kind = get_args(kind)[0]
            continue
        others = [one for one in get_args(kind) if one is not type(None)]
        if type(None) in get_args(kind) and len(others) == 1:
            kind = others[0]
            continue
        break
    return kind
