"""Bengali script: folding for comparing, digits, lists, whole words, terminal columns, Bijoy text.

Two Bengali texts are compared by their folds only, on both sides; what is printed is never folded.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile

import regex

_NUKTA = "\u09bc"
_HASANTA = "\u09cd"
_DIGITS = "\u09e6\u09e7\u09e8\u09e9\u09ea\u09eb\u09ec\u09ed\u09ee\u09ef"
_TO_ASCII = str.maketrans(_DIGITS, "0123456789")
_TO_BENGALI = str.maketrans("0123456789", _DIGITS)
_ASSAMESE_RA = ("\u09f0", "\u09b0")
_OLD_KHANDA_TA = ("\u09a4\u09cd\u200d", "\u09ce")
_BROKEN_A = ("\u0985\u09be", "\u0986")
_SIGNS = re.compile("[\u09be-\u09cd\u09d7\u09fe\u0300-\u036f]+\u09bc[\u09bc\u09be-\u09cd\u09d7\u09fe\u0300-\u036f]*")
"""Signs of a letter with a nukta behind one of them; it belongs in front."""
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"\S+")
_LETTERS = re.compile("\\S[\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09fe\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad]*")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BENGALI = re.compile("[\u0980-\u09ff]")


def fold(text: str) -> str:
    """The form in which two texts are compared; idempotent.

    One spelling per letter, no invisible signs, single spaces, small letters. Digits stay as they are.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    return unicodedata.normalize("NFC", _cleaned(text).casefold())


def fold_keeping_case(text: str) -> str:
    """The fold with capital letters kept, for reading names of months."""
    if text.isascii():
        return " ".join(text.split())
    return unicodedata.normalize("NFC", _cleaned(text))


def _cleaned(text: str) -> str:
    text = unicodedata.normalize("NFD", text).replace(*_ASSAMESE_RA).replace(*_OLD_KHANDA_TA)
    text = _UNSEEN.sub("", text).replace("\u2018", "'").replace("\u2019", "'")
    text = _SIGNS.sub(_nukta_first, text).replace(*_BROKEN_A)
    return _SPACES.sub(" ", text).strip()


def _nukta_first(signs: re.Match[str]) -> str:
    return _NUKTA * signs[0].count(_NUKTA) + signs[0].replace(_NUKTA, "")


def places_in(source: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where spans (start, end) of a text's fold stand in the text itself, without spaces at their edges."""
    wanted = list(spans)
    last = max((end for _, end in wanted), default=-1)
    words = list(takewhile(lambda word: word[0] <= last, _words_of(source)))  # no word behind the last span matters
    starts = [at for at, _, _ in words]
    ends = [at + len(folded) for at, folded, _ in words]

    def place(start: int, end: int) -> tuple[int, int]:
        at, folded, word = words[min(bisect_right(ends, start), len(words) - 1)]
        begin = _letter(word, folded, max(0, start - at))[0]
        at, folded, word = words[max(0, bisect_right(starts, end - 1) - 1)]
        return begin, max(begin, _letter(word, folded, min(end - at, len(folded)) - 1)[1])

    return [place(start, end) for start, end in wanted]


def _words_of(source: str) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Start in the fold, fold and match in the source of each word that does not vanish in folding."""
    at = 0
    for word in _WORDS.finditer(source):
        if folded := _folded_word(word[0]):
            yield at, folded, word
            at += len(folded) + 1


@lru_cache(maxsize=8192)
def _folded_word(word: str) -> str:
    return fold_keeping_case(word)


def _letter(word: re.Match[str], folded: str, at: int) -> tuple[int, int]:
    """Start and end in the source of the letter, with its signs, at a place in a word's fold."""
    letters = [(letter, fold_keeping_case(letter[0])) for letter in _LETTERS.finditer(word[0])]
    if "".join(form for _, form in letters) != folded:
        return word.span()
    for letter, form in letters:
        if at < len(form):
            return word.start() + letter.start(), word.start() + letter.end()
        at -= len(form)
    return word.span()


def squeeze(text: str) -> str:
    """The fold without any white space, for pages that lost their spaces."""
    return fold(text).replace(" ", "")


def to_ascii_digits(text: str) -> str:
    """The text with Bengali digits as ASCII ones; both kinds mix inside one number on real pages."""
    return text.translate(_TO_ASCII)


def to_bengali_digits(text: str) -> str:
    """The text with ASCII digits as Bengali ones."""
    return text.translate(_TO_BENGALI)


def has_bengali(text: str) -> bool:
    """Whether any code point of the Bengali block stands in the text."""
    return _BENGALI.search(text) is not None


def without_controls(text: str) -> str:
    """The text without the characters that steer a terminal or turn the direction of writing; line ends stay."""
    return _CONTROLS.sub("", text)


def join_list(words: Sequence[str], last: str = " \u0993 ", between: str = ", ") -> str:
    """The words as a list in a sentence: "ক, খ ও গ"."""
    if len(words) < 2:
        return "".join(words)
    return between.join(words[:-1]) + last + words[-1]


def has_word(text: str, word: str) -> bool:
    """Whether the word stands in the text as a whole word, both folded."""
    return word_pattern(fold(word)).search(fold(text)) is not None


@lru_cache(maxsize=512)
def word_pattern(*words: str) -> "regex.Pattern[str]":
    """The pattern of any of these as a whole word, for folded text; of no words, one that never matches.

    The standard library's `re` cannot do it: vowel signs are no letters to it.
    """
    longest_first = sorted(words, key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(map(regex.escape, longest_first)) or '(?!)'})\b")


