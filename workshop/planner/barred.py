"""A brief with fewer candidates: what is barred is never planned, so that a search is small."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from workshop.model.catalogue import Catalogue
from workshop.model.terms import held_slot, host_wish, module_wish
from workshop.model.tour import Brief


def without(brief: Brief, items: Iterable[str], catalogue: Catalogue) -> Brief:
    """Return `brief` with hosts, modules and leisure items barred, by their ids."""
    barred = dict.fromkeys(items)
    hosts = {wish.id: wish for wish in brief.hosts}
    modules = {wish.id: wish for wish in brief.modules}
    for item in barred:
        if item in catalogue.host:
            hosts[item] = host_wish(brief, item).model_copy(update={"wish": "never"})
        elif item in catalogue.module:
            modules[item] = module_wish(brief, item).model_copy(update={"wish": "never"})
    never = dict.fromkeys((*brief.leisure.never, *(i for i in barred if i in catalogue.leisure)))
    return brief.model_copy(
        update={
            "hosts": tuple(hosts.values()),
            "modules": tuple(modules.values()),
            "leisure": brief.leisure.model_copy(update={"never": tuple(never)}),
        }
    )


def only(brief: Brief, items: Collection[str], catalogue: Catalogue) -> Brief:
    """Return `brief` with no hosts and leisure items but `items` and those it insists on."""

    def insisted(host: str) -> bool:
        wish = host_wish(brief, host)
        return wish.wish == "must" or wish.status == "confirmed" or held_slot(wish) is not None

    others = [host for host in catalogue.host if host not in items and not insisted(host)]
    must = brief.leisure.must
    others += [item for item in catalogue.leisure if item not in items and item not in must]
    return without(brief, others, catalogue)
