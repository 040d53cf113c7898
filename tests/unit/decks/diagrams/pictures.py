"""One diagram of each kind the lectures have, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import TypeAdapter

from workshop.model.diagram import Diagram

_ADAPTER: TypeAdapter[Diagram] = TypeAdapter(Diagram)

DIAMOND: dict[str, object] = {
    "kind": "platform",
    "title": "The blue diamond",
    "centre": "platform",
    "groups": [
        {"name": "Makers of applications", "side": "left"},
        {"name": "Users: people and firms", "side": "right"},
        {"name": "Makers of hardware", "side": "bottom"},
    ],
    "interaction": ["innovate", "distribute", "monetise"],
    "loop": "network effect",
}
PICTURES: dict[str, dict[str, object]] = {
    "diamond": DIAMOND,
    "coordination": {
        "kind": "coordination",
        "centre": "CCS",
        "groups": ["People", "Teams", "Software agents"],
        "interaction": ["coordinate", "collaborate on a complex task"],
        "base": "standards",
        "note": "Our drawing, not the speaker's.",
    },
    "ladder": {
        "kind": "platform",
        "centre": "Snowflake",
        "groups": ["Data providers", "Data users"],
        "ladder": ["store", "look back", "predict"],
    },
    "kinds": {
        "kind": "kinds",
        "kinds": [
            {"name": "Communication", "does": "people talk", "example": "Zoom, Slack"},
            {"name": "Data intelligence", "does": "data meets its users", "example": "Snowflake"},
            {"name": "Team projects", "does": "many make one thing", "example": "GitHub"},
            {"name": "Operational automation", "does": "machines move", "example": "a factory"},
        ],
        "scale": ["talk", "machine work"],
    },
    "layers": {
        "kind": "layers",
        "layers": [
            {"name": "Vertical solutions", "parts": ["finance", "factories"]},
            {"name": "Platforms", "parts": ["innovation", "coordination"]},
            {"name": "Infrastructure", "parts": ["data centres", "5G", "edge"], "open": True},
        ],
    },
    "eras": {
        "kind": "eras",
        "rows": ["computing power", "connectivity"],
        "eras": [
            {"name": "PC and servers", "years": "1980-2000", "marks": ["up", "flat"]},
            {"name": "Web", "years": "2000-2008", "marks": ["up", "up"]},
            {"name": "Smartphone", "years": "from 2008", "marks": ["down", "jump"]},
            {"name": "Cloud", "years": "expected", "marks": ["jump", "jump"]},
        ],
    },
    "pair": {
        "kind": "pair",
        "left": {"centre": "coordinate", "groups": ["Data providers", "Data users"]},
        "right": {"centre": "innovate", "groups": ["Developers", "Users"]},
        "flows": [
            {"from": "left", "to": "right", "label": "data and people who need tools"},
            {"from": "right", "to": "left", "label": "new tools"},
        ],
    },
    "ecosystem": {
        "kind": "ecosystem",
        "firms": 14,
        "platform": {
            "centre": "platform",
            "groups": ["Group one", "Group two"],
            "base": "finished stack",
        },
    },
}


def picture(data: Mapping[str, object]) -> Diagram:
    """Read a diagram as a deck does."""
    return _ADAPTER.validate_json(json.dumps(data))