def columns(text: str) -> int:
    """The columns that a text takes in a terminal: marks above or below take none, signs beside take one."""
    return sum(map(character_columns, text))


@cache
def character_columns(character: str) -> int:
    """The columns of one code point: 0, 1 or 2 (measured on tmux 3.3a)."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# ---- Bijoy ------------------------------------------------------------------------------------------

_CONSONANT = "[\u0995-\u09b9\u09ce\u09dc-\u09df]\u09bc?"
_BEFORE = "\u09bf\u09c7\u09c8"  # signs that are typed before the letters they belong to
_REPH_CODE = "\u00a9"
_REPH = "\u09b0\u09cd"
_CANDRABINDU = "\u0981"
_AFTER = "\u09be\u09c0-\u09c4\u09d7" + _CANDRABINDU + _REPH_CODE
_SECOND = f"(?:{_HASANTA}{_CONSONANT})+"
_SYLLABLE = re.compile(
    f"(?P<before>[{_BEFORE}]?)(?P<cluster>{_CONSONANT}(?:{_HASANTA}{_CONSONANT})*)(?P<tail>(?:[{_AFTER}]|{_SECOND})*)"
)
_SECONDS = re.compile(_SECOND)
_TAIL_SIGNS = re.compile(f"[{_AFTER}]")
_AFTER_CONSONANT = re.compile(f"(?:{_CONSONANT}|{_HASANTA})$")


def from_bijoy(text: str) -> str:
    """Text typed for a Bijoy font (SutonnyMJ) as Unicode in NFC.

    Text that has Bengali code points already comes back unchanged.
    """
    if has_bengali(text):
        return text
    pattern, letters, punctuation = _bijoy()
    pieces: list[str] = []
    for code in pattern.findall(text):
        bare = code in punctuation and not (pieces and _AFTER_CONSONANT.search(pieces[-1]))
        pieces.append(code if bare else letters.get(code, code))
    joined = re.sub(f"{_HASANTA}+", _HASANTA, "".join(pieces))
    return unicodedata.normalize("NFC", _SYLLABLE.sub(_in_order, joined))


def _in_order(syllable: re.Match[str]) -> str:
    tail = syllable["tail"]
    seconds = "".join(_SECONDS.findall(tail))
    signs = "".join(_TAIL_SIGNS.findall(tail))
    reph = _REPH if _REPH_CODE in signs else ""
    moon = _CANDRABINDU if _CANDRABINDU in signs else ""
    vowels = syllable["before"] + signs.replace(_REPH_CODE, "").replace(_CANDRABINDU, "")
    return reph + syllable["cluster"] + seconds + vowels + moon


@cache
def _bijoy() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    source = files("charter_audit").joinpath("data", "bijoy.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in source.splitlines() if not line.startswith("#")]
    tables = {name: [word.replace("\\u00AD", "\u00ad") for word in words] for name, *words in lines}
    punctuation = frozenset(tables.pop("after_consonant:"))
    pairs = [pair for words in tables.values() for pair in zip(words[::2], words[1::2], strict=True)]
    letters = dict(pairs)
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) + "|.", re.DOTALL), letters, punctuation
