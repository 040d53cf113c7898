"""Digits: hands that are counted where a question is open, else the number of a slide."""

from __future__ import annotations

from workshop.tui.room.activity import Activity


class Counting(Activity):
    """Takes digits, and what is typed around them."""

    def works(self, action: str) -> bool:
        """Offer to correct a count only where there is one."""
        desk = self.room.desk
        return action not in ("minus", "correct") or (desk is not None and desk.round is not None)

    def action_digit(self, digit: str) -> None:
        """Count a hand where a question is open; else collect the number of a slide."""
        desk = self.room.desk
        if desk is not None and (desk.state.question is not None or desk.entry.correcting):
            self.room.record(lambda desk: desk.digit(int(digit)))
        else:
            self.room.typed = (self.room.typed + digit)[-6:]
            self.room.repaint()

    def action_enter(self) -> None:
        """Set the count that was typed, go to the number typed, or forward."""
        if self.room.desk is not None and self.room.desk.entry.correcting:
            self.room.action_conduct("set_count")
        elif self.room.typed:
            self.room.jump(int(self.room.typed) - 1)
        else:
            self.room.action_forward()

    def action_erase(self) -> None:
        """Erase a digit, or go back."""
        if self.room.desk is not None and self.room.desk.entry.active:
            self.room.action_conduct("drop_entry")
        elif self.room.typed:
            self.room.typed = self.room.typed[:-1]
            self.room.repaint()
        else:
            self.room.action_back()

    def action_minus(self) -> None:
        """Let the next digit take a hand back."""
        if self.room.desk is not None:
            self.room.desk.entry.minus = not self.room.desk.entry.minus
            self.room.repaint()

    def action_correct(self) -> None:
        """Begin to set the count of an option."""
        if self.room.desk is not None:
            self.room.desk.entry.correcting = True
            self.room.repaint()
