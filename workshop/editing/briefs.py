"""Edits of the brief: what is known of a host, and the order of the cities."""

from __future__ import annotations

from workshop.model.terms import host_wish
from workshop.model.tour import Brief, HostWish


def with_host(brief: Brief, host: str, **fields: object) -> Brief:
    """Return the brief with some fields of what it says of a host changed, others as they are.

    Raises pydantic's `ValidationError` (a `ValueError`) where they contradict each other.
    """
    known = host_wish(brief, host)
    wish = HostWish.model_validate({**dict(known), **fields})
    if any(one.id == host for one in brief.hosts):
        hosts = tuple(wish if one.id == host else one for one in brief.hosts)
    else:
        hosts = (*brief.hosts, wish)
    return brief.model_copy(update={"hosts": hosts})
