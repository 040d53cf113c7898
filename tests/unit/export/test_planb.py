"""What stands in for a visit that falls out."""

from __future__ import annotations

from dataclasses import replace

from workshop.export.planb import plan_b
from workshop.export.redaction import Source
from workshop.model.catalogue import Catalogue
from workshop.model.ownhost import SOMEWHERE


def test_how_far_a_stand_in_is_is_told_only_where_it_is_known(source: Source) -> None:
    jakarta = source.catalogue.city["jakarta"]
    near = jakarta.hosts[0].model_copy(update={"id": "near", "name": "Near"})
    lost = near.model_copy(update={"id": "lost", "name": "Lost", "coord_accuracy_m": SOMEWHERE})
    city = jakarta.model_copy(update={"hosts": (*jakarta.hosts, near, lost)})
    others = [one for one in source.catalogue.cities if one.id != "jakarta"]
    fields = {**dict(source.catalogue), "cities": (city, *others)}
    other = replace(source, catalogue=Catalogue.model_construct(**fields))
    visit = next(one for one in source.agenda.blocks if one.kind == "visit")
    (said,) = plan_b(other, visit)
    assert "Near (idea — not asked yet, " in said
    assert " km away), or Lost (idea — not asked yet, where in the city is not known)" in said
