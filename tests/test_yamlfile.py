from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from pydantic import BaseModel

from charter_audit import yamlfile
from charter_audit.yamlfile import FileError, Problem, load, load_with_source, nearest


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Leaf(BaseModel):
    label: str
    colour: Colour = Colour.RED
    mode: Literal["slow", "fast"] = "slow"
    day: date | None = None


class Tree(BaseModel):
    title: str
    leaves: list[Leaf] = []
    by_name: dict[str, Leaf] = {}
    best: Leaf | None = None
    pair: tuple[str, ...] = ()
    count: int = 0


@pytest.fixture(params=["C", "python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(yamlfile, "LOADER", yaml.SafeLoader if request.param == "python" else yaml.CSafeLoader)
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str | bytes) -> Path:
    path = Path("t.yaml")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def mistakes(text: str | bytes) -> list[str]:
    with pytest.raises(FileError) as caught:
        load(write(text), Tree)
    return str(caught.value).splitlines()


ONE_MISTAKE = {
    # unknown keys
    "unknown key": ("title: a\ntitel: b\n", "t.yaml:2:1: titel: unknown key; did you mean title?"),
    "unknown, nothing near": ("title: a\nzzz: b\n", "t.yaml:2:1: zzz: unknown key; known are title, leaves,"),
    "in a list": (
        "title: a\nleaves:\n  - {label: x, color: red}",
        "t.yaml:3:16: leaves.0.color: unknown key; did you mean colour?",
    ),
    "in a mapping": (
        "title: a\nby_name: {k: {label: x, lebel: y}}",
        "t.yaml:2:25: by_name.k.lebel: unknown key",
    ),
    "in an optional": (
        "title: a\nbest: {label: x, dya: 1}",
        "t.yaml:2:18: best.dya: unknown key; did you mean day?",
    ),
    # missing
    "missing at the top": ("count: 1", "t.yaml:1:1: title: is missing; write `title: ...`"),
    "missing inside": (
        "title: a\nleaves:\n  - {label: x}\n  - {colour: red}",
        "t.yaml:4:5: leaves.1.label: is missing",
    ),
    # text that YAML reads as something else
    "no": (
        "title: no",
        't.yaml:1:8: title: must be text, but no is read as true or false; put it in quotes: "no"',
    ),
    "on": (
        "title: on",
        't.yaml:1:8: title: must be text, but on is read as true or false; put it in quotes: "on"',
    ),
    "012": (
        "title: 012",
        't.yaml:1:8: title: must be text, but 012 is read as a number; put it in quotes: "012"',
    ),
    "1_000": ("title: 1_000", 'is read as a number; put it in quotes: "1_000"'),
    "clock": ("title: 12:30:00", 'is read as a number; put it in quotes: "12:30:00"'),
    "float": ("title: 1.5", 'is read as a number; put it in quotes: "1.5"'),
    "date": ("title: 2023-10-04", 'is read as a date; put it in quotes: "2023-10-04"'),
    "no such date": (
        "title: 2023-13-45",
        't.yaml:1:8: title: 2023-13-45 is not a date; put it in quotes: "2023-13-45"',
    ),
    "null": ("title: ~", "t.yaml:1:8: title: is empty; write a value"),
    "nothing": ("title:\ncount: 1", "t.yaml:1:7: title: is empty; write a value"),
    "in a tuple": (
        "title: a\npair: [x, no]",
        "t.yaml:2:11: pair.1: must be text, but no is read as true or false",
    ),
    "list for text": ("title: [a]", "t.yaml:1:8: title: must be text, not a list"),
    "keys for text": ("title: {a: b}", "t.yaml:1:8: title: must be text, not keys with values"),
    "value sign": ("title: =", "t.yaml:1:8: title: 'tag:yaml.org,2002:value' is not used in this file"),
    "own tag": (
        "title: !secret x",
        "t.yaml:1:8: title: '!secret' is not used in this file; put the text in quotes",
    ),
    "bytes": ("title: !!binary aGk=", "is not used in this file; put the text in quotes"),
    # other shapes
    "text for list": ("title: a\nleaves: x", "t.yaml:2:9: leaves: must be a list, as [a, b]"),
    "text for tuple": ("title: a\npair: x", "t.yaml:2:7: pair: must be a list, as [a, b]"),
    "text for keys": ("title: a\nbest: x", "t.yaml:2:7: best: must be keys with values, as {key: value}"),
    "list for dict": ("title: a\nby_name: [x]", "t.yaml:2:10: by_name: must be keys with values"),
    "list at the top": ("- a", "t.yaml:1:1: must be keys with values, as {key: value}"),
    "word at the top": ("a", "t.yaml:1:1: must be keys with values, as {key: value}"),
    "choice": (
        "title: a\nbest: {label: x, colour: gren}",
        "t.yaml:2:26: best.colour: 'gren' is not known here; did you",
    ),
    "choice, nothing near": (
        "title: a\nbest: {label: x, mode: off}",
        "'off' is not known here; known are slow, fast",
    ),
    "no number": ("title: a\ncount: many", "t.yaml:2:8: count: "),
    # keys
    "same key": (
        "title: a\ncount: 1\ntitle: b",
        "t.yaml:3:1: title: the same key stands in line 1; keep one of them",
    ),
    "same key inside": (
        "title: a\nbest:\n  label: x\n  label: x",
        "t.yaml:4:3: best.label: the same key stands in line 3",
    ),
    "same key after folding": (
        "title: a\nby_name:\n  \u09df: {label: x}\n  \u09af\u09bc: {label: x}",
        "t.yaml:4:3: by_name.",
    ),
    "key no": ("title: a\nno: b", 't.yaml:2:1: a key must be text; put it in quotes: "no"'),
    "key list": ("title: a\n? [x]\n: b", "t.yaml:2:3: a key must be text"),
    "merge": ("title: a\n<<: {count: 1}", 't.yaml:2:1: a key must be text; put it in quotes: "<<"'),
    # not YAML, or not to be read
    "colon": ("title: a: b", "t.yaml:1:9: is not YAML: mapping values are not allowed"),
    "tab": ("best:\n\tlabel: x", "t.yaml:2:1: is not YAML: "),
    "tab, hint": ("best:\n\tlabel: x", "; indent with spaces, not tabs"),
    "at sign": ("title: @x", "t.yaml:1:8: is not YAML: "),
    "at sign, hint": ("title: @x", "; put a text that begins with @ in quotes"),
    "open bracket": ("pair: [x", "is not YAML: while parsing a flow sequence"),
    "two documents": ("title: a\n---\ntitle: b", "t.yaml:2:1: is not YAML: expected a single document"),
    "alias": ("title: &t a\npair: [*t]", "t.yaml:2:8: *t refers to another place of the file; write it out"),
    "undefined alias": ("title: *t", "t.yaml:1:8: *t refers to another place of the file"),
    "control": ("title: a\ncount: \x07", "t.yaml:2:8: has the control character U+0007; remove it"),
    "not UTF-8": (
        "title: a\npair: [é]".encode("latin-1"),
        "t.yaml:2:8: is not UTF-8; save the file as UTF-8",
    ),
    "UTF-16": ("title: a".encode("utf-16"), "t.yaml:1:1: is not UTF-8; save the file as UTF-8"),
    "empty": ("", "t.yaml:1:1: is empty"),
    "comment only": ("# nothing\n", "t.yaml:1:1: is empty"),
}


@pytest.mark.parametrize(("text", "expected"), ONE_MISTAKE.values(), ids=ONE_MISTAKE.keys())
def test_one_mistake_is_told_in_one_line(folder: Path, text: str | bytes, expected: str) -> None:
    lines = mistakes(text)
    assert len(lines) == 1
    assert lines[0].startswith(expected) if expected.startswith("t.yaml") else expected in lines[0]
    assert lines[0].startswith("t.yaml:")


def test_beyond_a_depth_nothing_is_walked(folder: Path) -> None:
    lines = mistakes("title: a\nbest: " + "[" * 60 + "]" * 60)
    assert lines[-1].startswith("t.yaml:2:47: best.0.0.")
    assert lines[-1].endswith("is nested too deeply")


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 3_000, "? " * 3_000, "{a: " * 3_000], ids="[-?{")
def test_depth_is_refused_and_never_a_crash(folder: Path, text: str) -> None:
    assert mistakes(text)[0].startswith("t.yaml:1:")


