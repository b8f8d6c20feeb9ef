"""YAML files that people write: every mistake is told with file, line, column and what would be right."""

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin
from unicodedata import normalize

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

LARGEST = 20_000_000
DEEPEST = 40
LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

M = TypeVar("M", bound=BaseModel)
Where = tuple[str | int, ...]

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\U0010ffff]")
_TAG = "tag:yaml.org,2002:"
_READ_AS = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing",
}
_WANTED = {
    "int_type": "must be a whole number, without quotes",
    "too_short": "is empty; write at least one",
    "list_type": "must be a list, as [a, b]",
    "tuple_type": "must be a list, as [a, b]",
    "dict_type": "must be keys with values, as {key: value}",
    "model_type": "must be keys with values, as {key: value}",
    "model_attributes_type": "must be keys with values, as {key: value}",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `line` and `column` count from 1; both are 0 where the mistake is the file as a whole."""

    file: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return ": ".join(part for part in (place, self.where, self.message) if part)


class FileError(ValueError):
    """A file that cannot be taken as it stands; its text is one line per problem, in order of the lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was written: tells line and column of whatever stands at a path of keys and indexes."""

    file: str
    root: yaml.Node

    def problem(self, where: Where, message: str, *, at_key: bool = False) -> Problem:
        """The problem of what stands at `where`, or of the nearest thing around it that is there."""
        _, key, node = _find(self.root, where)
        return _problem(self.file, (key if at_key and key else node).start_mark, where, message)


def load(path: Path, shape: type[M]) -> M:
    """The file as a value of `shape`; keys that the shape does not have are mistakes.

    Text is folded to NFC. Text fields take text only: an unquoted `no`, `012` or date is refused.
    Raises FileError.
    """
    return load_with_source(path, shape)[0]


def load_with_source(path: Path, shape: type[M]) -> tuple[M, Source]:
    """As `load`, with the source that places further problems the caller finds."""
    file = str(path)
    source = Source(file, _compose(file, _text(path)))
    reader = _Reader(file)
    value = reader.value(source.root, ())
    try:
        loaded = shape.model_validate(value, extra="forbid")
    except ValidationError as error:
        told = {(problem.line, problem.column) for problem in reader.problems}
        found = (_explain(source, shape, detail) for detail in error.errors(include_url=False))
        reader.problems.extend(problem for problem in found if (problem.line, problem.column) not in told)
        raise FileError(tuple(reader.problems)) from None
    if reader.problems:
        raise FileError(tuple(reader.problems))
    return loaded, source


def nearest(text: str, known: Iterator[str] | tuple[str, ...]) -> str:
    """The known word that `text` is most likely a misspelling of, or ""."""
    return next(iter(get_close_matches(text, list(known), n=1)), "")


# ---- the file's text ---------------------------------------------------------------------------------------


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise _whole(path, "there is no such file") from None
    except OSError as error:
        raise _whole(path, f"cannot be read: {error.strerror or error}") from None
    if len(raw) > LARGEST:
        raise _whole(path, f"is larger than {LARGEST // 1_000_000} MB, which no such file should be")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        raise _at(path, before, "is not UTF-8; save the file as UTF-8") from None
    if unprintable := _UNPRINTABLE.search(text):
        code = f"U+{ord(unprintable[0]):04X}"
        raise _at(path, text[: unprintable.start()], f"has the control character {code}; remove it")
    return text


def _whole(path: Path, message: str) -> FileError:
    return FileError((Problem(str(path), 0, 0, "", message),))


def _at(path: Path, before: str, message: str) -> FileError:
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return FileError((Problem(str(path), line, column, "", message),))


def _compose(file: str, text: str) -> yaml.Node:
    try:
        _refuse_aliases(file, text)
        root: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        raise FileError((_problem(file, mark, (), f"is not YAML: {said}{_hint(text, mark)}"),)) from None
    except RecursionError:
        raise FileError((Problem(file, 1, 1, "", "is nested too deeply"),)) from None
    if root is None:
        raise FileError((Problem(file, 1, 1, "", "is empty"),))
    return root


def _refuse_aliases(file: str, text: str) -> None:
    # A few lines of aliases can stand for thousands of millions of values.
    if "*" not in text:
        return
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            message = f"*{event.anchor} refers to another place of the file; write it out, or put it in quotes"
            raise FileError((_problem(file, event.start_mark, (), message),))


def _hint(text: str, mark: Any) -> str:
    sign = text[mark.index : mark.index + 1] if mark else ""
    if sign == "\t":
        return "; indent with spaces, not tabs"
    return f"; put a text that begins with {sign} in quotes" if sign and sign in "@`%" else ""


def _problem(file: str, mark: Any, where: Where, message: str) -> Problem:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(file, line, column, ".".join(map(str, where)), message)


# ---- from nodes to plain values ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Walks the nodes once, makes plain values of them and collects what no value can be made of."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    scalars: Any = field(default_factory=yaml.constructor.SafeConstructor)

    def value(self, node: yaml.Node, where: Where) -> Any:
        if len(where) > DEEPEST:
            return self.refuse(node, where, "is nested too deeply")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*where, index)) for index, child in enumerate(node.value)]
        return self.scalar(node, where)

    def mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, child in node.value:
            key = self.key(key_node, where)
            if key in values:
                self.refuse(key_node, (*where, key), f"the same key stands in line {lines[key]}; keep one of them")
            elif key is not None:
                values[key] = self.value(child, (*where, key))
                lines[key] = key_node.start_mark.line + 1
        return values

    def key(self, node: yaml.Node, where: Where) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.tag == _TAG + "str":
            return _nfc(node.value)
        shown = f'; put it in quotes: "{node.value}"' if isinstance(node, yaml.ScalarNode) else ""
        self.refuse(node, where, f"a key must be text{shown}")
        return None

    def scalar(self, node: yaml.Node, where: Where) -> Any:
        kind = node.tag.removeprefix(_TAG)
        if kind == "str":
            return _nfc(node.value)
        if kind not in _READ_AS:
            return self.refuse(node, where, f"{node.tag!r} is not used in this file; put the text in quotes")
        try:
            return self.scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            return self.refuse(node, where, f'{node.value} is not {_READ_AS[kind]}; put it in quotes: "{node.value}"')

    def refuse(self, node: yaml.Node, where: Where, message: str) -> None:
        self.problems.append(_problem(self.file, node.start_mark, where, message))


def _nfc(text: str) -> str:
    return normalize("NFC", text)


class _Spot(NamedTuple):
    """How far a path could be followed: the path, the last key's node (None in a list), the value's node."""

    where: Where
    key: yaml.Node | None
    node: yaml.Node


def _find(root: yaml.Node, where: Where) -> _Spot:
    spot = _Spot((), None, root)
    for part in where:
        following = _step(spot, part)
        if following is None:
            break
        spot = following
    return spot


def _step(spot: _Spot, part: str | int) -> _Spot | None:
    node, where = spot.node, (*spot.where, part)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return _Spot(where, None, node.value[part])
    if isinstance(node, yaml.MappingNode):
        return next((_Spot(where, key, child) for key, child in node.value if _nfc(str(key.value)) == part), None)
    return None


# ---- from pydantic's errors to sentences -------------------------------------------------------------------


def _explain(source: Source, shape: Any, detail: ErrorDetails) -> Problem:
    where, kind = detail["loc"], detail["type"]
    if kind == "extra_forbidden":
        known = tuple(_fields(_shape_at(shape, where[:-1])))
        return source.problem(where, f"unknown key; {_suggest(str(where[-1]), known)}", at_key=True)
    if kind == "missing":
        return source.problem(where, f"is missing; write `{where[-1]}: ...`")
    return source.problem(where, _sentence(detail, _find(source.root, where).node, _choices(_shape_at(shape, where))))


def _sentence(detail: ErrorDetails, node: yaml.Node, choices: tuple[str, ...]) -> str:
    kind = detail["type"]
    if node.tag == _TAG + "null":
        return "is empty; write a value, or leave the key out where it is not needed"
    if kind == "string_type":
        return _not_text(node)
    if kind in ("enum", "literal_error") and isinstance(node, yaml.ScalarNode):
        return f"{node.value!r} is not known here; {_suggest(str(node.value), choices)}"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    return _WANTED.get(kind) or detail["msg"]


def _not_text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return f"must be text, not {'a list' if isinstance(node, yaml.SequenceNode) else 'keys with values'}"
    read_as = _READ_AS.get(node.tag.removeprefix(_TAG), "something else")
    return f'must be text, but {node.value} is read as {read_as}; put it in quotes: "{node.value}"'


def _suggest(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"known are {', '.join(known)}"


def _shape_at(shape: Any, where: Where) -> Any:
    """The annotation that a path leads to, or None."""
    for part in where:
        shape = _fields(shape).get(str(part)) if _fields(shape) else _item(shape)
    return _bare(shape)


def _bare(shape: Any) -> Any:
    while get_origin(shape) in (Annotated, Union, types.UnionType):
        shape = next(part for part in get_args(shape) if part is not type(None))
    return shape


def _fields(shape: Any) -> dict[str, Any]:
    bare = _bare(shape)
    if not (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return {}
    return {entry.alias or name: entry.annotation for name, entry in bare.model_fields.items()}


def _item(shape: Any) -> Any:
    items = [part for part in get_args(_bare(shape)) if part is not ...]
    return items[-1] if items else None


def _choices(shape: Any) -> tuple[str, ...]:
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return tuple(str(member) for member in shape)
    return tuple(map(str, get_args(shape))) if get_origin(shape) is Literal else ()
