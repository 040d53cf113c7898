"""The program's own themes, and the four meaning colours that every theme gets.

`$training`, `$visit`, `$leisure` and `$travel` are the only colours that carry meaning. The own
themes set them; in any other theme they fall back to what it has, made readable on its ground.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

NAME = "workshop"
CHOICE = "theme"
"""What the workspace remembers the chosen theme under."""

WORKSHOP = Theme(
    name=NAME,
    primary="#8FB8DE",
    secondary="#6C8EAD",
    accent="#D9B26F",
    foreground="#D6DAE0",
    background="#15191F",
    surface="#1C2129",
    panel="#262D37",
    success="#8CC495",
    warning="#E3B866",
    error="#E07A75",
    dark=True,
    variables={
        "training": "#7FB2E5",
        "visit": "#8CC495",
        "leisure": "#E09AB6",
        "travel": "#D9B26F",
        "block-cursor-background": "#8FB8DE",
        "block-cursor-foreground": "#10141A",
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#D9B26F",
        "footer-background": "#1C2129",
        "input-selection-background": "#8FB8DE 30%",
    },
)

LIGHT = Theme(
    name="workshop-light",
    primary="#1F5FA8",
    secondary="#4A6A8A",
    accent="#85550F",
    foreground="#1B2129",
    background="#FBFAF7",
    surface="#F1EFEA",
    panel="#E4E1DA",
    success="#2C7A3F",
    warning="#85550F",
    error="#B3261E",
    dark=False,
    variables={
        "training": "#1F5FA8",
        "visit": "#2C7A3F",
        "leisure": "#A13E6B",
        "travel": "#85550F",
        "block-cursor-background": "#1F5FA8",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-text-style": "none",
        "footer-key-foreground": "#85550F",
        "footer-background": "#E9E6DF",
        "input-selection-background": "#1F5FA8 25%",
    },
)
"""For a bright room; the web page of a tour has the same four colours."""

OWN = (WORKSHOP, LIGHT)
NAMES = frozenset(one.name for one in OWN)

FALLBACKS = {
    "training": "primary",
    "visit": "success",
    "leisure": "error",
    "travel": "warning",
}
"""Which colour of a foreign theme stands in for a meaning colour."""

WRITTEN = ("primary", "success", "warning", "error")
"""Colours of a foreign theme that words are written in here."""
READABLE = 4.5
"""Contrast of words to their ground that the WCAG ask for (criterion 1.4.3)."""


def readable(colour: str, ground: str) -> str:
    """Return a colour that can be read on `ground`: itself, or as much nearer to black or white."""
    under, found = Color.parse(ground), Color.parse(colour)
    far = under.get_contrast_text(1.0)
    steps = (found.blend(far, step / 10, 1.0) for step in range(11))
    return next((one for one in steps if contrast(one, under) >= READABLE), far).hex


def contrast(one: Color, other: Color) -> float:
    """Return how far two opaque colours are apart, from 1 to 21, as the WCAG count it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, from sRGB)."""
    parts = ((part / 255) for part in colour.rgb)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
