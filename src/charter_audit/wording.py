"""The field's words: what a label, a title or a line of a page names.

Everything here folds its argument: hand in labels, titles and lines, not whole pages.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

import regex

from charter_audit.bangla import fold, from_bijoy, has_bengali, to_ascii_digits, word_pattern
from charter_audit.model import Role
from charter_audit.vocabulary import Terms, any_of, corrected, entry, holds, terms, word, words

__all__ = ["corrected", "entry", "word", "words"]

_NAME = "\u00a7"  # stands for any of the charter's names while titles are compared
_ENDINGS = " :;-\u0983\u0964"


# ---- the charter -------------------------------------------------------------------------------------------


@cache
def _charter_name() -> re.Pattern[str]:
    return re.compile(f"{word('charter.regex')}|{terms('charter.names').plain.pattern}")


def names_charter(label: str) -> bool:
    """Whether a label names the citizen's charter, in any spelling met. নাগরিক সনদ alone does not."""
    right = corrected(label)
    return bool(_charter_name().search(right) or _charter_name().search(right.replace(" ", "")))


def after_charter(label: str) -> str:
    """What stands after the charter's name in a label, corrected; "" where the label does not name the charter."""
    return next(iter(_charter_name().split(corrected(label), maxsplit=1)[1:]), "")


def is_charter_box_title(title: str) -> bool:
    """Whether a heading is that of the charter's service box: it names the charter and nothing beside it.

    A heading that names another box first, or that joins several matters with a stroke, is none.
    """
    right = corrected(title)
    if not names_charter(right):
        return False
    before = _charter_name().split(right, maxsplit=1)[0]
    if before != right and terms("other_boxes").within(before):
        return False
    parts = [part for part in re.split(r"[/|]", right) if part.strip(_ENDINGS)]
    return all(names_charter(part) or terms("charter.beside_only").within(part) for part in parts)


def known_box_title(title: str) -> bool:
    """Whether a heading is one of the titles that charter boxes usually have."""
    return _bare(title) in {_bare(known) for known in words("charter.box_titles")}


def _bare(title: str) -> str:
    return fold(title).rstrip(_ENDINGS).replace(" ", "")


def is_other_box(title: str) -> bool:
    """Whether a heading names another of the usual service boxes."""
    return holds(title, "other_boxes")


def is_old(label: str) -> bool:
    """Whether a label marks its charter as a former one."""
    return holds(label, "charter.old_words")


def is_section_charter(label: str) -> bool:
    """Whether a label speaks of one section of an office."""
    return bool(word_pattern(*map(corrected, words("charter.section_words"))).search(corrected(label)))


def is_updated_word(text: str) -> bool:
    """Whether the text says that something was updated."""
    return holds(text, "charter.updated_words")


def is_table_page(title: str) -> bool:
    """Whether a charter's table may stand under this title although it does not name the charter."""
    return holds(title, "charter.table_pages")


def not_a_charter(text: str) -> str:
    """What a title or a short body that names the charter is instead, "" where it is none of these.

    "guideline" | "format" | "definition" | "blank" (a form whose places are dots).
    """
    for what in ("guideline", "format", "definition", "blank"):
        if holds(text, f"charter.not_a_charter.{what}"):
            return what
    return ""


# ---- the committee and its letter --------------------------------------------------------------------------

_COMMITTEE_NAMES = ("committee.name.usual", "committee.name.also", "committee.name.accept")
_ACTS = ("committee.letter.acts", "committee.letter.accept")


def names_committee(label: str) -> bool:
    """Whether a label anywhere on a site names the charter's monitoring committee, and no other one."""
    right = corrected(label)
    if terms("committee.others").within(right):
        return False
    return terms(*_COMMITTEE_NAMES).within(right) or _committee_by_charter().within(_with_name(right))


@cache
def _committee_by_charter() -> Terms:
    titles = {_with_name(corrected(title)) for title in words("committee.letter.titles_without_monitoring")}
    return Terms.of(titles)


