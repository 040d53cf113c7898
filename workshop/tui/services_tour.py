"""A tour in hand, as the board works on it: edits, undo, what others wrote, answers, repairs.

A part of `services`: everything here may block. Edits and their check take a few milliseconds and
are called from handlers, so that what a key did is on the screen with the next paint; all else is
called from a thread. Imports of the core are inside the methods.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from workshop.errors import UsageError
from workshop.tui.services_content import Content
from workshop.tui.workbench import Changed, StopSignal, TourInHand

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from workshop.editing.edits import Edit
    from workshop.model.agenda import Agenda, Block, Conflict
    from workshop.model.finding import Finding
    from workshop.model.tour import Tour
    from workshop.planner import Progress
    from workshop.planner.repair import Event, Repair
    from workshop.planner.why import Why


class Workbench(Content):
    """What the board does with a tour in hand."""

    # ---------------------------------------------------------------- in hand

    def take(self, name: str) -> TourInHand:
        """Take a tour in hand, with what was done to it and not saved. Raises as `tour_file`."""
        from datetime import datetime

        from workshop.store.claim import Owner
        from workshop.store.draft import Draft

        me = Owner(os.getpid(), datetime.now().astimezone().isoformat(timespec="seconds"))
        return _hand(Draft(self._workspace.tour_path(name), self.catalogue(), me))

    def now(self, hand: TourInHand) -> TourInHand:
        """Return the tour in hand as it is now, after all that was done to it."""
        return _hand(hand.draft)

    def release(self, hand: TourInHand) -> None:
        """Let others work on it."""
        with hand.draft.busy:
            hand.draft.close()

    def do(self, hand: TourInHand, tour: Tour, label: str, block: str | None) -> TourInHand:
        """Put a step on disk and return the tour with it. Raises `StoreError`, `UsageError`."""
        from workshop.editing.history import Entry

        with hand.draft.busy:
            hand.draft.do(Entry(label, tour, block))
            return _hand(hand.draft)

    def undo(self, hand: TourInHand) -> TourInHand:
        """Take the last step back."""
        with hand.draft.busy:
            hand.draft.undo()
            return _hand(hand.draft)

    def redo(self, hand: TourInHand) -> TourInHand:
        """Do again what was undone."""
        with hand.draft.busy:
            hand.draft.redo()
            return _hand(hand.draft)

    def look(self, hand: TourInHand) -> TourInHand | None:
        """Return the tour with what others wrote meanwhile, None if there is nothing new.

        Raises `InputError` where its file is broken now.
        """
        with hand.draft.busy:
            return _hand(hand.draft) if hand.draft.look() else None

    def decide(self, hand: TourInHand, which: Literal["mine", "theirs"]) -> TourInHand:
        """End a clash."""
        with hand.draft.busy:
            hand.draft.decide(which)
            return _hand(hand.draft)

    def save(self, hand: TourInHand) -> TourInHand:
        """Write the tour's file. Raises `StoreError` if it changed meanwhile."""
        with hand.draft.busy:
            hand.draft.save()
            return _hand(hand.draft)

    def save_as(self, tour: Tour, name: str) -> Path:
        """Write a tour as a new one of the workspace. Raises `UsageError`, `StoreError`."""
        from workshop.store.paths import must_be_own
        from workshop.store.tours import create_tour, tour_text

        must_be_own(self._workspace.itineraries)
        return create_tour(self._workspace.itineraries, name, tour_text(tour))

    # ---------------------------------------------------------------- edits

    def anchor_of(self, tour: Tour, block: Block) -> str | None:
        """Return the id of the visit, lecture or the like that a block follows from, or its own."""
        from workshop.editing.edits import Editor

        return Editor(tour, self.catalogue()).owner(block)

    def edited(self, tour: Tour, edit: Edit) -> Changed:
        """Return what an edit makes of `tour`; writes nothing. Raises `UsageError`."""
        from workshop.editing.edits import Editor

        done = edit(Editor(tour, self.catalogue()))
        return self._counted(tour, done.tour, done.label, done.block, done.pushed)

    def counted(self, before: Tour, after: Tour, label: str) -> Changed:
        """Return `after` checked and counted against `before`."""
        return self._counted(before, after, label, None, ())

    def _counted(
        self, before: Tour, after: Tour, label: str, block: str | None, pushed: tuple[str, ...]
    ) -> Changed:
        from workshop.model.agenda import Minutes
        from workshop.model.asking import asks
        from workshop.model.finding import errors
        from workshop.planner.points import recounted
        from workshop.rules import check

        was, agenda = before.agenda, after.plan
        old = was.minutes() if was else Minutes()
        if agenda is None:
            return Changed(after, label, block, (), 0, old, Minutes(), pushed)
        findings = check(agenda, after.brief, self.catalogue())
        broken = bool(errors(findings))
        same = (
            was is None or _proof(was) != _proof(agenda) or asks(before.brief) == asks(after.brief)
        )
        agenda = recounted(agenda, after.brief, self.catalogue(), broken=broken, bounded=same)
        scored = after.model_copy(update={"agenda": agenda})
        gain = agenda.score - (was.score if was else 0)
        return Changed(scored, label, block, findings, gain, old, agenda.minutes(), pushed)

    def suggest(self, tour: Tour, finding: Finding, stop: StopSignal) -> Changed | None:
        """Return the nearest edit that mends a finding, None if there is none."""
        from workshop.editing.balance import balanced
        from workshop.editing.suggest import suggest

        catalogue = self.catalogue()
        if finding.rule == "balance":
            done = balanced(tour, catalogue, self._worth, stopped=stop.stopped)
        else:
            done = suggest(tour, catalogue, finding, stopped=stop.stopped)
        if done is None:
            return None
        return self._counted(tour, done.tour, done.label, done.block, done.pushed)

    def _worth(self, tour: Tour) -> int:
        """Return the points of a tour's agenda."""
        from workshop.planner.points import points

        days = tour.agenda.days if tour.agenda is not None else ()
        return sum(term.points for term in points(days, tour.brief, self.catalogue()).terms)

    def fits(self, tour: Tour, ref: str, at: datetime) -> bool:
        """Tell whether a candidate put in at a time breaks no rule."""
        from workshop.editing.suggest import fits

        return fits(tour, self.catalogue(), ref, at.date(), at.time()) is not None

    def fill(self, tour: Tour, at: datetime, until: datetime, stop: StopSignal) -> Changed | None:
        """Return the tour with the candidate that gives most in a gap, None if nothing fits."""
        from workshop.catalogue.additions import additions
        from workshop.editing.suggest import fits

        best: Changed | None = None
        here = next((d.cities for d in _days(tour) if d.date == at.date()), ())
        room = (until - at).total_seconds() / 60
        # A debrief comes after all that is learned, so it makes way.
        debriefs = {block.id for block in tour.blocks if block.kind == "debrief"}
        for one in additions(tour.brief, tour.agenda, self.catalogue()):
            if stop.stopped():
                break
            if one.wish == "never" or one.minutes > room or (one.city and one.city not in here):
                continue
            done = fits(tour, self.catalogue(), one.ref, at.date(), at.time())
            if done is None or not debriefs.issuperset(done.pushed):
                continue
            found = self._counted(tour, done.tour, done.label, done.block, done.pushed)
            if best is None or found.points > best.points:
                best = found
        return best

    # ---------------------------------------------------------------- answers

    def plan_days(
        self,
        hand: TourInHand,
        days: Collection[date],
        *,
        stop: StopSignal,
        on_progress: Callable[[Progress], None],
    ) -> Agenda:
        """Plan some days anew and hold all others."""
        from workshop.planner.partly import plan_days

        return plan_days(hand.tour, self.catalogue(), days, stop=stop, on_progress=on_progress)

    def why(self, hand: TourInHand, item: str, stop: StopSignal) -> Why:
        """Say why a block or candidate is where it is; facts with the lines they stand in."""
        from workshop.planner.why import known_items, why

        if item not in known_items(hand.tour, self.catalogue()):
            raise UsageError("nobody knows more about this", "ask about a visit or a lecture")
        answer = why(hand.tour, self.catalogue(), item, stop=stop)
        from workshop.store.locate import locate

        file, content = hand.draft.file, self._workspace.content

        def placed(facts: Iterable[Conflict]) -> tuple[Conflict, ...]:
            return tuple(
                fact.model_copy(update={"where": locate(fact.where, file, content)})
                if fact.where
                else fact
                for fact in facts
            )

        return replace(answer, facts=placed(answer.facts), advice=placed(answer.advice))

    def repair(
        self,
        hand: TourInHand,
        event: Event,
        *,
        stop: StopSignal,
        on_found: Callable[[Repair], None],
    ) -> tuple[Repair, ...]:
        """Return ways to mend the tour after an event. Raises `UsageError`."""
        from workshop.planner.repair import repair

        return repair(hand.tour, self.catalogue(), (event,), stop=stop, on_found=on_found)


def _days(tour: Tour) -> tuple[Any, ...]:
    return tour.agenda.days if tour.agenda is not None else ()


def _hand(draft: Any) -> TourInHand:
    """Return what the board shows of a draft."""
    notice = ""
    if draft.kept_aside is not None:
        notice = f"A part of what was done by hand could not be read; it is in {draft.kept_aside}"
    return TourInHand(
        name=draft.path.stem,
        path=draft.path,
        tour=draft.tour,
        since=draft.saved if draft.unsaved else draft.history.entries[0].tour,
        draft=draft,
        unsaved=draft.unsaved,
        undoes=draft.history.undoes,
        redoes=draft.history.redoes,
        owner=draft.owner.words() if draft.owner is not None else "",
        clash=draft.clash.what if draft.clash is not None else (),
        notice=notice,
    )


def _proof(agenda: Agenda) -> tuple[object, ...]:
    """Return what a search has said of a plan, which edits carry over."""
    return agenda.bound, agenda.gap, agenda.seed, agenda.work
