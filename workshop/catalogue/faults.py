"""Why data does not fit its model, in words for the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from workshop.catalogue.nearest import did_you_mean, nearest
from workshop.catalogue.quoting import quoted, visible
from workshop.catalogue.shape import keys_at
from workshop.catalogue.yamltext import MAX_FAULTS, Document
from workshop.errors import Fault

Step = str | int
Told = tuple[str, str]
"""What is wrong, and what to do."""

TIME_LIKE = '"09:30"'
_DATE_LIKE = '"2027-03-22"'
_MOMENT_LIKE = '"2027-03-22T08:30:00+07:00"'


def model_faults(
    errors: Iterable[Mapping[str, Any]], kind: type, document: Document
) -> tuple[Fault, ...]:
    """Return one fault for each of pydantic's `errors` about `document`, up to `MAX_FAULTS`."""
    known = [(tuple(error["loc"]), error) for error in islice(errors, MAX_FAULTS)]
    faults = []
    for loc, error in known:
        if error["type"] == "too_short" and any(
            len(other) > len(loc) and other[: len(loc)] == loc for other, _ in known
        ):
            continue  # short only because its entries are wrong
        if error["type"] == "missing" and loc in _misspelt(known, kind):
            continue  # there, under a name that was meant to be this one
        what, hint = _told(error, loc, kind)
        faults.append(Fault(document.file, document.line(loc), what, hint))
    return tuple(dict.fromkeys(faults))


def _misspelt(
    known: Iterable[tuple[tuple[Step, ...], Mapping[str, Any]]], kind: type
) -> set[tuple[Step, ...]]:
    """Return the places that unknown keys were probably meant for."""
    meant = (
        (loc[:-1], nearest(str(loc[-1]), keys_at(kind, loc[:-1])))
        for loc, error in known
        if error["type"] == "extra_forbidden"
    )
    return {(*around, name) for around, name in meant if name}


