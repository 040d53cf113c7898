"""YAML read strictly: what each word means, and the line and words of each fault."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workshop.catalogue.yamltext import MAX_BYTES, load_yaml, parse_yaml
from workshop.errors import InputError


def told(text: str) -> list[str]:
    """Return the lines of the error for `text`."""
    with pytest.raises(InputError) as caught:
        load_yaml(text, "f.yaml")
    return list(caught.value.lines())


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("True", "True"),
        ("y", "y"),
        ("18", 18),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("007", "007"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("0.5", 0.5),
        (".5", 0.5),
        ("-6.2435", -6.2435),
        ("1.0e+3", 1000.0),
        ("1e5", "1e5"),
        ("1.0e+999", "1.0e+999"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("2027-03-22", "2027-03-22"),
        ("2027-03-22T10:30:00+07:00", "2027-03-22T10:30:00+07:00"),
        ("09:30", "09:30"),
        ("10:75", "10:75"),
        ("=", "="),
        ("'18'", "18"),
        ('"10:30"', "10:30"),
    ],
)
def test_a_plain_word_is_null_truth_number_or_text(word: str, value: object) -> None:
    data = load_yaml(f"key: {word}\n", "f.yaml").data
    assert data == {"key": value}
    assert isinstance(data, dict)
    assert type(data["key"]) is type(value)


def test_lines_are_those_of_the_key() -> None:
    document = load_yaml("# c\na: 1\nb:\n  - x: 1\n\n    y:\n      z\n  -\n    x: 2\n", "f.yaml")
    assert document.data == {"a": 1, "b": [{"x": 1, "y": "z"}, {"x": 2}]}
    assert document.line() == 2
    assert document.line(("a",)) == 2
    assert document.line(("b",)) == 3
    assert document.line(("b", 0)) == 4
    assert document.line(("b", 0, "y")) == 6
    assert document.line(("b", 1, "x")) == 9


def test_line_of_what_is_missing_is_that_of_the_mapping_around_it() -> None:
    document = load_yaml("a:\n  b:\n    c: 1\n", "f.yaml")
    assert document.line(("a", "b", "nowhere")) == 2
    assert document.line(("nowhere",)) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_count_as_editors_count(newline: str) -> None:
    text = newline.join(["a: x", "", "c: 10:30", "d: [", ""])
    assert [line.split(":")[1] for line in told(text)] == ["3", "4"]


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    assert load_yaml("\ufeffa: 1\n", "f.yaml").data == {"a": 1}


def test_empty_text_has_no_data() -> None:
    assert load_yaml("# nothing\n", "f.yaml").data is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "a: 1\nb: 10:30\n",
            '2: 10:30 without quotes is the number 630 in YAML; write "10:30" in quotes',
        ),
        (
            "a: 8:30\n",
            '1: 8:30 without quotes is the number 510 in YAML; write "08:30" in quotes',
        ),
        (
            "a: [x, 1:2:3.5]\n",
            '1: 1:2:3.5 without quotes is the number 3723.5 in YAML; write "1:2:3.5" in quotes',
        ),
        (
            "a: 1\nb: 2\na: 3\n",
            "3: the key `a` is here a second time; it is already in line 1; keep one of the two",
        ),
        (
            "a: {b: 1,\n  b: 2}\n",
            "2: the key `b` is here a second time; it is already in line 1; keep one of the two",
        ),
        ("x: 1\n5: a\n", '2: the key `5` is not text; write "5" in quotes'),
        ("true: a\n", '1: the key `true` is not text; write "true" in quotes'),
        ("~: a\n", '1: the key `~` is not text; write "~" in quotes'),
        ("? [a]\n: b\n", "1: a key must be one word or text; write `key: value`"),
        ("a: {x: 1}\n<<: {y: 1}\n", "2: merge keys (<<) are not used here; write the keys out"),
        (
            "a: &x 1\n",
            "1: &x is an anchor or alias, which are not used here; "
            "write the value out, or put quotes around text",
        ),
        (
            "a: *x\n",
            "1: *x is an anchor or alias, which are not used here; "
            "write the value out, or put quotes around text",
        ),
        (
            "a: !!python/object:os.system x\n",
            "1: the tag !!python/object:os.system is not used here; "
            "remove it; put quotes around what must be text",
        ),
        ("a: 1\n---\nb: 2\n", "2: a second document begins here; keep one to a file"),
        ("a: 1\n\tb: 2\n", "2: a tab where spaces are needed; indent with spaces"),
        ("a:\n\tb: 1\n", "2: a tab where spaces are needed; indent with spaces"),
        ('a: 1\nb: "x\nc: 2\n', "2: these quotes are never closed; close them"),
        ("a: 'x\n", "1: these quotes are never closed; close them"),
        (
            "a: 1\nb: [1, 2\nc: 3\n",
            "2: this [ is not closed as it should be; put , between and ] at the end",
        ),
        (
            "b: {x: 1\n\n",
            "1: this { is not closed as it should be; put , between and } at the end",
        ),
        (
            "a: 1\n b: 2\n",
            "2: a `:` that cannot stand here; "
            "put quotes around text that holds `: `, or mend the indentation",
        ),
        (
            "title: Asia: the tour\n",
            "1: a `:` that cannot stand here; "
            "put quotes around text that holds `: `, or mend the indentation",
        ),
        (
            "a: 1\nlost\nc: 2\n",
            "2: this line is neither `key: value` nor part of the text above; "
            "add the `:`, or indent the line like the text it goes on with",
        ),
        (
            "a:\n  - b: 1\n    c: 2\n   d: 3\n",
            "4: this does not fit the list above it; "
            "begin the entry with `- `, indented like the others",
        ),
        (
            'a: "x" y\n',
            "1: this does not fit what stands above it; indent it like its neighbours, "
            "and leave nothing after a closing quote or bracket",
        ),
        ("a: @x\n", "1: text cannot begin with this character; put it in quotes"),
        ("a: %x\n", "1: text cannot begin with this character; put it in quotes"),
        (
            'a: "\\q"\n',
            "1: a backslash that means nothing in double quotes; "
            "write two backslashes, or use single quotes",
        ),
        ('a: "\\ud800"\n', "1: an escape that is no character; write the character itself"),
        (
            "a: 1\nb: x\x07y\n",
            "2: the invisible character U+0007 is not allowed; "
            'remove it, or write "\\x07" in double quotes',
        ),
        (
            "a: \ufeffx\n",
            "1: the invisible character U+FEFF is not allowed; "
            'remove it, or write "\\ufeff" in double quotes',
        ),
        (
            "a: 1\nb: x\u2028y\n",
            "2: the invisible character U+2028 is not allowed; "
            'remove it, or write "\\u2028" in double quotes',
        ),
        ("a: [\n\n", "1: the file ends inside brackets or quotes; close what was opened"),
        ("[" * 51, "1: lists and mappings are nested more than 50 deep; write it flatter"),
        ("{a: " * 5000, "1: lists and mappings are nested more than 50 deep; write it flatter"),
    ],
)
def test_a_fault_has_its_line_and_says_what_to_do(text: str, line: str) -> None:
    assert told(text) == [f"f.yaml:{line}"]


def test_all_faults_come_in_one_go_with_the_syntax_error_last() -> None:
    lines = told("a: 10:30\na: 2\n7: x\nb: &y 1\nc: [1\n")
    assert [line.split(":")[1] for line in lines] == ["1", "2", "3", "4", "5"]


def test_fifty_levels_are_enough_for_anybody() -> None:
    load_yaml("[" * 50 + "]" * 50, "f.yaml")


def test_a_bomb_is_refused_without_being_built() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
    )
    lines = told(bomb)
    assert len(lines) == 100
    assert all("anchor or alias" in line for line in lines)


def test_a_file_over_five_megabytes_is_refused() -> None:
    assert told("#" * (MAX_BYTES + 1)) == [
        "f.yaml:1: the file is larger than 5 MB; no tour or city needs that; is it the right file?"
    ]


def test_what_a_terminal_would_obey_is_not_repeated_in_a_message() -> None:
    lines = told('"\\e[31m\\u202e": 1\n"\\e[31m\\u202e": 2\n')
    assert lines == [
        "f.yaml:2: the key `\\x1b[31m\\u202e` is here a second time; "
        "it is already in line 1; keep one of the two"
    ]


LINE_ENDS_OF_YAML = "\x85\u2028\u2029"
"""PyYAML writes them raw when it may write Unicode, and loses them when it reads them back."""


@given(st.text(), st.sampled_from([None, '"', "'"]))
def test_any_text_written_by_pyyaml_is_read_back(text: str, style: str | None) -> None:
    dumped = yaml.safe_dump({"key": [text], text: text}, default_style=style)
    assert load_yaml(dumped, "f.yaml").data == {"key": [text], text: text}


@given(st.text(st.characters(exclude_characters=LINE_ENDS_OF_YAML, exclude_categories=["Cs"])))
def test_any_text_written_as_unicode_is_read_back(text: str) -> None:
    dumped = yaml.safe_dump({"key": [text], text: text}, allow_unicode=True)
    assert load_yaml(dumped, "f.yaml").data == {"key": [text], text: text}


numbers = st.integers(-(10**17), 10**17) | st.floats(
    allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15
)
trees = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(trees)
def test_any_tree_written_by_pyyaml_is_read_back(tree: object) -> None:
    class Plain(yaml.SafeDumper):
        """Writes equal lists twice instead of an alias."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    dumped = yaml.dump({"key": tree}, Dumper=Plain)
    assert load_yaml(dumped, "f.yaml").data == {"key": tree}


@given(
    st.text(
        alphabet=st.sampled_from("ab:-[]{}#&*!|>'\"%@`,? \n\t0189.~<=\\\x85\u2028é"), max_size=60
    )
)
def test_no_text_gives_anything_but_data_or_faults(text: str) -> None:
    last_line = text.count("\n") + text.count("\r") + 1
    faults = parse_yaml(text, "f.yaml").faults
    assert all(1 <= fault.line <= last_line for fault in faults)
