"""The keys of the library."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("slash", "search", "search", key_display="/", id="library.search",
            tooltip="Search names, places, reasons and frameworks"),
    Binding("m", "face('modules')", "modules", id="library.modules",
            tooltip="Show the lecture modules"),
    Binding("h", "face('hosts')", "hosts", id="library.hosts",
            tooltip="Show the candidate hosts"),
    Binding("c", "filter('city')", "city", id="library.city", tooltip="Hosts of one city"),
    Binding("t", "filter('framework')", "topic", id="library.topic",
            tooltip="What teaches or shows one framework"),
    Binding("s", "filter('status')", "status", id="library.status",
            tooltip="Hosts with one outreach status in this tour"),
    Binding("x", "clear", "show all", id="library.clear", tooltip="Drop search and filters"),
    Binding("n", "own_host", "new host", id="library.new_host",
            tooltip="Describe a host of one's own, or one that somebody suggested"),
    Binding("e", "change_host", "change", id="library.change_host",
            tooltip="Change a host of one's own"),
    Binding("space", "zoom", "facts", id="library.zoom",
            tooltip="Open or close the facts over the whole screen"),
    Binding("d", "scroll(1)", "facts down", show=False, id="library.facts_down",
            tooltip="Scroll the facts down"),
    Binding("u", "scroll(-1)", "facts up", show=False, id="library.facts_up",
            tooltip="Scroll the facts up"),
    Binding("j", "move(1)", "down", show=False, id="library.down",
            tooltip="Next row"),
    Binding("k", "move(-1)", "up", show=False, id="library.up",
            tooltip="Row before"),
    Binding("down", "leave_search", "to the list", show=False, id="library.to_list",
            tooltip="From the search box to the list"),
    Binding("escape", "back", "go back", id="library.back",
            tooltip="Leave the search box, the open facts, the library"),
]  # fmt: skip
