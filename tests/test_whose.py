"""Whose page it is: names of a known form only, spellings forgiven, the office's own name before all."""

from dataclasses import replace
from pathlib import Path

import pytest

from charter_audit import whose
from charter_audit.model import Office, Tier
from charter_audit.registry import load_registry

REGISTRY = load_registry(Path(__file__).parents[1] / "offices.yaml")
CHAUHALI = next(one for one in REGISTRY if one.id == "sirajganj.chauhali")
TARASH = next(one for one in REGISTRY if one.id == "sirajganj.tarash")
DC = next(one for one in REGISTRY if one.id == "sirajganj")
BCC = next(one for one in REGISTRY if one.id == "bcc")


@pytest.mark.parametrize(
    ("text", "office", "other"),
    [
        ("চৌহালী উপজেলা", CHAUHALI, ""),
        ("চৌহালি উপজেলা, সিরাজগঞ্জ জেলা", CHAUHALI, ""),
        ("তারাশ উপজেলা", TARASH, ""),
        ("তাড়াশ উপজেলা", CHAUHALI, "তাড়াশ"),
        ("তাড়াশী উপজেলা", TARASH, "তাড়াশী"),
        ("রায়পুরা উপজেলা", replace(TARASH, name="রায়পুর"), "রায়পুরা"),
        ("রায়পুর উপজেলা", replace(TARASH, name="রায়পুরা"), "রায়পুর"),
        ("তাড়াশের উপজেলা পরিষদ, উল্লাপাড়া উপজেলা", TARASH, ""),
        ("তাড়াশা উপজেলা", replace(TARASH, name="তাড়াশি"), "তাড়াশা"),
        ("রায়গঞ্জ উপজেলা", replace(TARASH, name="রাইগঞ্জ"), ""),
        ("সিরাজগঞ্জ জেলা", DC, ""),
        ("জেলা প্রশাসকের কার্যালয়, সিরাজগঞ্জ", DC, ""),
        ("জেলা প্রশাসকের কার্যালয়, পাবনা", DC, "পাবনা"),
        ("উপজেলা নির্বাহী অফিসারের কার্যালয়, তাড়াশ", CHAUHALI, "তাড়াশ"),
        ("সেবা প্রদান প্রতিশ্রুতি", CHAUHALI, ""),
        ("অত্র উপজেলা ও প্রতিটি জেলা", CHAUHALI, ""),
        ("সকল উপজেলা", CHAUHALI, ""),
        ("Bangladesh Computer Council", BCC, ""),
        ("বিসিসি", BCC, ""),
        ("", CHAUHALI, ""),
    ],
)
def test_names(text: str, office: Office, other: str) -> None:
    assert whose.names_other(text, office) == other


@pytest.mark.parametrize("office", REGISTRY, ids=lambda office: office.id)
def test_no_office_is_taken_for_another_by_its_own_title(office: Office) -> None:
    titles = {
        Tier.UPAZILA: ("{} উপজেলা", "উপজেলা নির্বাহী অফিসারের কার্যালয়, {}", "{} উপজেলা, সিরাজগঞ্জ জেলা"),
        Tier.DISTRICT: ("{} জেলা", "জেলা প্রশাসকের কার্যালয়, {}"),
    }.get(office.tier, ("{}",))
    assert [whose.names_other(title.format(office.name), office) for title in titles] == [""] * len(titles)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://chauhali.sirajganj.gov.bd/x", True),
        ("http://www.chauhali.sirajganj.gov.bd/x", True),
        ("https://old.example.gov.bd/x", True),
        ("https://sirajganj.gov.bd/x", False),
        ("https://chauhali.sirajganj.gov.bd:8443/x", False),
        ("https://file-rajshahi.portal.gov.bd/files/x.pdf", True),
    ],
)
def test_own_hosts_are_those_of_the_registry_and_file_hosts(url: str, own: bool) -> None:
    office = replace(CHAUHALI, alt=("https://old.example.gov.bd",))
    assert whose.is_own(url, office) is own
