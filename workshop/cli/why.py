"""The verb `why`: why something is in the agenda of a tour, or why not and what it would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import open_workspace
from workshop.cli.tours import planned
from workshop.cli.words import did_you_mean
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from workshop.model.agenda import Conflict
    from workshop.planner.price import Price
    from workshop.planner.why import Why


def why(arguments: argparse.Namespace) -> int:
    """Print why an item is in the agenda of a tour, or why it is not."""
    from workshop.export.data import to_json
    from workshop.planner.why import known_items
    from workshop.planner.why import why as ask
    from workshop.store.locate import locate

    workspace = open_workspace(arguments)
    file, catalogue = workspace.tour(arguments.tour), workspace.catalogue()
    planned(file)
    known = known_items(file.tour, catalogue)
    if arguments.item not in known:
        hint = did_you_mean(arguments.item, known) or "name a block, a company or a lecture"
        raise UsageError(f"there is no item {arguments.item!r} in {file.name}", hint)
    answer = ask(file.tour, catalogue, arguments.item)

    def where(path: str) -> str:
        return locate(path, file, workspace.content)

    if arguments.json:
        streams.emit(to_json(_data(file.name, answer, where)))
    else:
        streams.emit(_text(answer, where))
    return 0


def _data(name: str, answer: Why, where: Callable[[str], str]) -> dict[str, object]:
    slack, block = answer.slack, answer.block
    return {
        "tour": name,
        "item": answer.item,
        "title": answer.title,
        "placed": answer.placed,
        "left_out": not answer.placed,
        "words": answer.words(),
        "block": block.id if block else None,
        "facts": [{"fact": one.fact, "where": where(one.where)} for one in answer.facts],
        "slack": {"earlier": slack.earlier, "later": slack.later} if slack else None,
        "gives": [
            {"name": gain.name, "points": gain.points, "what": gain.what} for gain in answer.gives
        ],
        "price": _price_data(name, answer.price) if answer.price else None,
        "advice": [
            {"do": one.fact, "where": where(one.where) if one.where else None}
            for one in answer.advice
        ],
    }


def _price_data(name: str, price: Price) -> dict[str, object]:
    from workshop.export.data import plan_data

    return {
        "points": price.points,
        "proven": price.proven,
        "route": "same" if price.reach in ("near", "route") else "other",
        "dropped": list(price.dropped),
        "moved": list(price.moved),
        "added": list(price.added),
        "plan": plan_data(name, price.plan),
    }


def _text(answer: Why, where: Callable[[str], str]) -> str:
    lines = [answer.words(), "", "What holds it:" if answer.placed else "What keeps it out:"]
    lines += [_fact(one, where) for one in answer.facts] or ["- nothing else"]
    if answer.gives:
        lines += ["", "What it gives:" if answer.gives[0].points > 0 else "What it costs:"]
        lines += [
            f"- {gain.name}: {gain.points} points{f' ({gain.what})' if gain.what else ''}"
            for gain in answer.gives
        ]
    price = answer.price
    if price is not None:
        lines += ["", f"With it the plan has {price.plan.score} points:"]
        for name in ("dropped", "moved", "added"):
            lines += [f"- {name}: {one}" for one in getattr(price, name)]
    if answer.advice:
        lines += ["", "What you can do:", *(_fact(one, where) for one in answer.advice)]
    return "\n".join(lines) + "\n"


def _fact(one: Conflict, where: Callable[[str], str]) -> str:
    return f"- {one.fact} ({where(one.where)})" if one.where else f"- {one.fact}"