def _with_name(right: str) -> str:
    named = _charter_name().sub(_NAME, right)
    return re.sub(rf"{_NAME}\s*\(\s*{_NAME}\s*\)", _NAME, named)


def letter_act(text: str) -> bool:
    """Whether the text says that a committee was formed or reconstituted, also with some words between."""
    return holds(text, *_ACTS) or bool(_act_apart().search(corrected(text)))


def orders_committee(text: str) -> bool:
    """Whether the text itself forms a committee: a guideline that tells others to form theirs does not."""
    return letter_act(terms("committee.letter.asks").plain.sub(" ", corrected(text)))


@cache
def _act_apart() -> regex.Pattern[str]:
    """কমিটি, up to five words, and the act: "কমিটি নিম্নরূপভাবে পুনর্গঠন করা হলো"."""
    committee = regex.escape(corrected(word("committee.letter.word")))
    acts = "|".join(regex.escape(corrected(act)) for act in words("committee.letter.act_words"))
    return regex.compile(rf"{committee}\w*[\s,:-]+(?:[^\s.।]+\s+){{0,5}}(?:{acts})\b")


def is_letter_title(text: str) -> bool:
    """Whether a title is that of the committee's letter: charter or committee, and the act of forming it."""
    if not letter_act(text) or holds(text, "committee.others"):
        return False
    return names_charter(text) or names_committee(text)


def names_members(text: str) -> int:
    """How many times a text names a place in a committee (সভাপতি, সদস্য ...)."""
    return len(terms("committee.members").plain.findall(corrected(text)))


def memo_numbers(text: str) -> tuple[str, ...]:
    """The memo numbers that stand in a text, as printed, in reading order."""
    return tuple(found[0].strip() for found in _memo().finditer(text))


@cache
def _memo() -> re.Pattern[str]:
    return re.compile(word("memo.regex"))


def names_notice(text: str) -> bool:
    """Whether a heading is that of a notice board or a notice."""
    return holds(text, "notice_words")


# ---- persons, and how to reach them ------------------------------------------------------------------------


def names_focal(text: str) -> bool:
    """Whether a text names a focal point."""
    return holds(text, "committee.focal")


def says_committee(text: str) -> bool:
    """Whether a text speaks of a committee that is not one of another tool's."""
    return terms("committee.letter.word").within(_without_others(text))


def names_committee_among(text: str) -> bool:
    """Whether a text that may name committees of other tools names the charter's too."""
    return names_committee(_without_others(text))


def _without_others(text: str) -> str:
    return terms("committee.others").plain.sub(" ", corrected(text))


def names_persons(text: str) -> bool:
    """Whether a text gives persons: a post, a place in a committee, or how to reach somebody."""
    return has_contact(text) or bool(names_members(text)) or holds(text, "committee.posts")


def has_contact(text: str) -> bool:
    """Whether a telephone number, an e-mail or a web address stands in a text."""
    return bool(_contact().search(to_ascii_digits(fold(text))))


@cache
def _contact() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word(f'contacts.{kind}')})" for kind in ("phone", "mail", "web")))


def has_time_limit(text: str) -> bool:
    """Whether a count of days, hours or months stands in a text."""
    return bool(_time_limit().search(to_ascii_digits(corrected(text))))


@cache
def _time_limit() -> regex.Pattern[str]:
    counts, units = (
        "|".join(map(regex.escape, map(corrected, words(f"time_limits.{of}")))) for of in ("counts", "units")
    )
    return regex.compile(rf"(?:[0-9]+|\b(?:{counts}))\W*(?:{units})")


# ---- other matters -----------------------------------------------------------------------------------------


def of_other_tool(text: str) -> bool:
    """Whether a title names another of the tools that have reports and plans, and not the charter."""
    return not names_charter(text) and _names(text, "other_tools.names", "other_tools.words")


