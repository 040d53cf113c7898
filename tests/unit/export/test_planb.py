"""What stands in for a visit that falls out, and where it is."""

from __future__ import annotations

from dataclasses import replace

from workshop.export.planb import plan_b
from workshop.export.practical import address_words
from workshop.export.redaction import Source
from workshop.model.catalogue import Catalogue
from workshop.model.ownhost import SOMEWHERE
from workshop.model.place import UNKNOWN_ADDRESS


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
    assert " km away), or Lost (idea — not asked yet, how far is not known)" in said
    (back,) = plan_b(other, visit.model_copy(update={"ref": "lost"}))
    assert " km" not in back


def test_how_well_an_address_is_known_is_told_where_there_is_one(source: Source) -> None:
    host = source.catalogue.host["jkt-goto"]
    assert (
        address_words(host) == f"{host.address} (from one old or second-hand source; to be checked)"
    )
    unknown = host.model_copy(update={"address": UNKNOWN_ADDRESS, "district": "Kebayoran"})
    assert address_words(unknown) == "Kebayoran; address to confirm with host"
    assert address_words(unknown.model_copy(update={"district": " "})) == UNKNOWN_ADDRESS
