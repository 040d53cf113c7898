"""Strings that have broken programs like this one, for every layer that takes text.

A test pushes each of them through and asserts that nothing crashes and no character is lost.
`HOSTILE` may stand anywhere in one line of text; `CONTROL` holds what a terminal must never get
raw; `LINES` has line ends; `WIDE` gives widths in terminal cells to lay out by.
"""

from __future__ import annotations

MARKUP: tuple[str, ...] = (
    "see [/foo] now",
    "arr[0] and [red]x[/red] end",
    "a[i][j] = [1, 2]",
    "list[int]",
    "x[i] = y[j]",
    "[x] done",
    "[TODO] fix",
    "[ERROR]",
    "regex [a-z]+ and [A-Z]",
    "[$x]",
    "[_x_]",
    "[/]",
    "[/",
    "[",
    "]",
    "[[b]]",
    "[b",
    "[b]bold",
    "[Smith 2020] and [ ] todo",
    "[@click=app.quit]quit[/]",
    "[link=https://example.com]here[/link]",
    "ends in a backslash \\",
    "\\[b] escaped \\\\[b]",
    "$primary $name {name} ${name}",
)
"""What Textual's or Rich's markup parsers eat, or crash on."""

TEMPLATES: tuple[str, ...] = (
    "{}",
    "{0.__class__}",
    "{name!r:>{width}}",
    "%s %d %(name)s %",
    "{{ jinja }} {% raw %}",
    "$HOME `id` $(id) ; rm x",
)
"""What is taken for a template when text is used as one."""

DOCUMENTS: tuple[str, ...] = (
    "# not a heading",
    "- not an item",
    "1. not numbered",
    "> no quote",
    "| a | b |",
    "a | b || c",
    "---",
    "```",
    "~~~ fence",
    "**bold** _it_ `code` ~~gone~~",
    "[text](https://example.com) ![alt](x.png)",
    "<!-- pause -->",
    "--> <!--",
    "<script>alert(1)</script>",
    "<b onclick='x'>b</b> &amp; &lt; &#60;",
    "</textarea></style>",
    "=SUM(A1:A9)",
    "+1-1",
    "-2+3|cmd",
    "@SUM(1)",
    'a,"b";c\'d',
    "BEGIN:VEVENT; a\\,b\\;c",
)
"""What Markdown, HTML, spreadsheets and calendars read as something else than text."""

YAML: tuple[str, ...] = (
    "no",
    "null",
    "~",
    "10:30",
    "1e3",
    "0x1F",
    "2027-03-22",
    ": colon first",
    "key: value",
    "# comment",
    "a # b",
    "*alias",
    "&anchor",
    "!!python/object:os.system",
    "{a: b}",
    "[a, b]",
    "'single'",
    '"double"',
    "%TAG",
    "- dash",
    "? question",
    " leading and trailing ",
    "",
    " ",
)
"""What YAML reads as something else than the same text."""

SCRIPTS: tuple[str, ...] = (
    "กรุงเทพมหานคร น้ำใจ",  # Thai: vowels and tones above and below
    "서울특별시 카카오",
    "한글",  # Korean in decomposed letters
    "東京 上海 ＦＵＬＬ",
    "ｶﾀｶﾅ",
    "é ñ å",  # combining marks
    "Z͑ͫa̴l̷g̸o͠",
    "❤️ ☕️ ✈️ 1️⃣",  # with variation selector 16
    "👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈",  # joined
    "🇮🇩 🇸🇬 🇹🇭 🇰🇷",
    "👍🏽",
    "שלום עולם",
    "مرحبا 123",
    "left \u202eright to left\u202c end",
    "zero\u200bwidth\u200d\u2060\ufeff",
    "soft\u00adhyphen no\u00a0break",
    "İstanbul ß ﬁ",
    "𝔊𝔯𝔞𝔟 \U0001f9ff",
    "—–… “quotes” ‘single’ × ÷ ½",
    "\U0010ffff\ufffe\ue000",  # unassigned, private
)
"""Text in scripts whose letters are not one cell, one code point or left to right."""

LONG: tuple[str, ...] = ("x" * 5000, "word " * 800, "界" * 1000, "[" * 500, "é" * 2000)
"""Longer than any screen."""

CONTROL: tuple[str, ...] = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J\x1b[H",
    "\x1bP+q\x1b\\",
    "bell\x07 back\x08\x08 null\x00",
    "tab\there",
    "\x7f\x80\x85\x9b31m",
    "\x0b\x0c\x1c\x1d\x1e\x1f",
)
"""What a terminal obeys. Files and JSON keep it; a terminal gets it visible or not at all."""

LINES: tuple[str, ...] = (
    "one\ntwo",
    "one\r\ntwo",
    "one\rtwo",
    "one\u2028two\u2029three",
    "\n\nblank first",
    "---\nnew slide?",
    "```\nunclosed fence",
)
"""Text with line ends, for fields that may hold several lines and for those that may not."""

HOSTILE: tuple[str, ...] = (*MARKUP, *TEMPLATES, *DOCUMENTS, *YAML, *SCRIPTS, *LONG)
"""All that is one line and printable."""

EVERYTHING: tuple[str, ...] = (*HOSTILE, *CONTROL, *LINES)
"""All of it."""

WIDE: dict[str, int] = {
    "abc": 3,
    "서울": 4,
    "東京": 4,
    "กรุง": 3,
    "e\u0301": 1,
    "❤️": 2,
    "👩‍💻": 2,
    "🇮🇩": 2,
    "👍🏽": 2,
    "zero\u200bwidth": 9,
    "": 0,
}
"""Texts and their widths in terminal cells."""
