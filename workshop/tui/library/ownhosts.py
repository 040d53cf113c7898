"""Hosts of one's own: described in a form, kept in the workspace, in the catalogue at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.tui.dialogs.tell import tell_error
from workshop.tui.forms.hostform import OwnHostForm

if TYPE_CHECKING:
    from textual.screen import Screen

    from workshop.model.catalogue import Catalogue
    from workshop.model.ownhost import OwnHost
    from workshop.tui.services import Services


class OwnHosts:
    """Describes and changes hosts of one's own from `screen`; `kept` hears the id of each."""

    def __init__(
        self, services: Services, screen: Screen[Any], kept: Callable[[str], None]
    ) -> None:
        """Keep hosts by `services`."""
        self._services, self._screen, self._kept = services, screen, kept

    def describe(self, catalogue: Catalogue, city: str) -> None:
        """Ask for a new one, of `city` unless the person says otherwise."""
        self._screen.app.push_screen(OwnHostForm(catalogue, city=city), self._keep)

    def change(self, catalogue: Catalogue, host_id: str) -> None:
        """Ask for what is other about one; where it is none of one's own nothing is asked."""
        for host in self._services.own_hosts():
            if host.id == host_id:
                self._screen.app.push_screen(OwnHostForm(catalogue, host=host), self._keep)

    def _keep(self, host: OwnHost | None) -> None:
        if host is None:
            return
        app = self._screen.app

        def keep() -> None:
            try:
                self._services.keep_host(host)
            except WorkshopError as error:
                app.call_from_thread(app.push_screen, tell_error(error))
                return
            app.call_from_thread(self._kept, host.id)

        self._screen.run_worker(
            keep, thread=True, exclusive=True, group="keep", exit_on_error=False
        )
