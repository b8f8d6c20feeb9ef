"""The packaged vocabulary: the words that offices use, loaded once, and how they are looked for in a text.

Unless said otherwise a term is found where the text contains it; terms of several words also where the text
lost its spaces. Text and terms are folded and their known misspellings put right first.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from charter_audit.bangla import fold

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_SCHEMA = "charter-audit/vocabulary/1"


@cache
def _vocabulary() -> Mapping[str, object]:
    text = files("charter_audit").joinpath("data", "vocabulary.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506
    if not isinstance(loaded, dict) or loaded.get("schema") != _SCHEMA:
        raise ValueError("data/vocabulary.yaml is not a vocabulary of this version")
    return loaded


def entry(path: str) -> object:
    """What the vocabulary holds at a dotted path. Raises KeyError naming the path where it holds nothing."""
    here: object = _vocabulary()
    for step in path.split("."):
        if not isinstance(here, dict) or step not in here:
            raise KeyError(f"data/vocabulary.yaml has no {path}")
        here = here[step]
    return here


def words(path: str) -> tuple[str, ...]:
    """The list of words at a dotted path, as written. Raises TypeError where something else stands there."""
    found = entry(path)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise TypeError(f"data/vocabulary.yaml: {path} must be a list of words")
    return tuple(found)


def word(path: str) -> str:
    """The one text at a dotted path, as written. Raises TypeError where something else stands there."""
    found = entry(path)
    if not isinstance(found, str):
        raise TypeError(f"data/vocabulary.yaml: {path} must be a text")
    return found


LABEL = 300
"""Letters of the longest text whose corrected form is kept: labels are asked about many times, pages once."""


def corrected(text: str) -> str:
    """The fold of a text with known misspellings put right, the longest first."""
    return _kept(text) if len(text) <= LABEL else _corrected(text)


@lru_cache(maxsize=8192)
def _kept(text: str) -> str:
    return _corrected(text)


def _corrected(text: str) -> str:
    pattern, right = _misspellings()
    return pattern.sub(lambda found: right[found[0]], fold(text))


@cache
def _misspellings() -> tuple[re.Pattern[str], Mapping[str, str]]:
    listed = entry("misspellings")
    if not isinstance(listed, dict):
        raise TypeError("data/vocabulary.yaml: misspellings must map the right form to the forms met")
    right = {fold(form): fold(good) for good in listed for form in words(f"misspellings.{good}")}
    return any_of(right), right


def any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """The pattern of any of these terms, the longest first; of no terms, one that never matches."""
    longest_first = sorted(set(terms), key=lambda term: (-len(term), term))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms compiled for corrected text; `joined` those of several words, for text that lost its spaces."""

    plain: re.Pattern[str]
    joined: re.Pattern[str]

    @classmethod
    def of(cls, terms: Iterable[str]) -> "Terms":
        """Raises nothing; of no terms, ones that are never found."""
        right = [corrected(term) for term in terms]
        return cls(any_of(right), any_of(term.replace(" ", "") for term in right if " " in term))

    def within(self, right: str) -> bool:
        """Whether one of the terms is in a corrected text."""
        return bool(self.plain.search(right) or self.joined.search(right.replace(" ", "")))


@cache
def terms(*paths: str) -> Terms:
    """The terms that stand at these paths of the vocabulary, lists or single texts."""
    found = ((word(path),) if isinstance(entry(path), str) else words(path) for path in paths)
    return Terms.of(term for listed in found for term in listed)


def holds(text: str, *paths: str) -> bool:
    """Whether a text contains one of the terms at these paths."""
    return terms(*paths).within(corrected(text))
