"""What a brief asks of a plan, apart from its words for papers and people."""

from __future__ import annotations

from workshop.model.tour import Brief

_PAPERS = ("title", "client", "question", "dress", "needs", "notes")
_PEOPLE = ("suggested_by", "why", "source", "contact", "next_step", "notes")


def asks(brief: Brief) -> Brief:
    """Return the brief without the words on which no plan depends: equal ones ask for the same."""
    hosts = [one.model_copy(update=dict.fromkeys(_PEOPLE, "")) for one in brief.hosts]
    modules = [one.model_copy(update={"notes": ""}) for one in brief.modules]
    parts = {"kind": "company", "contacts": (), "hosts": tuple(hosts), "modules": tuple(modules)}
    return brief.model_copy(update={**dict.fromkeys(_PAPERS, ""), **parts})
