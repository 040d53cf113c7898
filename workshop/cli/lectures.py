"""The verbs about lectures: deck, present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli import streams
from workshop.cli.places import open_workspace, workspace_root
from workshop.cli.words import did_you_mean
from workshop.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from workshop.decks.deck import Deck
    from workshop.store.workspace import Workspace

DONE, FOUND_ERRORS = 0, 1


def deck(arguments: argparse.Namespace) -> int:
    """Print a deck as text or JSON, with what does not fit; 1 if it has errors."""
    from workshop.decks.lint import lint
    from workshop.decks.plain import SIZES, deck_data, deck_text

    path = _deck_path(arguments.file, arguments)
    read = read_deck(path)
    size: tuple[int, int] | None = arguments.size
    sizes: tuple[tuple[int, int], ...]
    if arguments.json:
        sizes = SIZES if size is None or size in SIZES else (*SIZES, size)
        streams.emit_json(deck_data(read, sizes))
    else:
        sizes = SIZES[:1] if size is None else (size,)
        streams.emit(deck_text(read, sizes))
    found = lint(read, sizes)
    return FOUND_ERRORS if any(finding.severity == "error" for finding in found) else DONE


def present(arguments: argparse.Namespace) -> int:
    """Run a lecture on the terminal; without one print its deck as text, or all of a tour's."""
    if streams.has_terminal():
        from workshop.tui.room.launch import How
        from workshop.tui.room.launch import present as launch

        how = How(arguments.room, arguments.keys, arguments.rehearse, arguments.new)
        return launch(arguments.target, workspace_root(arguments), how)
    from workshop.decks.plain import deck_text

    paths = _deck_paths(arguments.target, open_workspace(arguments))
    streams.emit("\n".join(deck_text(read_deck(path)) for path in paths))
    return DONE


def _deck_path(wanted: str, arguments: argparse.Namespace) -> Path:
    """Return the deck at a path, or of a module; needs a workspace only for the latter."""
    if (path := _file(wanted)) is not None:
        return path
    workspace = open_workspace(arguments)
    modules = workspace.catalogue().module
    if wanted.lower() in modules:
        return workspace.deck_path(wanted.lower())
    near = did_you_mean(wanted, modules) or "give a Markdown file, or a module: workshop modules"
    raise UsageError(f"there is no deck {wanted!r}", near)


def _deck_paths(wanted: str, workspace: Workspace) -> tuple[Path, ...]:
    """Return the decks of a file, a module, or the lectures of a planned tour, each once."""
    path = _file(wanted)
    if path is not None and path.suffix not in (".yaml", ".yml"):
        return (path,)
    modules = workspace.catalogue().module
    tours = [tour.name for tour in workspace.tours()]
    if wanted.lower() in modules:
        return (workspace.deck_path(wanted.lower()),)
    if path is None and wanted not in tours:
        near = did_you_mean(wanted, (*modules, *tours)) or "see 'workshop modules'"
        raise UsageError(f"there is no module, deck or tour {wanted!r}", near)
    agenda = workspace.tour(wanted).tour.agenda
    blocks = agenda.blocks if agenda is not None else ()
    taught = dict.fromkeys(block.ref for block in blocks if block.kind == "training" and block.ref)
    if not taught:
        hint = f"plan it: workshop plan {wanted} --write"
        raise UsageError(f"the tour {wanted!r} has no lectures yet", hint)
    return tuple(workspace.deck_path(module) for module in taught)


def module_or_deck(wanted: str, workspace: Workspace) -> tuple[tuple[str, str], Deck] | None:
    """Return how sessions of a module or a deck's file are known (target, ref), and its deck."""
    from workshop.store.sessionkeys import deck_key, module_key

    path = _file(wanted)
    if path is not None and path.suffix not in (".yaml", ".yml"):
        return (deck_key(path), ""), read_deck(path)
    name = wanted.lower()
    if name not in workspace.catalogue().module:
        return None
    return (module_key(name), name), read_deck(workspace.deck_path(name))


def _file(wanted: str) -> Path | None:
    from pathlib import Path

    path = Path(wanted)
    try:
        return path if path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def read_deck(path: Path) -> Deck:
    """Read the deck at `path`; StoreError or InputError if it cannot be."""
    from workshop.decks import parse
    from workshop.store.paths import shown

    return parse.read_deck(path, shown(path))
