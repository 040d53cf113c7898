"""What participants do on and after a visit: the field sheet, the debrief, the capstone."""

from __future__ import annotations

from pydantic import Field

from workshop.model.base import Id, Minutes, Value


class SheetRow(Value):
    """A row of the field sheet that each participant fills in at a host."""

    label: str = Field(min_length=1)
    ask: str = Field(min_length=1)
    """How to find it out on site."""
    lines: int = Field(default=1, ge=1, le=20)
    """Lines to write on."""
    choices: tuple[str, ...] = ()
    """Words to choose from; empty where one writes freely."""
    module: Id
    """The lecture that it comes from."""


class DebriefStep(Value):
    """One step of a debrief."""

    do: str = Field(min_length=1)
    minutes: Minutes


class Debrief(Value):
    """How a day is looked back upon: timed steps, and questions by day."""

    steps: tuple[DebriefStep, ...] = ()
    every_day: tuple[str, ...] = ()
    first_day: tuple[str, ...] = ()
    leaving_a_city: tuple[str, ...] = ()
    """For the day on which the group leaves a city."""
    last_day: tuple[str, ...] = ()

    def questions(self, *, first: bool, leaving: bool, last: bool) -> tuple[str, ...]:
        """Return the questions of a day, those of its kind before those of every day."""
        return (
            *(self.first_day if first else ()),
            *(self.leaving_a_city if leaving else ()),
            *(self.last_day if last else ()),
            *self.every_day,
        )


class Capstone(Value):
    """What frames the visits."""

    before_the_first_visit: tuple[str, ...] = ()
    after_the_last: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()


class Fieldwork(Value):
    """All of `fieldwork.yaml`; empty where a workspace has no such file."""

    sheet: tuple[SheetRow, ...] = ()
    debrief: Debrief = Debrief()
    capstone: Capstone = Capstone()
