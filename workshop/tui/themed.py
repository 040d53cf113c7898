"""An app in the colours that were chosen in its workspace; what is pasted into it is text."""

from __future__ import annotations

from typing import Protocol

from textual import work
from textual.app import App
from textual.events import Event, Paste
from textual.theme import Theme

from workshop.errors import WorkshopError
from workshop.tui import text, theme


class Choices(Protocol):
    """What the workspace remembers."""

    def choice(self, name: str) -> str:
        """Return what was chosen; empty for nothing yet."""

    def choose(self, name: str, value: str) -> None:
        """Keep what was chosen. Raises `StoreError`."""


class ThemedApp(App[None]):
    """Starts in the program's own theme, then takes the chosen one; the next choice is kept."""

    def __init__(self, choices: Choices) -> None:
        """Read and keep the theme in `choices`, once something has been painted."""
        super().__init__()
        self._choices = choices
        self._worn = theme.NAME
        for one in theme.OWN:
            self.register_theme(one)
        self.theme = theme.NAME

    async def on_event(self, event: Event) -> None:
        """Take what is pasted as text, which a line to type in shows whatever it is.

        What is pasted while the program ends is for nobody.
        """
        if isinstance(event, Paste):
            event = Paste(text.clean(event.text))
            if not self.screen_stack:
                return
        await super().on_event(event)

    def on_mount(self) -> None:
        """Put on the chosen theme."""
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.call_after_refresh(self._recall_theme)

    @work(thread=True, exit_on_error=False, group="theme")
    def _recall_theme(self) -> None:
        try:
            chosen = self._choices.choice(theme.CHOICE)
        except WorkshopError:  # without a workspace nothing was chosen; the first place says so
            return
        if chosen and chosen != self._worn:
            self.call_from_thread(self._wear, chosen)

    def _wear(self, name: str) -> None:
        if name in self.available_themes:
            self._worn = name
            self.theme = name

    def _keep_theme(self, chosen: Theme) -> None:
        if chosen.name == self._worn:
            return
        self._worn = chosen.name
        try:
            self._choices.choose(theme.CHOICE, chosen.name)
        except WorkshopError as error:
            self.notify(f"The theme is not kept: {error.message}", markup=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the meaning colours to themes that do not have them."""
        if self.theme in theme.NAMES:
            return {}
        colours = self.current_theme.to_color_system().generate()
        return {name: colours[standing_in] for name, standing_in in theme.FALLBACKS.items()}

    def get_css_variables(self) -> dict[str, str]:
        """Make muted text muted in every widget, and what is written in colour readable.

        `auto` colours keep full strength in content. A foreign theme's colours are for surfaces.
        """
        variables = super().get_css_variables()
        for name, plain in (
            ("text-muted", "foreground-muted"),
            ("text-disabled", "foreground-disabled"),
        ):
            if variables.get(name, "").startswith("auto"):
                variables[name] = variables[plain]
        if self.theme not in theme.NAMES and not self.current_theme.ansi:
            for name in (*theme.WRITTEN, *theme.FALLBACKS):
                variables[name] = theme.readable(variables[name], variables["surface"])
        return variables

    def validate_theme(self, name: str) -> str:
        """Refuse themes of the terminal's own colours without colour: black on black."""
        found = self.get_theme(name)
        if found is None or not found.ansi or not self.no_color:
            return name
        self.notify("This theme cannot be read with NO_COLOR set.", markup=False)
        return theme.NAME
