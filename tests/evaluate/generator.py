"""Plans of at least two hundred websites from a seed: platform, box, charter, letter, days and faults dealt together.

What a true reading answers is stated while each part is planned.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from evaluate import charters, letters
from evaluate.draft import Dealer, Draft
from evaluate.plan import BOX, COM, RULES, Article, Face, Platform, Site, Slot, Tier
from evaluate.spelling import nfc, pick, words

SITES = 260
PLATFORMS = {Platform.NPF1: 8, Platform.NPF2: 8, Platform.NPF3: 6, Platform.PLAIN: 2}
TIERS = {Tier.UPAZILA: 6, Tier.DISTRICT: 2, Tier.DIRECTORATE: 3}
Case = Callable[[Draft], None]

FACES = {
    Face.FAULT: "site-unreachable",
    Face.SILENT: "site-unreachable",
    Face.GONE: "site-unreachable",
    Face.REFUSED: "site-blocked",
    Face.CHALLENGE: "site-blocked",
    Face.EMPTY: "site-unrecognised",
    Face.CONSTRUCTION: "site-unrecognised",
    Face.PARKED: "site-unrecognised",
    Face.STRANGE: "site-unrecognised",
    Face.NO_BOXES: "site-unrecognised",
    Face.OF_OTHER: "site-of-other-office",
}
CHARTERS: dict[Case, int] = {
    charters.in_box: 12,
    charters.in_list: 4,
    charters.as_file: 2,
    charters.with_unread_file: 1,
    charters.marked_old: 2,
    charters.beside_stale: 2,
    charters.elsewhere: 3,
    charters.nowhere: 3,
    charters.lost: 2,
}
LETTERS: dict[Case, int] = {
    letters.behind_link: 8,
    letters.one_hop_on: 4,
    letters.in_caption: 4,
    letters.two: 2,
    letters.behind_reports: 1,
    letters.members_only: 2,
    letters.absent: 5,
    letters.on_board: 3,
    letters.in_notices: 3,
    letters.old_notice: 2,
    letters.in_orders: 2,
    letters.in_other_box: 2,
    letters.lost: 2,
    letters.list_lost: 1,
    letters.list_gone: 1,
}
ON_PLAIN: dict[Case, int] = {letters.behind_link: 4, letters.one_hop_on: 2, letters.members_only: 1, letters.lost: 1}
"""Outside the portal no list is known: only what stands behind the box is planned there, nothing's absence."""

BOXLESS: dict[Case, int] = {
    letters.absent: 4,
    letters.on_board: 2,
    letters.in_notices: 1,
    letters.in_orders: 1,
    letters.old_notice: 1,
}


def sites(seed: int, count: int = SITES) -> tuple[Site, ...]:
    """The planned sites, alike for the same seed."""
    dealer = Dealer(Random(seed))
    return tuple(_site(dealer, number) for number in range(count))


def _site(dealer: Dealer, number: int) -> Site:
    how = dealer.deal("how", {_with_box: 70, _under_other_title: 6, _empty: 5, _without_box: 14, _faced: 10})
    face = dealer.deal("faces", dict.fromkeys(FACES, 1)) if how is _faced else Face.ITSELF
    platform, tier = dealer.deal("platforms", PLATFORMS), dealer.deal("tiers", TIERS)
    if face is Face.NO_BOXES and platform is Platform.PLAIN:  # there every site without a known box is unknown
        platform = Platform.NPF2
    if face is Face.OF_OTHER:
        tier = Tier.UPAZILA
    places = {Tier.UPAZILA: "places", Tier.DISTRICT: "districts", Tier.DIRECTORATE: "directorates"}[tier]
    draft = Draft(dealer, f"{platform}-{number:03}", platform, tier, dealer.rng.choice(words()[places]))
    return _faced(draft, face) if face is not Face.ITSELF else how(draft)


