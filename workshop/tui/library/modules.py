"""A lecture module in the library: its row in the list and its sheet of facts."""

from __future__ import annotations

from textual.content import Content

from workshop.model.catalogue import Catalogue
from workshop.model.lecture import Module
from workshop.model.place import Host
from workshop.tui import text, words
from workshop.tui.library.sheet import Sheet


def module_row(module: Module, width: int) -> Content:
    """Return one line of `width` cells: id, title, minutes, and a mark for an outline."""
    tail = ("  outline " if module.outline else " ") + f"{words.hours(module.duration):>7}"
    ident = text.cut(module.id.upper(), 12)
    lead = text.fit(ident, max(4, text.width(ident) + 1))
    title = text.fit(module.title, max(8, width - text.width(lead) - text.width(tail)))
    return text.joined((lead, "bold"), title, (tail, "$text-muted"))


def module_sheet(module: Module, catalogue: Catalogue, width: int) -> Content:
    """Return what a module teaches, how long it takes, and who shows it."""
    sheet = Sheet(width)
    sheet.title(f"{module.id.upper()}  {module.title}")
    full, short = words.hours(module.duration), words.hours(module.short)
    sheet.say(f"{full} in full · {short} in short form", "$text-muted")
    if module.outline:
        sheet.say("The deck is still an outline.", "italic")
    if module.capstone:
        sheet.say("Given twice: in short before the first visit, whole after the last.", "italic")
    sheet.heading("After it, people can")
    for one in module.objectives:
        sheet.item(one)
    _frameworks(sheet, module, catalogue)
    _order(sheet, module, catalogue)
    _hosts(sheet, module, catalogue)
    _leads(sheet, module, catalogue)
    if module.file:
        sheet.heading("Deck")
        sheet.say(module.file, "$text-muted")
    return sheet.content()


def hosts_that_show(module: Module, catalogue: Catalogue) -> tuple[Host, ...]:
    """Return the hosts with a framework that this module teaches, in catalogue order."""
    taught = {one.id for one in catalogue.frameworks if one.module == module.id}
    return tuple(host for host in catalogue.host.values() if taught & set(host.frameworks))


def _frameworks(sheet: Sheet, module: Module, catalogue: Catalogue) -> None:
    taught = words.frameworks_of(module, catalogue)
    if not taught:
        return
    sheet.heading("Frameworks")
    for one in taught:
        sheet.item(one)


def _order(sheet: Sheet, module: Module, catalogue: Catalogue) -> None:
    sheet.heading("Order")
    after = [one.id for one in catalogue.modules if module.id in one.needs]
    for label, ids in (("comes after", module.needs), ("comes before", after)):
        for one in ids:
            other = catalogue.module.get(one)
            sheet.pair(label, f"{one.upper()} {other.title}" if other else one)
    if not module.needs and not after:
        sheet.say("Stands alone: it can be taught at any time.")


def _hosts(sheet: Sheet, module: Module, catalogue: Catalogue) -> None:
    sheet.heading("Hosts that show it")
    showing = hosts_that_show(module, catalogue)
    if not showing:
        sheet.say("None: this module is taught without a visit of its own.")
    for host in showing:
        leading = catalogue.framework.get(host.frameworks[0])
        sign = "★" if leading is not None and leading.module == module.id else "•"
        sheet.item(f"{host.name}, {catalogue.city_of[host.id].name}", sign)
    if showing:
        sheet.under("★ needs this module before the visit")


def _leads(sheet: Sheet, module: Module, catalogue: Catalogue) -> None:
    """Name firms to look into, where few hosts show a framework."""
    leads = [
        (framework, lead)
        for framework in catalogue.frameworks
        if framework.module == module.id
        for lead in framework.leads
    ]
    if not leads:
        return
    sheet.heading("Leads: firms to look into, not asked and not planned with")
    for framework, lead in leads:
        city = catalogue.city.get(lead.city)
        sheet.item(f"{lead.name}, {city.name if city else lead.city}", "?")
        sheet.under(f"{framework.name}: {lead.why}")
        sheet.under(f"{lead.url}, {lead.as_of}")
