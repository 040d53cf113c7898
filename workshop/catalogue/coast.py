"""The coastlines of `content/coast.json`, a GeoJSON file written by `scripts/refresh_coast.py`."""

from __future__ import annotations

import json
from pathlib import Path

from workshop.errors import Fault, InputError
from workshop.files import MEGABYTE, read_file
from workshop.model.geo import Coast, Line

LARGEST = 20 * MEGABYTE
REGION = "region"
"""The feature with the lines of the whole region; the others are called after cities."""


def read_coast(content: Path) -> Coast:
    """Return the coast of the folder `content`; without the file there is none.

    Raises InputError if it is there and cannot be read.
    """
    path = content / "coast.json"
    if not path.is_file():
        return Coast()
    line = 1
    try:
        data = json.loads(read_file(path, LARGEST))
        shapes = {
            str(feature["properties"]["name"]): _lines(feature["geometry"]["coordinates"])
            for feature in data["features"]
        }
        origin = f"{data['origin']}; {data['licence']}"
    except json.JSONDecodeError as error:
        line, why = error.lineno, error.msg
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError, RecursionError) as error:
        why = f"{type(error).__name__}: {error}"
    else:
        return Coast(shapes.pop(REGION, ()), shapes, origin)
    what = f"this is no GeoJSON file of coastlines ({why})"
    raise InputError((Fault(str(path), line, what, "get the file anew, or take it away"),))


def _lines(coordinates: list[list[list[float]]]) -> tuple[Line, ...]:
    return tuple(tuple((float(x), float(y)) for x, y in line) for line in coordinates)
