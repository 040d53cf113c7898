"""What can go wrong, said so that a person can mend it.

```
WorkshopError        exit 2   anything the user can put right
├── UsageError       exit 2   the command line or a name on it
├── InputError       exit 2   one or more faults in files, each with its line
├── ImpossibleError  exit 3   no plan can exist for the brief
└── StoreError       exit 2   the disk would not take or give something
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of a file; `line` counts from 1."""

    file: str
    line: int
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """`FILE:LINE: what is wrong; what to do`, on one line whatever the texts hold."""
        text = f"{self.file}:{self.line}: {self.what}"
        if self.hint:
            text += f"; {self.hint}"
        return " ".join(text.splitlines())


class WorkshopError(Exception):
    """The root of every error the program raises on purpose."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        """Say `message` (what is wrong) and `hint` (what to do)."""
        self.message = message
        self.hint = hint
        super().__init__(f"{message}; {hint}" if hint else message)

    def lines(self) -> tuple[str, ...]:
        """Return the text for standard error, one line a fault."""
        return (" ".join(str(self).splitlines()),)


class UsageError(WorkshopError):
    """The command line asks for something that is not there."""


class InputError(WorkshopError):
    """One or more faults in what was read; all of a file's faults come together."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Hold `faults`, at least one, in file and line order."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def lines(self) -> tuple[str, ...]:
        """Return one line a fault: `FILE:LINE: what; hint`."""
        return tuple(str(fault) for fault in self.faults)


class ImpossibleError(WorkshopError):
    """No plan can exist; the message names the facts that clash."""

    exit_code: ClassVar[int] = 3


class StoreError(WorkshopError):
    """A file could not be read or written, or changed under our hands."""
