"""The front matter of a deck: where it ends and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workshop.decks.deck import DeckFinding, DialectName

if TYPE_CHECKING:
    from workshop.decks.yamlread import YamlText

_KEY: Final = re.compile(r"[A-Za-z_][\w-]*\s*:(?:\s|$)")
_MDP: Final = re.compile(r"\s*%(\w+):\s*(.*)")
_LONGEST: Final = 500


@dataclass(frozen=True)
class Front:
    """What stands above the slides; its YAML is read when somebody asks for it."""

    body: int
    """The index of the first line after it."""
    source: Sequence[str] = ()
    """The lines of its YAML, the first of which is line 2 of the file."""
    dialect: DialectName | None = None
    """The dialect that this form of front matter gives away."""
    said: Mapping[str, object] | None = None
    """The keys and values where they are not YAML."""
    closed: bool = True

    @property
    def meta(self) -> Mapping[str, object]:
        """The keys and values, empty where there are none."""
        return self.text.data if isinstance(self.text.data, dict) else {}

    @property
    def text(self) -> YamlText:
        """The keys and values with their lines."""
        return self._read[0]

    @property
    def findings(self) -> tuple[DeckFinding, ...]:
        """What is wrong with it."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[YamlText, tuple[DeckFinding, ...]]:
        from workshop.decks.yamlread import YamlError, YamlText, read_yaml

        nothing = YamlText(dict(self.said or {}), {})
        if not self.closed:
            finding = DeckFinding(1, "error", "front matter is not closed", "end it with `---`")
            return nothing, (finding,)
        if not self.source:
            return nothing, ()
        try:
            text = read_yaml("\n".join(self.source), 2)
        except YamlError as error:
            finding = DeckFinding(error.line, "error", f"front matter: {error.what}", error.hint)
            return nothing, (finding,)
        if text.data is not None and not isinstance(text.data, dict):
            finding = DeckFinding(2, "error", "front matter is not `key: value` lines")
            return nothing, (finding,)
        return text, ()


def read_front(lines: Sequence[str]) -> Front:
    """Return the front matter at the top of `lines`; what cannot be read becomes a finding."""
    if lines and _MDP.match(lines[0]):
        return _mdp(lines)
    if not lines or lines[0].rstrip() != "---":
        return Front(0)
    if len(lines) < 2 or not (_KEY.match(lines[1]) or lines[1].startswith("#")):
        return Front(0)
    end = _end(lines)
    if end is None:
        top = next((at for at, line in enumerate(lines) if at and not line.strip()), len(lines))
        return Front(top, closed=False)
    return Front(end + 1, lines[1:end])


def _end(lines: Sequence[str]) -> int | None:
    """Return the index of the line that closes the front matter."""
    for at in range(1, min(len(lines), _LONGEST)):
        if lines[at].rstrip() in ("---", "..."):
            return at
    return None


def _mdp(lines: Sequence[str]) -> Front:
    """Read the `%title:` lines of mdp."""
    found: dict[str, object] = {}
    at = 0
    while at < len(lines) and (match := _MDP.match(lines[at])):
        found[match.group(1).lower()] = match.group(2).strip()
        at += 1
    return Front(at, dialect="mdp", said=found)
