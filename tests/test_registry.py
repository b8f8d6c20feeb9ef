from pathlib import Path

import pytest

from charter_audit.model import Contact, Office, Tier, Waiver
from charter_audit.quarter import Quarter
from charter_audit.registry import UnknownOfficeError, load_registry, own_office, select, under
from charter_audit.yamlfile import FileError

ROOT = Path(__file__).parents[1]
HEAD = "version: 1\noffices:\n"
GOOD = {
    "id": "a",
    "name": '"ক"',
    "name_en": "A",
    "tier": "upazila",
    "url": "https://a.gov.bd",
    "under": "d",
}


def entry(**changed: str | None) -> str:
    """One office, a key a line: id in the first, name, name_en, tier, url, under, then what was added."""
    keys = {key: value for key, value in (GOOD | changed).items() if value is not None}
    return "  - " + "\n    ".join(f"{key}: {value}" for key, value in keys.items()) + "\n"


def other(id: str, **changed: str) -> str:  # noqa: A002
    return entry(**{"id": id, "url": f"https://{id}.gov.bd"} | changed)


def read(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Office, ...]:
    monkeypatch.chdir(folder)
    Path("offices.yaml").write_text(text, encoding="utf-8")
    return load_registry(Path("offices.yaml"))


# The first office begins in line 3: id 3, name 4, name_en 5, tier 6, url 7, under 8, the first added key 9.
MISTAKES = {
    "no version": ("offices:\n" + entry(), "1:1: version: is missing"),
    "version 2": ("version: 2\noffices:\n" + entry(), "1:10: version: must be 1,"),
    "version true": ("version: true\noffices:\n" + entry(), "1:10: version: must be a whole number"),
    "version in quotes": ("version: '1'\noffices:\n" + entry(), "1:10: version: must be a whole number"),
    "no offices": ("version: 1\n", "1:1: offices: is missing"),
    "empty list": ("version: 1\noffices: []\n", "2:10: offices: is empty; write at least one"),
    "no list": ("version: 1\noffices:\n", "2:9: offices: is empty"),
    "include": (
        HEAD + entry() + "include:\n  - {ids: [b]}\n",
        "10:3: include: is not read by this version; write each",
    ),
    "override": (
        HEAD + entry() + "override: {a: {short: x}}\n",
        "9:11: override: is not read by this version; write each",
    ),
    "unknown key at the top": (
        HEAD + entry() + "ofices: []\n",
        "9:1: ofices: unknown key; did you mean offices?",
    ),
    "unknown key": (
        HEAD + entry(subordinate="none"),
        "9:5: offices.0.subordinate: unknown key; did you mean subordinates?",
    ),
    "unknown key in contact": (
        HEAD + entry(contact="{rol: x}"),
        "9:15: offices.0.contact.rol: unknown key; did you mean role?",
    ),
    "unknown key in waiver": (
        HEAD + entry(waivers="[{rule: CC-COM-01, untill: 2026-27/Q2, reason: x, ref: y}]"),
        "9:33: offices.0.waivers.0.untill: unknown key; did you mean until?",
    ),
    "enabled": (HEAD + entry(enabled="true"), "9:5: offices.0.enabled: unknown key; "),
    **{
        f"no {key}": (HEAD + entry(**{key: None}), f"3:5: offices.0.{key}: is missing; write `{key}: ...`")
        for key in GOOD
    },
    "empty name": (HEAD + entry(name='" "'), "4:11: offices.0.name: is empty; write a value"),
    "name no": (
        HEAD + entry(name_en="no"),
        "5:14: offices.0.name_en: must be text, but no is read as true or false",
    ),
    "short empty": (HEAD + entry(short=""), "offices.0.short: is empty; write a value, or leave the key out"),
    "bad tier": (
        HEAD + entry(tier="upazilla"),
        "6:11: offices.0.tier: 'upazilla' is not known here; did you mean upazila?",
    ),
    "strange tier": (
        HEAD + entry(tier="city"),
        "6:11: offices.0.tier: 'city' is not known here; known are ministry, ",
    ),
    "bad id": (HEAD + entry(id="A b"), "3:9: offices.0.id: 'A b' is no id; use a-z and 0-9"),
    "id ends in dot": (HEAD + entry(id="a."), "3:9: offices.0.id: 'a.' is no id"),
    "id in Bengali digits": (HEAD + entry(id="a১"), "3:9: offices.0.id: 'a১' is no id"),
    "bad under": (
        HEAD + entry(under="Dhaka Division"),
        "8:12: offices.0.under: 'Dhaka Division' is no id of an office",
    ),
    "under empty": (HEAD + entry(under=""), "offices.0.under: is empty"),
    "same id": (
        HEAD + entry() + other("b") + entry(url="https://c.gov.bd"),
        "15:9: offices.2.id: a stands already in line 3",
    ),
    "aliases no list": (HEAD + entry(aliases="x"), "9:14: offices.0.aliases: must be a list, as [a, b]"),
    "subordinates": (
        HEAD + entry(subordinates="b"),
        "9:19: offices.0.subordinates: 'b' is not known here; known are none",
    ),
    "tls": (
        HEAD + entry(tls="unverifed"),
        "9:10: offices.0.tls: 'unverifed' is not known here; did you mean unverified?",
    ),
    "tls off": (
        HEAD + entry(tls="off"),
        "9:10: offices.0.tls: 'off' is not known here; known are verify, unverified",
    ),
    "phone a number": (
        HEAD + entry(contact="{phone: 0171}"),
        "9:22: offices.0.contact.phone: must be text, but 0171 is",
    ),
    "no until": (
        HEAD + entry(waivers="[{rule: CC-COM-01, reason: x, ref: y}]"),
        "9:15: offices.0.waivers.0.until: is missing; write `until: ...`",
    ),
    "no quarter": (
        HEAD + entry(waivers="[{rule: CC-COM-01, until: 2026-28/Q2, reason: x, ref: y}]"),
        "9:40: offices.0.waivers.0.until: '2026-28/Q2': the fiscal year that begins in 2026 is 2026-27",
    ),
    "date for quarter": (
        HEAD + entry(waivers="[{rule: CC-COM-01, until: 2026-12-31, reason: x, ref: y}]"),
        "9:40: offices.0.waivers.0.until: must be text, but 2026-12-31 is read as a date",
    ),
    "year for quarter": (
        HEAD + entry(waivers="[{rule: CC-COM-01, until: 2026-27, reason: x, ref: y}]"),
        "9:40: offices.0.waivers.0.until: '2026-27' is no quarter; write it as 2023-24/Q2",
    ),
    "no code": (
        HEAD + entry(waivers="[{rule: CC-COM-1, until: 2026-27/Q2, reason: x, ref: y}]"),
        "9:22: offices.0.waivers.0.rule: 'CC-COM-1' is no code of a rule; write it as CC-COM-01",
    ),
    "no reason": (
        HEAD + entry(waivers="[{rule: CC-COM-01, until: 2026-27/Q2, reason: '', ref: y}]"),
        "9:60: offices.0.waivers.0.reason: is empty",
    ),
    "host twice": (
        HEAD + entry() + other("b", url="https://a.gov.bd"),
        "13:10: offices.1.url: this host is a's already",
    ),
    "host twice, www": (
        HEAD + entry() + other("b", url="http://WWW.a.gov.bd/"),
        "13:10: offices.1.url: this host is a's",
    ),
    "host twice, port": (
        HEAD + entry() + other("b", url="https://a.gov.bd:443"),
        "13:10: offices.1.url: this host is a's",
    ),
    "host twice, alt": (
        HEAD + entry() + other("b", alt="[https://a.gov.bd]"),
        "15:11: offices.1.alt.0: this host is a's",
    ),
    "host twice, two alts": (
        HEAD + entry(alt="[https://x.gov.bd]") + other("b", alt="[https://y.gov.bd, https://x.gov.bd]"),
        "16:29: offices.1.alt.1: this host is a's already",
    ),
    "loopback twice": (
        HEAD + entry(url="http://127.0.0.1:81") + other("b", url="http://127.0.0.1:81"),
        "13:10: offices.1.url: this host is a's already",
    ),
    "under itself": (
        HEAD + entry(under="a"),
        "8:12: offices.0.under: goes round in a ring: a under a; one of them is wrong",
    ),
    "ring of three": (
        HEAD + other("x") + other("a", under="b") + other("b", under="c") + other("c", under="a"),
        "14:12: offices.1.under: goes round in a ring: a under b under c under a; one of them is wrong",
    ),
    "none, but one": (
        HEAD + entry(subordinates="none") + other("b", under="a"),
        "9:19: offices.0.subordinates: none, but b stand under a; leave the key out",
    ),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    with pytest.raises(FileError) as caught:
        read(text, tmp_path, monkeypatch)
    placed = "offices.yaml:" + expected if expected[0].isdigit() else expected
    assert any(str(problem).startswith(placed) or placed in str(problem)[13:] for problem in caught.value.problems)
    assert str(caught.value).startswith("offices.yaml:")


BAD_ADDRESSES = [
    ("a.gov.bd", "must begin with https:// or http://"),
    ("ftp://a.gov.bd", "must begin with https:// or http://"),
    ("javascript:alert(1)", "must begin with https:// or http://"),
    ("https://", "has no host"),
    ("https:///x", "has no host"),
    ("https://a.gov.bd/site/page", "must name the site only, without path"),
    ("https://a.gov.bd/?x=1", "must name the site only, without path"),
    ("https://a.gov.bd#top", "must name the site only, without path"),
    ("https://u:p@a.gov.bd", "must not carry a user name or password"),
    ("https://@a.gov.bd", "must not carry a user name or password"),
    ("https://a.gov.bd:8443", "must not name a port"),
    ("https://a.gov.bd:99999", "is no address"),
    ("https://a.gov.bd:x", "is no address"),
    ("https://[::1", "is no address"),
    ("https://10.0.0.1", "has no host that could be a website's"),
    ("https://[fe80::1]", "has no host that could be a website's"),
    ("https://intranet", "has no host that could be a website's"),
    ("https://a..gov.bd", "has no host that could be a website's"),
    ("https://-a.gov.bd", "has no host that could be a website's"),
    ("https://a_b.gov.bd", "has no host that could be a website's"),
    ("https://a\\tb.gov.bd", "has white space in it"),
    ("https://a b.gov.bd", "has white space in it"),
    ("", "must begin with https:// or http://"),
]


@pytest.mark.parametrize("key", ["url", "alt"])
@pytest.mark.parametrize(("address", "wrong"), BAD_ADDRESSES)
def test_what_is_no_front_page_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, address: str, wrong: str
) -> None:
    written = f'"{address}"' if key == "url" else f'["{address}"]'
    with pytest.raises(FileError) as caught:
        read(HEAD + entry(**{key: written}), tmp_path, monkeypatch)
    (problem,) = caught.value.problems
    assert problem.line == (7 if key == "url" else 9)
    assert wrong in problem.message
    assert problem.message.endswith("write it as https://name.gov.bd")


