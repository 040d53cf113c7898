"""The front matter of a deck: where it ends and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workshop.decks.deck import DeckFinding, DialectName
from workshop.decks.yamlread import YamlError, YamlText, read_yaml

_KEY: Final = re.compile(r"[A-Za-z_][\w-]*\s*:(?:\s|$)")
_MDP: Final = re.compile(r"\s*%(\w+):\s*(.*)")
_LONGEST: Final = 500


@dataclass(frozen=True)
class Front:
    """What stands above the slides; `body` is the index of the first line after it."""

    body: int
    text: YamlText
    findings: tuple[DeckFinding, ...] = ()
    dialect: DialectName | None = None
    """The dialect that this form of front matter gives away."""

    @property
    def meta(self) -> Mapping[str, object]:
        """The keys and values, empty where there are none."""
        return self.text.data if isinstance(self.text.data, dict) else {}


def read_front(lines: Sequence[str]) -> Front:
    """Read the front matter at the top of `lines`; what cannot be read becomes a finding."""
    nothing = YamlText({}, {})
    if lines and _MDP.match(lines[0]):
        return _mdp(lines)
    if not lines or lines[0].rstrip() != "---":
        return Front(0, nothing)
    if len(lines) < 2 or not (_KEY.match(lines[1]) or lines[1].startswith("#")):
        return Front(0, nothing)
    end = _end(lines)
    if end is None:
        finding = DeckFinding(1, "error", "front matter is not closed", "end it with `---`")
        top = next((at for at, line in enumerate(lines) if at and not line.strip()), len(lines))
        return Front(top, nothing, (finding,))
    try:
        text = read_yaml("\n".join(lines[1:end]), 2)
    except YamlError as error:
        finding = DeckFinding(error.line, "error", f"front matter: {error.what}", error.hint)
        return Front(end + 1, nothing, (finding,))
    if text.data is not None and not isinstance(text.data, dict):
        finding = DeckFinding(2, "error", "front matter is not `key: value` lines")
        return Front(end + 1, nothing, (finding,))
    return Front(end + 1, text)


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
    return Front(at, YamlText(found, {}), dialect="mdp")
