"""The program's own theme, and the four meaning colours that every theme gets.

`$training`, `$visit`, `$leisure` and `$travel` are the only colours that carry meaning. The own
theme sets them; in any other theme they fall back to what it has.
"""

from __future__ import annotations

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

FALLBACKS = {
    "training": "primary",
    "visit": "success",
    "leisure": "error",
    "travel": "warning",
}
"""Which colour of a foreign theme stands in for a meaning colour."""