GOOD_ADDRESSES = [
    ("https://a.gov.bd", "https://a.gov.bd"),
    ("https://a.gov.bd/", "https://a.gov.bd"),
    ("HTTP://WWW.A.Gov.bd", "http://www.a.gov.bd"),
    ("https://a.gov.bd:443", "https://a.gov.bd:443"),
    ('"https://a.gov.bd:"', "https://a.gov.bd"),
    ("http://127.0.0.1:8801", "http://127.0.0.1:8801"),
    ("http://localhost:8801/", "http://localhost:8801"),
    ("http://[::1]:8801", "http://[::1]:8801"),
    ("https://acc.org.bd", "https://acc.org.bd"),
    ("https://dae.xn--p1ai", "https://dae.xn--p1ai"),
    ("https://ঢাকা.বাংলা", "https://ঢাকা.বাংলা"),
    ('" https://a.gov.bd "', "https://a.gov.bd"),
]


@pytest.mark.parametrize(("address", "url"), GOOD_ADDRESSES)
def test_a_front_page_is_kept_without_its_slash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, url: str
) -> None:
    assert read(HEAD + entry(url=address), tmp_path, monkeypatch)[0].url == url


def test_an_office_with_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + entry(
        name='"আ\u09df"',
        short='"খ"',
        alt="[https://b.gov.bd, http://www.a.gov.bd]",
        aliases='["গ", "ঘ"]',
        subordinates="none",
        tls="unverified",
        waivers='[{rule: CC-COM-01, until: 2026-27/Q2, reason: "নতুন", ref: "১২, ০৪/১০/২০২৬"}]',
        contact='{role: "ইউএনও", email: a@example.org, phone: "0171"}',
    )
    assert read(text, tmp_path, monkeypatch) == (
        Office(
            id="a",
            name="আ\u09af\u09bc",
            name_en="A",
            tier=Tier.UPAZILA,
            url="https://a.gov.bd",
            under="d",
            short="খ",
            alt=("https://b.gov.bd", "http://www.a.gov.bd"),
            aliases=("গ", "ঘ"),
            no_subordinates=True,
            tls_unverified=True,
            waivers=(Waiver("CC-COM-01", Quarter(2026, 2), "নতুন", "১২, ০৪/১০/২০২৬"),),
            contact=Contact("ইউএনও", "a@example.org", "0171"),
            group="d",
        ),
    )


