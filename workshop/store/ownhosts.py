"""Hosts of one's own: one file each in a workspace's `hosts/`, beside the shipped catalogue.

A file that is changed keeps a person's comments and whatever keys stay as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from workshop.catalogue.load import OwnFile
from workshop.catalogue.read import parse_value, read_text
from workshop.errors import StoreError
from workshop.model.ownhost import OwnHost
from workshop.store.atomic import create_file, make_folder, replace_file
from workshop.store.layout import flow
from workshop.store.paths import shown

_HEAD = """\
# A host that is not of the shipped catalogue. It has agreed to nothing; what is not given here
# (hours, how many it takes, how long) is assumed from content/defaults.yaml.
"""


@dataclass(frozen=True)
class HostFile:
    """A host's file: where it is and exactly what it says."""

    path: Path
    text: str

    @property
    def loaded(self) -> OwnFile:
        """Return it as the catalogue reads it."""
        return OwnFile(shown(self.path), self.text)


def read(path: Path) -> HostFile:
    """Read a host's file; InputError if it cannot be read."""
    return HostFile(path, read_text(path, shown(path)))


def parsed(file: HostFile) -> OwnHost:
    """Return the host of a file; InputError with all faults of it."""
    return parse_value(file.text, OwnHost, shown(file.path))[0]


def written(folder: Path, host: OwnHost, before: HostFile | None) -> HostFile:
    """Return the file of `host`: a new one in `folder`, or `before` with what has changed.

    StoreError if the file is laid out in a way that cannot be kept.
    """
    if before is None:
        lines = (f"{key}: {flow(value)}\n" for key, value in _data(host).items())
        return HostFile(folder / f"{host.id}.yaml", _HEAD + "".join(lines))
    after = HostFile(before.path, _changed(before.text, _data(parsed(before)), _data(host)))
    if parsed(after) != host:
        raise StoreError(f"{shown(before.path)} is laid out in an unusual way", "change it by hand")
    return after


def save(after: HostFile, before: HostFile | None) -> None:
    """Write a file that is new, or changed since `before`.

    StoreError, and nothing written, if a new one is there already, or an old one was changed.
    """
    if before is not None:
        replace_file(after.path, after.text.encode(), seen=before.text.encode())
        return
    make_folder(after.path.parent, private=True)
    create_file(after.path, after.text.encode())


def _data(host: OwnHost) -> dict[str, Any]:
    return host.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _changed(text: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    """Return `text` with the keys replaced, removed or added by which two hosts differ."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise StoreError("the host's file is not one key a line", "write it so and try again")
    for key, value in reversed(root.value):
        name = key.value
        if name in new and new[name] != old.get(name):
            text = _spliced(text, key, value, f"{name}: {flow(new[name])}")
        elif name not in new and name in old:
            text = _spliced(text, key, value, "")
    there = {key.value for key, _ in root.value}
    added = [f"{name}: {flow(value)}\n" for name, value in new.items() if name not in there]
    return text + ("" if text.endswith("\n") else "\n") * bool(added) + "".join(added)


def _spliced(text: str, key: yaml.Node, value: yaml.Node, line: str) -> str:
    """Put `line` in the place of a key with its value; an empty one takes its line break along."""
    start = key.start_mark.index
    end = len(text[: value.end_mark.index].rstrip())
    if not line and text[end : end + 1] == "\n":
        end += 1
    return text[:start] + line + text[end:]