def _with_box(draft: Draft) -> Site:
    draft.box_title = pick(draft.rng, "box_titles")
    draft.expected[BOX] = "box-present"
    _fill(draft, CHARTERS, ON_PLAIN if draft.platform is Platform.PLAIN else LETTERS)
    return draft.site()


def _under_other_title(draft: Draft) -> Site:
    """A box that does not name the charter and holds its links."""
    if draft.platform is Platform.PLAIN:  # there a box is known by its heading alone
        return _with_box(draft)
    draft.box_title = pick(draft.rng, "other_titles")
    draft.expected[BOX] = "box-other-title"
    _fill(draft, {charters.in_box: 1}, {letters.behind_link: 3, letters.absent: 1})
    return draft.site()


def _fill(draft: Draft, charter_cases: dict[Case, int], letter_cases: dict[Case, int]) -> None:
    rng = draft.rng
    if draft.platform is Platform.PLAIN:  # no copy elsewhere is found there, and none is said to be missing
        charter_cases = {
            case: weight
            for case, weight in charter_cases.items()
            if case in (charters.in_box, charters.marked_old, charters.lost)
        }
    draft.deal(f"charters {sorted(case.__name__ for case in charter_cases)}", charter_cases)(draft)
    draft.deal(f"letters {sorted(case.__name__ for case in letter_cases)}", letter_cases)(draft)
    for role, body in (
        ("reports", "১ম ত্রৈমাসিকের পরিবীক্ষণ প্রতিবেদন মন্ত্রিপরিষদ বিভাগে প্রেরণ করা হয়েছে।"),
        ("laws", "প্রযোজ্য আইন ও বিধির তালিকা।"),
    ):
        if role not in draft.box:
            draft.box[role] = Slot(pick(rng, f"{role}_labels"), role)
            draft.articles.append(Article(role, draft.box[role].label, (draft.heading, body)))


def _empty(draft: Draft) -> Site:
    """The box is there and no link in it leads anywhere."""
    if draft.platform is Platform.PLAIN:
        return _with_box(draft)
    rng = draft.rng
    draft.box_title = pick(rng, "box_titles")
    draft.expected[BOX] = "box-empty"
    for role in ("charter", "committee", "reports", "laws"):
        draft.box[role] = Slot(pick(rng, f"{role}_labels"), href=draft.dead())
    slots = dict(draft.box)
    draft.deal("charters of empty boxes", {charters.elsewhere: 1, charters.nowhere: 1})(draft)
    draft.has_box = False  # its letters are planned like those of a site without a box, but for the answer
    draft.deal("letters of empty boxes", BOXLESS)(draft)
    draft.has_box, draft.box = True, slots
    draft.articles = [one for one in draft.articles if one.key != "behind"]
    if draft.expected[COM] == "no-box-no-letter":
        draft.expected[COM] = "no-letter"
    return draft.site()


def _without_box(draft: Draft) -> Site:
    """No box: the charter stands elsewhere on the front page, or nowhere."""
    if draft.platform is Platform.PLAIN:
        return _with_box(draft)
    draft.has_box = False
    outside = draft.deal("outside", {True: 1, False: 1})
    (charters.elsewhere if outside else charters.nowhere)(draft)
    draft.articles = [one for one in draft.articles if one.key != "behind"]
    draft.expected[BOX] = "charter-outside-box" if outside else "no-box"
    draft.deal("letters without a box", {**BOXLESS, letters.in_other_box: 1})(draft)
    return draft.site()


def _faced(draft: Draft, face: Face = Face.ITSELF) -> Site:
    """A site whose front page is not what it should be; what lies behind it does not matter."""
    site, other = _with_box(draft), ""
    if face is Face.OF_OTHER:
        other = f"{draft.rng.choice([place for place in words()['places'] if nfc(place) != draft.place])} উপজেলা"
    return replace(site, face=face, names_other=nfc(other), expected=dict.fromkeys(RULES, FACES[face]))