def test_what_is_left_out_is_left_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (office,) = read(HEAD + entry(under='""'), tmp_path, monkeypatch)
    assert office == Office("a", "ক", "A", Tier.UPAZILA, "https://a.gov.bd", group="central")


def test_under_may_name_what_is_not_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(HEAD + entry(under="nowhere"), tmp_path, monkeypatch)[0].under == "nowhere"


def test_loopback_offices_differ_by_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + entry(url="http://127.0.0.1:81") + other("b", url="http://127.0.0.1:82")
    assert [office.url for office in read(text, tmp_path, monkeypatch)] == [
        "http://127.0.0.1:81",
        "http://127.0.0.1:82",
    ]


def test_two_mistakes_between_offices_are_both_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileError) as caught:
        read(HEAD + entry() + other("b", under="b") + entry(url="https://c.gov.bd"), tmp_path, monkeypatch)
    assert [problem.where for problem in caught.value.problems] == ["offices.1.under", "offices.2.id"]


# ---- the group ---------------------------------------------------------------------------------------------

GROUPS = {
    "the commissioner in the file": (("div", "dis", "upa", "uni"), "upa", "div"),
    "the commissioner itself": (("div",), "div", "div"),
    "a union": (("div", "dis", "upa", "uni"), "uni", "div"),
    "the chain leaves the file": (("dis", "upa"), "upa", "div"),
    "at once": (("upa",), "upa", "dis"),
    "central": (("min", "dir"), "dir", "central"),
    "central alone": (("dir",), "dir", "central"),
    "no commissioner on top": (("top", "low"), "low", "central"),
}
TIERS = {
    "div": (Tier.DIVISIONAL_COMMISSIONER, "cabinet"),
    "dis": (Tier.DISTRICT, "div"),
    "upa": (Tier.UPAZILA, "dis"),
    "uni": (Tier.UNION, "upa"),
    "min": (Tier.MINISTRY, '""'),
    "dir": (Tier.DIRECTORATE, "min"),
    "top": (Tier.DISTRICT, '""'),
    "low": (Tier.UPAZILA, "top"),
}


