"""How a lecture is left, or ended."""

from __future__ import annotations

from workshop.tui.room.activity import Activity


class Ending(Activity):
    """Ends the session, or leaves it as it stands."""

    def works(self, action: str) -> bool:
        """Let anybody leave at any time; a session ends only where there is one."""
        return action != "end" or super().works(action)

    def action_end(self) -> None:
        """End the session, after asking; of a rehearsal only its times may stay."""
        from workshop.tui.dialogs.choose import Answer, Choose

        stay, over = Answer("stay", "Go on"), Answer("end", "End it: the last notices are shown")
        keep = Answer("keep", "End it, and propose its times as budgets next time")
        forget = Answer("forget", "End it, and forget it")
        answers = (stay, keep, forget) if self.room.seat.rehearsal else (stay, over)
        self.room.app.push_screen(Choose("End of the session", "Is it over?", answers), self._end)

    def _end(self, answer: str | None) -> None:
        room = self.room
        if answer in (None, "stay") or room.desk is None:
            return
        room.action_conduct("end")
        if answer in ("keep", "forget"):
            room.seat.finish_rehearsal(room.session, room.desk, keep=answer == "keep")
            self.action_quit_lecture()

    def action_leave(self) -> None:
        """Drop what is being typed, bring a covered screen back, or leave the lecture."""
        room = self.room
        if room.desk is not None and room.desk.entry.active:
            room.action_conduct("drop_entry")
        elif room.typed:
            room.typed = ""
            room.repaint()
        elif room.covered and not room.speaking:
            room.action_conduct("uncover")
        else:
            self.action_quit_lecture()

    def action_quit_lecture(self) -> None:
        """Leave the lecture, and the program where there is nothing else in it."""
        room = self.room
        if len(room.app.screen_stack) > 1:
            room.dismiss(room.position)
        else:
            room.app.exit()
