"""Read a YAML file as a value of the model: every fault has its line, and all are told at once."""

from __future__ import annotations

import datetime
import errno
import pathlib
import re
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from workshop.catalogue.faults import TIME_LIKE, label, model_faults, shown
from workshop.catalogue.shape import type_at
from workshop.catalogue.yamltext import MAX_BYTES, Document, Path, load_yaml, parse_yaml, too_large
from workshop.errors import Fault, InputError
from workshop.files import read_file

__all__ = ["Document", "load_yaml", "parse_value", "read_text", "read_value"]

V = TypeVar("V", bound=BaseModel)

_LONG_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?=.)[0-9:.,Zz+\- ]*")


def read_value(path: pathlib.Path, kind: type[V], *, name: str | None = None) -> tuple[V, Document]:
    """Read the file at `path` as a `kind`; it is called `name` (else `path`) in messages.

    Raises InputError with every fault of the file.
    """
    name = str(path) if name is None else name
    return parse_value(read_text(path, name), kind, name)


def parse_value(text: str, kind: type[V], file: str) -> tuple[V, Document]:
    """Take `text`, called `file` in messages, as a `kind`; raises InputError with every fault."""
    parsed = parse_yaml(text, file)
    document, faults = parsed.document, parsed.faults
    if not parsed.whole:
        raise InputError(faults)
    if document.data is None:
        raise InputError((*faults, Fault(file, 1, "the file is empty", "write what belongs in it")))
    faults += _shorten_times(document, kind)
    value: V | None = None
    try:
        value = kind.model_validate_json(to_json(document.data))
    except ValidationError as error:
        faults += model_faults(error.errors(include_url=False), kind, document)
    if faults or value is None:
        raise InputError(faults)
    return value, document


def read_text(path: pathlib.Path, name: str) -> str:
    """Return the text of a UTF-8 file of at most 5 MB; raises InputError."""
    try:
        raw = read_file(path, MAX_BYTES)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise InputError((too_large(name),)) from None
        why = (error.strerror or "it is not readable").lower()
        fault = Fault(name, 1, f"the file cannot be read: {why}", "check its name and its rights")
        raise InputError((fault,)) from None
    except ValueError:
        raise InputError((Fault(name, 1, "this cannot be the name of a file"),)) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{raw[error.start]:02x} is not UTF-8 text"
        raise InputError((Fault(name, line, what, "save the file as UTF-8"),)) from None


def _shorten_times(document: Document, kind: type) -> tuple[Fault, ...]:
    """Find times of day with seconds or a zone: a plan knows local hours and minutes only.

    They are cut short in the data of the document, so that the model can tell what else is wrong.
    """
    faults = []
    for path in document.lines:
        value = _at(document.data, path)
        if not isinstance(value, str) or not _LONG_TIME.fullmatch(value):
            continue
        if type_at(kind, path) is datetime.time:
            _put(document.data, path, value[:5])
            what = f"{label(path)} must be a time of day such as {TIME_LIKE}, not {shown(value)}"
            hint = f'write "{value[:5]}": local time, hours and minutes only'
            faults.append(Fault(document.file, document.line(path), what, hint))
    return tuple(faults)


def _put(data: object, path: Path, value: str) -> None:
    holder, last = _at(data, path[:-1]), path[-1]
    if isinstance(holder, list):
        holder[int(last)] = value
    elif isinstance(holder, dict):
        holder[last] = value


def _at(data: object, path: Path) -> object:
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