@pytest.mark.parametrize(("ids", "asked", "group"), GROUPS.values(), ids=GROUPS.keys())
def test_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ids: tuple[str, ...], asked: str, group: str) -> None:
    text = HEAD + "".join(other(id, tier=TIERS[id][0], under=TIERS[id][1]) for id in ids)  # noqa: A001
    groups = {office.id: office.group for office in read(text, tmp_path, monkeypatch)}
    assert groups[asked] == group


# ---- choosing ----------------------------------------------------------------------------------------------


def office(id: str, above: str, tier: Tier = Tier.UPAZILA) -> Office:  # noqa: A002
    return Office(id, id, id, tier, f"https://{id}.gov.bd", above)


OFFICES = (
    office("u1", "d1"),
    office("d1", "div", Tier.DISTRICT),
    office("m", "", Tier.MINISTRY),
    office("u2", "d1"),
    office("n1", "u2", Tier.UNION),
    office("u3", "d2"),
)


def ids(offices: tuple[Office, ...]) -> str:
    return " ".join(office.id for office in offices)


@pytest.mark.parametrize(
    ("top", "expected"),
    [("d1", "u1 d1 u2 n1"), ("u2", "u2 n1"), ("u1", "u1"), ("div", "u1 d1 u2 n1"), ("d2", "u3"), ("m", "m")],
)
def test_under_takes_the_office_and_all_below_it_in_order(top: str, expected: str) -> None:
    assert ids(under(OFFICES, top)) == expected