def label(loc: tuple[Step, ...]) -> str:
    """Name a place: `` `title` ``, ``entry 2 of `must` ``, or the file itself."""
    if not loc:
        return "the file"
    last = loc[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of {label(loc[:-1])}"
    return f"`{visible(last)}`"


def shown(value: object) -> str:
    """Say what a value is: `text "18"`, `the number 5`, `a list`, `empty`."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return f"text {quoted(value)}"
    return "a mapping" if isinstance(value, dict) else "a list"


def _told(error: Mapping[str, Any], loc: tuple[Step, ...], kind: type) -> Told:
    name, sort = label(loc), str(error["type"])
    if sort == "missing":
        around = f"to {label(loc[:-1])}" if len(loc) > 1 else "to the file"
        return f"{name} is missing", f"add it {around}"
    if sort == "extra_forbidden":
        return _unknown_key(str(loc[-1]), keys_at(kind, loc[:-1]))
    if sort == "value_error":
        message = str(error["ctx"]["error"])
        return (message if not loc else f"{name}: {message}"), ""
    if sort in _LIMITS:
        return _limit(name, sort, error)
    expected = _expected(error, sort)
    if expected is None:
        return f"{name}: {str(error['msg']).replace('Input should be', 'must be')}", ""
    must, hint = expected
    return f"{name} must be {must}, not {shown(error['input'])}", hint


def _expected(error: Mapping[str, Any], sort: str) -> Told | None:
    """Say what the value must be, and what to write instead."""
    value = error["input"]
    if sort == "literal_error":
        return _choice(value, str(error["ctx"]["expected"]))
    if sort == "string_pattern_mismatch":
        return _form(value, str(error["ctx"]["pattern"]))
    return next((tell(value) for family, tell in _FAMILIES if family.match(sort)), None)


def _unknown_key(key: str, known: tuple[str, ...]) -> Told:
    choices = ", ".join(known)
    otherwise = f"known here: {choices}" if choices else "remove it"
    return f"unknown key `{visible(key)}`", did_you_mean(key, known, otherwise)


def _whole(value: object) -> Told:
    return "a whole number", _unquote(value, r"[-+]?[0-9]+")


def _number(value: object) -> Told:
    return "a number", _unquote(value, r"[-+]?[0-9]+(\.[0-9]+)?")


def _unquote(value: object, like: str) -> str:
    if isinstance(value, str) and re.fullmatch(like, value):
        return f"write {value} without quotes"
    return "write a value or remove the key" if value is None else ""


def _truth(value: object) -> Told:
    meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}
    word = str(value).casefold()
    word = meant.get(word, word)
    return "true or false", f"write {word if word in ('true', 'false') else 'one of them'}"


def _text(value: object) -> Told:
    if value is None:
        return "text", "write some, or remove the key"
    plain = isinstance(value, (int, float))
    word = str(value).lower() if isinstance(value, bool) else str(value)
    return "text", f'write "{word}" in quotes' if plain else ""


def _time(value: object) -> Told:
    must, text = f"a time of day such as {TIME_LIKE}", value if isinstance(value, str) else ""
    found = re.fullmatch(r"\s*([0-9]{1,2})[:.h]?([0-9]{2})\s*", text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return must, f'write "{int(found[1]):02d}:{found[2]}"'
    return must, "write hours and minutes, in quotes"


def _date(value: object) -> Told:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return f"a date such as {_DATE_LIKE}", "there is no such day"
    return f"a date such as {_DATE_LIKE}", "write year, month and day"


def _moment(_: object) -> Told:
    return f"a moment such as {_MOMENT_LIKE}", "write date, time and the offset from UTC"


def _choice(value: object, expected: str) -> Told:
    choices = re.findall(r"'([^']*)'", expected) or [expected]
    must = choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"
    meant = nearest(value, choices) if isinstance(value, str) else None
    return must, f"did you mean `{meant}`?" if meant else ""


def _form(value: object, pattern: str) -> Told:
    text = str(value)
    must = _PATTERNS.get(pattern, f"text of the form {pattern}")
    for changed in (text.strip().upper(), re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")):
        if re.search(pattern, changed):
            return must, f"did you mean `{changed}`?"
    return must, ""


def _mapping(_: object) -> Told:
    return "a mapping (lines of `key: value`)", ""


def _list(value: object) -> Told:
    if isinstance(value, (str, int, float)):
        return "a list", f"write [{visible(str(value))}]" if len(
            str(value)
        ) < 60 else "put [ ] around it"
    return "a list", "write [] for none" if value is None else "begin each entry with `- `"


_PATTERNS = {
    "^[A-Z]{3}$": "three capital letters",
    "^[A-Z]{2}$": "two capital letters",
    r"^[a-z0-9]+([_-][a-z0-9]+)*$": "an id (lower-case letters and digits, joined by - or _)",
}

_FAMILIES: tuple[tuple[re.Pattern[str], Callable[[object], Told]], ...] = (
    (re.compile(r"int_"), _whole),
    (re.compile(r"float_|finite_number|decimal_"), _number),
    (re.compile(r"bool_"), _truth),
    (re.compile(r"string_type|string_unicode"), _text),
    (re.compile(r"datetime_|timezone_"), _moment),
    (re.compile(r"time_"), _time),
    (re.compile(r"date_"), _date),
    (re.compile(r"model_|dict_|dataclass_"), _mapping),
    (re.compile(r"tuple_|list_|set_|frozen_set_|iterable_"), _list),
)

_LIMITS = {
    "greater_than_equal": ("ge", "must be {} or more"),
    "greater_than": ("gt", "must be more than {}"),
    "less_than_equal": ("le", "must be {} or less"),
    "less_than": ("lt", "must be less than {}"),
    "string_too_short": ("min_length", "must have {} or more characters"),
    "string_too_long": ("max_length", "must have {} characters or fewer"),
    "too_short": ("min_length", "must have {} or more entries"),
    "too_long": ("max_length", "must have {} entries or fewer"),
}


def _limit(name: str, sort: str, error: Mapping[str, Any]) -> Told:
    key, must = _LIMITS[sort]
    limit, value = error["ctx"][key], error["input"]
    if limit == 1 and key == "min_length":
        return f"{name} must not be empty", "write a value, or remove the key if it may be missing"
    is_number = isinstance(value, (int, float))
    got = f", not {value}" if is_number else ""
    return f"{name} {must.format(f'{limit:g}' if is_number else limit)}{got}", ""