def test_all_mistakes_are_told_at_once_in_order_of_lines(folder: Path) -> None:
    lines = mistakes("titel: a\nleaves:\n  - {label: no}\n  - {label: x, label: y}\ncount: x\n")
    assert [line.split(": ")[1] for line in lines] == [
        "title",
        "titel",
        "leaves.0.label",
        "leaves.1.label",
        "count",
    ]


def test_columns_count_letters_not_bytes(folder: Path) -> None:
    assert mistakes('title: a\nbest: {label: "উপজেলা", x: 1}')[0].startswith("t.yaml:2:25: best.x")


GOOD: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    "plain": ("title: a", {"title": "a"}),
    "quoted": ("title: 'no'\npair: ['012', \"2023-10-04\"]", {"title": "no", "pair": ("012", "2023-10-04")}),
    "tagged": ("title: !!str 012", {"title": "012"}),
    "mark at the start": (b"\xef\xbb\xbftitle: a", {"title": "a"}),
    "windows": ("title: a\r\ncount: 2\r\n", {"title": "a", "count": 2}),
    "folded to NFC": ("title: \u09df", {"title": "\u09af\u09bc"}),
    "joiners stay": ("title: র‍্যাব", {"title": "র‍্যাব"}),
    "star in quotes": ("title: '*a'", {"title": "*a"}),
    "anchor without use": ("title: &a x", {"title": "x"}),
    "choice": ("title: a\nbest: {label: x, colour: green}", {"best": Leaf(label="x", colour=Colour.GREEN)}),
    "day": ("title: a\nbest: {label: x, day: 2023-10-04}", {"best": Leaf(label="x", day=date(2023, 10, 4))}),
    "quoted day": (
        "title: a\nbest: {label: x, day: '2023-10-04'}",
        {"best": Leaf(label="x", day=date(2023, 10, 4))},
    ),
}


