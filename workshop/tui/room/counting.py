"""Digits: hands that are counted where a question is open, else the number of a slide."""

from __future__ import annotations

from workshop.tui.room.walking import WalkingScreen


class CountingScreen(WalkingScreen):
    """Takes digits, and what is typed around them."""

    def action_digit(self, digit: str) -> None:
        """Count a hand where a question is open; else collect the number of a slide."""
        desk = self.desk
        if desk is not None and (desk.state.question is not None or desk.entry.correcting):
            trouble = desk.trouble
            desk.digit(int(digit))
            self.after_recording(trouble)
        else:
            self._typed = (self._typed + digit)[-6:]
            self._show()

    def action_enter(self) -> None:
        """Set the count that was typed, go to the number typed, or forward."""
        if self.desk is not None and self.desk.entry.correcting:
            self.action_conduct("set_count")
        elif self._typed:
            self._jump(int(self._typed) - 1)
        else:
            self.action_forward()

    def action_erase(self) -> None:
        """Erase a digit, or go back."""
        if self.desk is not None and self.desk.entry.active:
            self.action_conduct("drop_entry")
        elif self._typed:
            self._typed = self._typed[:-1]
            self._show()
        else:
            self.action_back()

    def action_minus(self) -> None:
        """Let the next digit take a hand back."""
        if self.desk is not None:
            self.desk.entry.minus = not self.desk.entry.minus
            self._show()

    def action_correct(self) -> None:
        """Begin to set the count of an option."""
        if self.desk is not None:
            self.desk.entry.correcting = True
            self._show()
