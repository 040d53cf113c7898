"""What the YAML parser means when it stops, in words for a person."""

from __future__ import annotations

import re

from yaml import MarkedYAMLError

from workshop.errors import Fault

_OPENED = {
    "while scanning a quoted scalar": ("these quotes are never closed", "close them"),
    "while parsing a flow sequence": (
        "this [ is not closed as it should be",
        "put , between and ] at the end",
    ),
    "while parsing a flow mapping": (
        "this { is not closed as it should be",
        "put , between and } at the end",
    ),
}
"""By the parser's context: told at the line where the thing was opened."""

_FOUND = {
    "mapping values are not allowed in this context": (
        "a `:` that cannot stand here",
        "put quotes around text that holds `: `, or mend the indentation",
    ),
    "could not find expected ':'": (
        "this line is neither `key: value` nor part of the text above",
        "add the `:`, or indent the line like the text it goes on with",
    ),
    "did not find expected key": (
        "this does not fit what stands above it",
        "indent it like its neighbours, and leave nothing after a closing quote or bracket",
    ),
    "did not find expected '-' indicator": (
        "this does not fit the list above it",
        "begin the entry with `- `, indented like the others",
    ),
    "did not find expected node content": ("a value is missing here", "write one"),
    "found unknown escape character": (
        "a backslash that means nothing in double quotes",
        "write two backslashes, or use single quotes",
    ),
    "found invalid Unicode character escape code": (
        "an escape that is no character",
        "write the character itself",
    ),
    "found character that cannot start any token": (
        "text cannot begin with this character",
        "put it in quotes",
    ),
    "did not find expected comment or line break": (
        "nothing may follow here on the line",
        "move it to the next line",
    ),
}
"""By the parser's problem: told where it was met."""

_ENDS = ("the file ends inside brackets or quotes", "close what was opened")
_TAB = ("a tab where spaces are needed", "indent with spaces")


def syntax_fault(error: MarkedYAMLError, text: str, file: str) -> Fault:
    """Return the parser's `error` about `text` as a fault."""
    mark = error.problem_mark or error.context_mark
    problem, context = str(error.problem), str(error.context)
    if problem == "could not find expected ':'" and error.context_mark is not None:
        mark = error.context_mark
    at_end = mark is not None and mark.index >= len(text)
    if _at_tab(error, text):
        what, hint = _TAB
    elif context in _OPENED and problem.startswith(("did not find", "found unexpected")):
        mark = error.context_mark
        what, hint = _OPENED[context]
    elif at_end and context == "while parsing a flow node":
        what, hint = _ENDS
    else:
        what, hint = _FOUND.get(problem, (f"not YAML: {problem}", "mend it, or quote the text"))
    last = len(re.findall("\r\n|\r|\n", text.rstrip())) + 1
    return Fault(file, min(mark.line + 1, last) if mark is not None else 1, what, hint)


def _at_tab(error: MarkedYAMLError, text: str) -> bool:
    if "tab character" in str(error.problem):
        return True
    mark = error.problem_mark
    return mark is not None and text[mark.index : mark.index + 1] == "\t"