SELECTED = {
    "all": ((), (), (), "u1 d1 m u2 n1 u3"),
    "by id, in the order of the file": (("u3", "u1"), (), (), "u1 u3"),
    "under one": ((), ("d1",), (), "u1 d1 u2 n1"),
    "under two": ((), ("u2", "d2"), (), "u2 n1 u3"),
    "either": (("m",), ("d2",), (), "m u3"),
    "chosen twice": (("u1",), ("d1",), (), "u1 d1 u2 n1"),
    "of a tier": ((), (), (Tier.UPAZILA,), "u1 u2 u3"),
    "of two tiers": ((), (), (Tier.UNION, Tier.MINISTRY), "m n1"),
    "under one, of a tier": ((), ("div",), (Tier.UPAZILA,), "u1 u2"),
    "none is left": (("m",), (), (Tier.UNION,), ""),
}


@pytest.mark.parametrize(("named", "tops", "tiers", "expected"), SELECTED.values(), ids=SELECTED.keys())
def test_select(named: tuple[str, ...], tops: tuple[str, ...], tiers: tuple[Tier, ...], expected: str) -> None:
    assert ids(select(OFFICES, ids=named, under=tops, tiers=tiers)) == expected


def test_an_unknown_id_is_refused_with_the_nearest() -> None:
    offices = (office("sirajganj", "rajshahidiv"), office("tarash", "sirajganj"))
    with pytest.raises(UnknownOfficeError, match="no office 'sirajgonj'; did you mean sirajganj"):
        select(offices, ids=["sirajgonj"])
    with pytest.raises(UnknownOfficeError, match="no office 'rajshahdiv'; did you mean rajshahidiv"):
        select(offices, under=["rajshahdiv"])
    with pytest.raises(UnknownOfficeError, match=r"no office 'zzz'$"):
        under(offices, "zzz")
    with pytest.raises(UnknownOfficeError, match=r"no office ''$"):
        under(offices, "")


OWN = {
    "above all others": (under(OFFICES, "d1"), None, "d1"),
    "whatever is named": (under(OFFICES, "d1"), "u1", "d1"),
    "two roots": (OFFICES, None, ""),
    "two roots, one named": (OFFICES, "m", "m"),
    "named, but not scanned": (OFFICES, "div", "div"),
    "brothers": ((OFFICES[0], OFFICES[3]), None, ""),
    "brothers, their head named": ((OFFICES[0], OFFICES[3]), "d1", "d1"),
    "alone": ((OFFICES[1],), None, ""),
    "alone, named": ((OFFICES[1],), "d1", "d1"),
    "nobody": ((), None, ""),
}


@pytest.mark.parametrize(("offices", "named", "own"), OWN.values(), ids=OWN.keys())
def test_own_office(offices: tuple[Office, ...], named: str | None, own: str) -> None:
    assert own_office(offices, named) == own


def test_an_own_office_that_nothing_knows_is_refused() -> None:
    with pytest.raises(UnknownOfficeError, match="no office 'd11'; did you mean d1"):
        own_office(OFFICES, "d11")


# ---- the project's own file --------------------------------------------------------------------------------


def test_the_project_s_own_registry() -> None:
    offices = load_registry(ROOT / "offices.yaml")
    assert len(offices) == 16
    assert [office.id for office in offices][:2] == ["sirajganj", "sirajganj.belkuchi"]
    assert {office.group for office in offices if office.tier in (Tier.DISTRICT, Tier.UPAZILA)} == {"rajshahidiv"}
    assert {office.group for office in offices if office.tier in (Tier.DIVISION, Tier.DIRECTORATE)} == {"central"}
    assert len(under(offices, "sirajganj")) == 10
    assert len(under(offices, "ictd")) == 6
    assert own_office(offices) == ""
    assert own_office(under(offices, "sirajganj")) == "sirajganj"


def test_the_example_in_its_comments_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (ROOT / "offices.yaml").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.strip() == "# - id: example.office")
    example = [line.replace("# ", "", 1) for line in lines[start:] if line.startswith("  # ")]
    (office,) = read(HEAD + "\n".join(example), tmp_path, monkeypatch)
    assert office.id == "example.office"
    assert office.waivers[0].until == Quarter(2026, 2)