@pytest.mark.parametrize(("text", "expected"), GOOD.values(), ids=GOOD.keys())
def test_a_good_file_is_the_shape(folder: Path, text: str | bytes, expected: dict[str, Any]) -> None:
    tree = load(write(text), Tree)
    assert {name: getattr(tree, name) for name in expected} == expected


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(FileError) as caught:
        load(Path("gone.yaml"), Tree)
    assert caught.value.problems == (Problem("gone.yaml", 0, 0, "", "there is no such file"),)
    assert str(caught.value) == "gone.yaml: there is no such file"


def test_a_folder_is_no_file(folder: Path) -> None:
    Path("f.yaml").mkdir()
    with pytest.raises(FileError, match=r"^f\.yaml: cannot be read: "):
        load(Path("f.yaml"), Tree)


def test_a_huge_file_is_refused_before_it_is_parsed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "LARGEST", 3_000_000)
    text = "title: a #"
    assert load(write(text + "x" * (3_000_000 - len(text))), Tree).title == "a"
    assert mistakes("[" * 3_000_001) == ["t.yaml: is larger than 3 MB, which no such file should be"]


def test_the_bound_is_20_megabytes() -> None:
    assert yamlfile.LARGEST == 20_000_000


def test_aliases_that_would_multiply_are_refused(folder: Path) -> None:
    lines = ["title: a", "a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert mistakes("\n".join(lines)) == [
        "t.yaml:3:10: *a0 refers to another place of the file; write it out, or put it in quotes"
    ]


PLACES = [
    (("title",), False, (1, 8)),
    (("leaves", 1, "label"), False, (4, 13)),
    (("leaves", 1, "label"), True, (4, 6)),
    (("leaves", 1, "colour"), False, (4, 5)),
    (("leaves", 7), False, (3, 3)),
    ((), False, (1, 1)),
    ((), True, (1, 1)),
]


@pytest.mark.parametrize(("where", "at_key", "place"), PLACES)
def test_the_source_places_problems_of_the_caller(
    folder: Path, where: tuple[str | int, ...], at_key: bool, place: tuple[int, int]
) -> None:
    _, source = load_with_source(write("title: a\nleaves:\n  - {label: x}\n  - {label: y}\n"), Tree)
    problem = source.problem(where, "is odd", at_key=at_key)
    assert (problem.line, problem.column) == place
    assert problem.where == ".".join(map(str, where))
    assert str(problem).endswith("is odd")


@pytest.mark.parametrize(
    ("word", "near"), [("upazilla", "upazila"), ("unoin", "union"), ("xyz", ""), ("", "")], ids=str
)
def test_nearest(word: str, near: str) -> None:
    assert nearest(word, ("upazila", "union", "district")) == near
