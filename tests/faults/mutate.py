"""Files gone wrong: one to four small accidents to the bytes of a good one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.hostile import EVERYTHING

Accident = Callable[[bytes, Random], bytes]

VALUES: tuple[str, ...] = (
    *("", "~", "null", "true", "no", "0", "-1", "-0", "1", "9" * 21, "9" * 5000, "1e309", "-1e309"),
    *(".inf", ".nan", "0.1e-400", "0x10", "1_000", "10:30", '"10:30"', '"24:00"', '"00:00"'),
    *('"23:59"', '"25:61"', '"2027-02-30"', '"0001-01-01"', '"9999-12-31"', '"2099-12-31"'),
    *('"2027-03-22T25:00:00+07:00"', '"9999-12-31T23:59:59+00:00"', '"0001-01-01T00:00:00+14:00"'),
    *('"2027-03-22T08:00:00"', '"2027-03-22T08:00:00-23:59"', "[]", "{}", "[[]]", "[null]"),
    *("{a: b}", "[1, a, {}]", "&a [*a]", "*a", "!!python/object:os.system x", '"\\ud800"', '"\\0"'),
    *('"\\x1b[2J"', '"../../../etc/passwd"', '"/etc/passwd"', '"."', '"*"', f'"{"x" * 10000}"'),
    *("'", '"', "|", ">", "[" * 200, "{a: " * 200, "- " * 200, "nobody", "jakarta", "m01"),
    *("jkt-goto", "XXX", "Mars/Base"),
)
"""What may stand where a value stood."""

STRANGE: tuple[bytes, ...] = (
    *(b"\x00", b"\x1b[2J", b"\x7f", b"\x80", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80"),
    *(b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc2\x85", b"\t"),
    *(
        b"\r",
        b"\x0b",
        b"\x0c",
        b"---\n",
        b"\n---\n",
        b"\n...\n",
        b"```\n",
        b"~~~\n",
        b"<!--",
        b"-->",
    ),
    *(b"# ", b": ", b"- ", b"| ", b"{", b"}", b"[", b"]", b"*a", b"&a ", b"!!binary x", b"? "),
    *(b"%YAML 9.9\n", b"<<: ", b"@", b"`", b"\\", b"\n<!-- column: 9 -->\n", b"\n<!-- pause -->\n"),
    b"\n<!--\nslide:\n  time: -1\n-->\n",
)
"""Bytes that mean something to some reader."""

_VALUE = re.compile(rb"(?m)^(\s*(?:- )?[\w-]+:)[ \t]+\S.*$")
_DIGIT = re.compile(rb"\d")
_WORD = re.compile(rb"[A-Za-z][\w-]+")


def mutated(data: bytes, chance: Random, accidents: Sequence[Accident] = ()) -> bytes:
    """Return `data` after one to four accidents."""
    for _ in range(chance.choice((1, 1, 1, 1, 2, 2, 3, 4))):
        data = chance.choice(accidents or ACCIDENTS)(data, chance)
    return data


def _somewhere(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def other_byte(data: bytes, chance: Random) -> bytes:
    """One bit of one byte is another one."""
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def other_digit(data: bytes, chance: Random) -> bytes:
    """Some digits are other ones: times, dates and numbers that still read well."""
    found = list(_DIGIT.finditer(data))
    for digit in chance.sample(found, min(len(found), chance.choice((1, 1, 2, 5)))):
        new = str(chance.randrange(10)).encode()
        data = data[: digit.start()] + new + data[digit.end() :]
    return data


def other_value(data: bytes, chance: Random) -> bytes:
    """What stands behind `key:` is something else."""
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    key = chance.choice(found)
    value = chance.choice(VALUES).encode()
    return data[: key.end(1)] + b" " + value + data[key.end() :]


def moved_value(data: bytes, chance: Random) -> bytes:
    """What stands behind one `key:` stands behind another one, too."""
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    here, there = chance.choice(found), chance.choice(found)
    return data[: here.end(1)] + data[there.end(1) : there.end()] + data[here.end() :]


def moved_word(data: bytes, chance: Random) -> bytes:
    """A word stands in the place of another one."""
    found = list(_WORD.finditer(data))
    if not found:
        return data
    here, there = chance.choice(found), chance.choice(found)
    return data[: here.start()] + there.group() + data[here.end() :]


def lost_lines(data: bytes, chance: Random) -> bytes:
    """Some lines are gone."""
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) + 1)
    return b"".join(lines[:at] + lines[at + chance.choice((1, 1, 1, 2, 5, 20)) :])


def repeated_lines(data: bytes, chance: Random) -> bytes:
    """Some lines stand there again, here or elsewhere."""
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) + 1)
    some = lines[at : at + chance.choice((1, 1, 3, 10))]
    to = chance.choice((at, chance.randrange(len(lines) + 1)))
    return b"".join([*lines[:to], *some * chance.choice((1, 1, 2, 50)), *lines[to:]])


def other_indent(data: bytes, chance: Random) -> bytes:
    """A line stands further to the left or right."""
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"  ", b"\t", b"", b"      ")) + lines[at].lstrip()
    return b"".join(lines)


def strange_bytes(data: bytes, chance: Random) -> bytes:
    """Something stands where it does not belong."""
    at = _somewhere(data, chance)
    return data[:at] + chance.choice(STRANGE) * chance.choice((1, 1, 1, 3, 100)) + data[at:]


def hostile_text(data: bytes, chance: Random) -> bytes:
    """Hostile text stands in it, plain or in quotes."""
    at = _somewhere(data, chance)
    words = chance.choice(EVERYTHING)
    return data[:at] + words.encode("utf-8", "surrogatepass") + data[at:]


def cut_short(data: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return data[: _somewhere(data, chance)]


def other_ends(data: bytes, chance: Random) -> bytes:
    """Lines end as on another system, or the file begins with a mark."""
    end = chance.choice((b"\r\n", b"\r", b"\n\n", b"\n"))
    return chance.choice((b"", b"\xef\xbb\xbf", b"\xff\xfe")) + data.replace(b"\n", end)


def other_encoding(data: bytes, chance: Random) -> bytes:
    """It is written in another encoding."""
    return data.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "utf-32", "cp1252")), "replace"
    )


ACCIDENTS: tuple[Accident, ...] = (
    *(other_byte, other_digit, other_digit, other_value, other_value, other_value, moved_value),
    *(moved_value, moved_word, moved_word, lost_lines, lost_lines, repeated_lines, other_indent),
    *(strange_bytes, strange_bytes, hostile_text, cut_short, other_ends, other_encoding),
)
"""The accidents, the likelier ones several times."""

KEEPS_SHAPE: tuple[Accident, ...] = (other_digit, other_digit, moved_value, moved_word)
"""Those after which a file often still reads well, so that what uses it is tried."""