def of_vehicle(text: str) -> bool:
    """Whether a title names the agreement of which the charter's plan is a part, and not the charter."""
    return not names_charter(text) and _names(text, "other_tools.vehicles", "other_tools.vehicle_words")


def _names(text: str, contained: str, whole: str) -> bool:
    return holds(text, contained) or bool(word_pattern(*map(fold, words(whole))).search(fold(text)))


def tells_progress(text: str) -> bool:
    """Whether a title speaks of how something is carried out."""
    return holds(text, "progress_words")


def is_yearly(text: str) -> bool:
    """Whether a title is that of a paper on a whole year, and speaks of no quarter or half-year."""
    right = corrected(text)
    shorter = terms(
        "quarters.words.usual", "quarters.words.also", "quarters.half_year.usual", "quarters.half_year.also"
    )
    yearly = terms("quarters.year.usual", "quarters.year.also").within(right) or word_pattern("annual").search(right)
    return bool(yearly) and not shorter.within(right)


def names_minutes(text: str) -> bool:
    """Whether a title is that of the minutes of a meeting."""
    return holds(text, "meetings.minutes")


# ---- pages that are none -----------------------------------------------------------------------------------


def is_page_of(text: str, what: str) -> bool:
    """Whether a short page's words are those of `what`: no-record, under-construction, challenge, parking ..."""
    return holds(text, f"pages.{what}")


def says_nothing_yet(text: str) -> bool:
    """Whether a short text only says that there is nothing, or that something will be there."""
    return any(is_page_of(text, what) for what in ("nothing-yet", "no-record", "under-construction"))


def is_next(label: str) -> bool:
    """Whether a link of a list leads to its next page."""
    return corrected(label) in {corrected(word) for word in words("pages.next")}


# ---- roles of links ----------------------------------------------------------------------------------------

_Test = Callable[[str], bool]


@lru_cache(maxsize=8192)
def role_of(label: str, in_charter_box: bool) -> Role:
    """The one role of a link by its label: the first line of the table that fits.

    Outside the charter box a committee is this one only where charter or monitoring is named beside it.
    """
    right = corrected(label)
    for role, fits in _roles():
        if fits(right) and (in_charter_box or role is not Role.COMMITTEE or _is_ours(right)):
            return role
    return Role.OTHER


def _is_ours(right: str) -> bool:
    return bool(_beside().search(right)) and not terms("committee.others").within(right)


@cache
def _beside() -> re.Pattern[str]:
    # not before a hasanta: a chartered accountant (চার্টার্ড) is no charter
    return re.compile(f"(?:{terms('committee.beside').plain.pattern})(?!\u09cd)")


@cache
def _roles() -> tuple[tuple[Role, _Test], ...]:
    lines = entry("link_roles.decide")
    if not isinstance(lines, list):
        raise TypeError("data/vocabulary.yaml: link_roles.decide must be a list")
    return tuple((Role(line["role"]), _test(line)) for line in lines)


def speaks_of(label: str, role: Role) -> bool:
    """Whether a label has words of a role, also where another line of the table comes first."""
    right = corrected(label)
    return any(fits(right) for one, fits in _roles() if one is role)


def _test(line: Mapping[str, list[str]]) -> _Test:
    if "any_of" in line:
        return names_charter
    contained = any_of(map(corrected, line.get("any", [])))
    whole_word = word_pattern(*map(corrected, line.get("words", [])))
    return lambda right: bool(contained.search(right) or whole_word.search(right))


# ---- text that is not Unicode ------------------------------------------------------------------------------


def unicode_of(text: str) -> str:
    """The text in Unicode if, converted from Bijoy, it holds words of this field; else as it is.

    Where a font says that a text is Bijoy, `bangla.from_bijoy` is to be asked.
    """
    if has_bengali(text):
        return text
    converted = from_bijoy(text)
    return converted if holds(converted, "charter.legacy_marks") else text
