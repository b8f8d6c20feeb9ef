"""What an address is, and what it tells: made-up hosts, forms of the three platforms."""

import pytest

from charter_audit import address

UUID = "d08236a9-b2c0-4b93-934b-f0274e91587a"
HEX = "6922d8a5933eb65569df9880"
MD5 = "0123456789abcdef0123456789abcdef"
AT = f"https://office.gov.bd/site/page/{UUID}/-"
STORE = "https://objectstorage.ap-dcc-gazipur-1.oraclecloud15.com/n/a/b/V2Ministry/o"


@pytest.mark.parametrize(
    ("href", "joined"),
    [
        ("/site/page/x", "https://office.gov.bd/site/page/x"),
        ("  /a\n", "https://office.gov.bd/a"),
        ("b", f"https://office.gov.bd/site/page/{UUID}/b"),
        ("//files.gov.bd/a.pdf", "https://files.gov.bd/a.pdf"),
        ("http://office.gov.bd:8080/a#part", "http://office.gov.bd:8080/a"),
        ("/", "https://office.gov.bd/"),
        ("", None),
        ("#", None),
        ("#part", None),
        ("nolink/-", None),
        ("nolink/104133", None),
        ("/nolink/শাখা", None),
        ("/bn/nolink/x", None),
        ("/bn/#", None),
        ("/bn/javascript:void(0)", None),
        ("[front]", None),
        ("javascript:;", None),
        ("viber://forward?text=x", None),
        ("mailto:dc@office.gov.bd", None),
        ("tel:16122", None),
        ("http://", None),
        ("http://[front]", None),
        ("http://office.gov.bd:99999999/", None),
    ],
)
def test_joining(href: str, joined: str | None) -> None:
    assert address.join(AT, href) == joined


@pytest.mark.parametrize(
    ("href", "dead"),
    [
        ("/", True),
        ("/bn", True),
        ("/bn/", True),
        ("/en/", True),
        ("http://www.office.gov.bd", True),
        ("http://office.portal.gov.bd/", True),
        (None, True),
        ("http://grs.gov.bd", False),
        ("http://office.gov.bd:8080", False),
        ("/bn/site/page/x", False),
        ("/site/view/notices", False),
    ],
)
def test_the_own_front_page_is_no_target(href: str | None, dead: bool) -> None:
    assert (address.target(AT, href) is None) is dead


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Office.GOV.bd/a", "office.gov.bd"),
        ("http://office.gov.bd:80", "office.gov.bd"),
        ("https://office.gov.bd:443", "office.gov.bd"),
        ("http://office.gov.bd:443", "office.gov.bd:443"),
        ("https://office.portal.gov.bd", "office.gov.bd"),
        ("https://file-rajshahi.portal.gov.bd/x", "file-rajshahi.portal.gov.bd"),
        ("https://file.portal.gov.bd/x", "file.portal.gov.bd"),
        ("http://127.0.0.1:8123/", "127.0.0.1:8123"),
        ("http://[::1]:8123/", "[::1]:8123"),
        ("not an address", ""),
        ("http://office.gov.bd:x/", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert address.host_key(url) == host


def test_no_host_is_like_another() -> None:
    assert address.same_host("http://www.a.gov.bd", "https://a.portal.gov.bd/x")
    assert not address.same_host("nothing", "nothing")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"https://a.gov.bd/site/page/{UUID}/চার্টার", f"http://www.a.gov.bd/site/page/{UUID}/-"),
        (f"https://a.gov.bd/site/page/{UUID}", f"https://a.portal.gov.bd/site/office_citizen_charter/{UUID}/nolink/nolink/"),
        (f"https://a.gov.bd/site/page/{UUID}/\ufffd", f"https://a.gov.bd/site/page/{UUID}/a/b/<b>"),
        ("https://a.gov.bd/bn/site/page/tAfW-নাম", "https://a.gov.bd/en/site/page/tAfW-name"),
        ("https://a.gov.bd/bn/site/FieldOffice/abcd-x", "https://a.gov.bd/bn/site/field_office/abcd-y"),
        (f"https://a.gov.bd/pages/notices/{HEX}", f"http://b.gov.bd/pages/notices/নাম-880924-{HEX}"),
        ('https://a.gov.bd/pages/reports?filters={"a":"b"}', "https://a.gov.bd/pages/reports?filters=%7B%22a%22%3A%20%22b%22%7D"),
        ("https://a.gov.bd/site/view/notices", "http://a.gov.bd/site/view/notices/-"),
        ("https://a.gov.bd/site/view/officer_list_category/-", "https://a.gov.bd/site/view/officer_list_category/[front]"),
        ("https://a.gov.bd/uploader/server/../../sites/x.pdf", "https://a.gov.bd//sites/x.pdf"),
        ("https://a.gov.bd/%E0%A6%95", "https://a.gov.bd/ক"),
        ("https://a.gov.bd/x.pdf?v=1", "https://a.gov.bd/x.pdf"),
    ],
)  # fmt: skip
def test_one_thing(one: str, other: str) -> None:
    assert address.key(one) == address.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"https://a.gov.bd/site/page/{UUID}", f"https://b.gov.bd/site/page/{UUID}"),
        ("https://a.gov.bd/bn/site/page/চার্টার", "https://a.gov.bd/bn/site/page/সনদ"),
        ("https://a.gov.bd/pages/notices", "https://a.gov.bd/pages/notices?archived=true"),
        ("https://a.gov.bd/pages/notices", "https://a.gov.bd/pages/notices?page=2"),
        ("https://a.gov.bd/pages/notices", "https://a.gov.bd/pages/office-orders"),
        ("https://a.gov.bd/site/view/officer_list_category/1", "https://a.gov.bd/site/view/officer_list_category/2"),
        ("https://a.gov.bd:8081/x", "https://a.gov.bd/x"),
        ("https://a.gov.bd/x?id=1", "https://a.gov.bd/x?id=2"),
    ],
)
def test_two_things(one: str, other: str) -> None:
    assert address.key(one) != address.key(other)


