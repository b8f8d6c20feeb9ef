"""Whose page is it: compares the office that a title or heading names with the office that is looked at.

Only names of a known form are compared (an upazila, a district, a union parishad named with its kind); a title that
names nobody in such a form names no other office.
"""

from functools import cache

import regex

from charter_audit import address, wording
from charter_audit.bangla import fold
from charter_audit.model import Evidence, Office

SPELT_ALIKE = {"ী": "ি", "ূ": "ু", "ড\u09bc": "র", "ঢ\u09bc": "র", "ণ": "ন", "ষ": "শ", "স": "শ", "য\u09bc": "ই"}
"""Letters that spellings of one name change for each other: চৌহালি and চৌহালী, তারাশ and তাড়াশ, রাইগঞ্জ and রায়গঞ্জ.

No more is forgiven: রায়পুর and রায়পুরা are two upazilas.
"""


def own_hosts(office: Office) -> frozenset[str]:
    """Key hosts of the office's registered addresses."""
    return frozenset(address.host_key(url) for url in office.addresses)


def is_own(url: str, office: Office, *also: str) -> bool:
    """Whether an address is on a host of the office: registered, or that of an address in `also`, or a file host."""
    hosts = own_hosts(office) | {address.host_key(other) for other in also}
    return address.host_key(url) in hosts or address.is_file_host(url)


def other_place(url: str, evidence: Evidence) -> str:
    """The host, or the owner of the file store, at an address that is not the office's own; "" where it is."""
    home = evidence.front.at
    if not is_own(url, evidence.office, home):
        return address.host_key(url)
    owner = address.owner_of_file(url)
    if address.is_file_host(url) and owner.startswith("office-") and owner not in _stores(evidence):
        return owner
    return ""


def is_named(text: str, office: Office) -> bool:
    """Whether a title or heading names the office, under any of its names, as a word of its own or with a case ending.

    রায়পুরা does not name রায়পুর.
    """
    return bool(_called(_names(office)).search(fold(text)))


def names_other(text: str, office: Office) -> str:
    """The name of another office that a title or heading names, or "".

    A text that also names the office itself names no other: "কামারখন্দ উপজেলা, সিরাজগঞ্জ জেলা" is Kamarkhand's.
    """
    folded = fold(text)
    if is_named(text, office):
        return ""
    for pattern in _patterns():
        for match in pattern.finditer(folded):
            if not any(_alike(match["name"], fold(name)) for name in _names(office)):
                return match["name"]
    return ""


def _stores(evidence: Evidence) -> frozenset[str]:
    """What the office's own folders in the third portal's store are called: office-dncc, office-nssbs-dhaka."""
    hosts = (*evidence.office.addresses, evidence.front.at)
    return frozenset("office-" + address.host_key(url).removesuffix(".gov.bd").replace(".", "-") for url in hosts)


def _names(office: Office) -> tuple[str, ...]:
    return tuple(filter(None, (office.name, office.name_en, office.short, *office.aliases)))


def _alike(one: str, other: str) -> bool:
    return _spelt(one) == _spelt(other)


def _spelt(folded: str) -> str:
    for letter, usual in SPELT_ALIKE.items():
        folded = folded.replace(fold(letter), usual)
    return folded


@cache
def _called(names: tuple[str, ...]) -> regex.Pattern[str]:
    either = "|".join(regex.escape(fold(name)) for name in names)
    endings = "|".join(regex.escape(fold(ending)) for ending in wording.words("offices.endings"))
    return regex.compile(rf"(?<!\w)(?:{either})(?:{endings})?(?!\w)")


@cache
def _patterns() -> tuple[regex.Pattern[str], ...]:
    """The forms in which titles name offices, the name one word of Bengali letters that is not a common one."""
    common = "|".join(regex.escape(fold(word)) for word in wording.words("offices.not_names"))
    name = rf"(?<!\w)(?P<name>(?!(?:{common})\b)[\u0980-\u09ff]+)"
    forms = (regex.escape(fold(form)) for form in wording.words("offices.titles"))
    return tuple(regex.compile(form.replace(regex.escape("{name}"), name) + r"(?!\w)") for form in forms)
