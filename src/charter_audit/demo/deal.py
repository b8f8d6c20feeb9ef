"""The demo's sites dealt anew, and the registry that leads to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from charter_audit.demo.data import seats
from charter_audit.demo.site import Site
from charter_audit.model import Office


def redealt(sites: Sequence[Site], seed: int) -> tuple[Site, ...]:
    """The same offices in the same order, each with the contents of another site; `key` says of which.

    Names in titles and texts follow the office. The same seed gives the same deal, never the old one.
    Raises ValueError for fewer than two sites.
    """
    if len(sites) < 2:
        raise ValueError("one site cannot be dealt anew")
    random, dealt = Random(seed), list(sites)  # noqa: S311 - a deal that can be repeated is wanted
    while dealt == list(sites):
        random.shuffle(dealt)
    return tuple(replace(contents, seat=site.seat) for site, contents in zip(sites, dealt, strict=True))


def registry_text(addresses: Mapping[str, str]) -> str:
    """An offices.yaml of those of the ten offices that have an address here, in the registry's order."""
    return registry_of((seat.office for seat in seats()), addresses)


def registry_of(offices: Iterable[Office], addresses: Mapping[str, str]) -> str:
    """An offices.yaml of those of these offices that have an address here."""
    import yaml

    entries = [_entry(office, addresses[office.id]) for office in offices if office.id in addresses]
    return yaml.safe_dump({"version": 1, "offices": entries}, allow_unicode=True, sort_keys=False)


def _entry(office: Office, url: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": office.id,
        "name": office.name,
        "name_en": office.name_en,
        "tier": office.tier.value,
        "url": url,
        "under": office.under,
    }
    if office.short:
        entry["short"] = office.short
    if office.aliases:
        entry["aliases"] = list(office.aliases)
    if office.contact:
        entry["contact"] = {"role": office.contact.role}
    return entry