def test_what_is_no_utf8_stays() -> None:
    assert address.path_of("https://a.gov.bd/%FF/%E0%A6%95") == "/%FF/ক"


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (f"/sites/default/files/files/a.portal.gov.bd/page/x/2023-12-10-09-41-{MD5}.pdf", ("2023-12-10", "2023-12-10")),
        (f"/sites/default/files/files/a.portal.gov.bd/page/x/2023-12-31-19-00-{MD5}.pdf", ("2023-12-31", "2024-01-01")),
        ("/uploads/a//b/c/629e06c5d54ab023383732.png", ("2022-06-06", "2022-06-06")),
        (f"/o/office-a/2026/5/{UUID}.pdf", ("2026-05-01", "2026-05-31")),
        (f"/o/office-a/2025/12/{UUID}.pdf", ("2025-12-01", "2025-12-31")),
        (f"/o/office-a/2024/12/{MD5}.pdf", None),
        (f"/files/a.gov.bd/page/x/{MD5}.pdf", None),
        (f"/x/2023-13-10-09-41-{MD5}.pdf", None),
        (f"/x/2023-02-30-09-41-{MD5}.pdf", None),
        ("/uploads/a/629e06c5fffff023383732.png", None),
        (f"/o/office-a/2026/13/{UUID}.pdf", None),
        ("/x/letter-2023-10-04.pdf", None),
    ],
)  # fmt: skip
def test_days_of_upload(path: str, span: tuple[str, str] | None) -> None:
    told = address.uploaded(f"https://files.gov.bd{path}")
    assert (told and (told[0].isoformat(), told[1].isoformat())) == span


@pytest.mark.parametrize(
    ("url", "owner", "file"),
    [
        (f"{STORE}/office-cabinet/2024/12/{MD5}.pdf", "office-cabinet", True),
        ("https://a.gov.bd/sites/default/files/files/a.portal.gov.bd/page/x/y.jpg", "a.portal.gov.bd", True),
        ("https://file-rajshahi.portal.gov.bd/files/b.gov.bd/page/x/y.pdf", "b.gov.bd", True),
        ("https://file-rajshahi.portal.gov.bd/uploads/x/y", "", True),
        ("https://a.gov.bd/charter.PDF", "", True),
        (f"https://a.gov.bd/site/files/{UUID}/charter", "", False),
        ("https://a.gov.bd/", "", False),
    ],
)
def test_files_and_their_owners(url: str, owner: str, file: bool) -> None:
    assert (address.owner_of_file(url), address.is_file(url)) == (owner, file)


def test_setting_a_parameter_keeps_the_others() -> None:
    assert (
        address.with_query("https://a.gov.bd/pages/notices?page=1&x=", page="2")
        == "https://a.gov.bd/pages/notices?page=2&x="
    )
