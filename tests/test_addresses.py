import pytest

from charter_audit.model import Office, Tier
from charter_audit.web.addresses import refusal, site, written

OFFICE = Office(
    "o", "দপ্তর", "Office", Tier.UPAZILA, "http://office.example:8080/", alt=("https://[2001:db8::1]:8443/x",)
)


@pytest.mark.parametrize(
    ("url", "request_line"),
    [
        ("http://office.example", "http://office.example/"),
        (" HTTP://Office.Example:80/a ", "http://office.example/a"),
        ("https://office.example:443/a?b=c#d", "https://office.example/a?b=c"),
        ("https://office.example:80/", "https://office.example:80/"),
        ("http://office.example/সনদ", "http://office.example/%E0%A6%B8%E0%A6%A8%E0%A6%A6"),
        ("http://office.example/%E0%A6%B8?q=স", "http://office.example/%E0%A6%B8?q=%E0%A6%B8"),
        ("http://office.example/a b[1]{2}|3", "http://office.example/a%20b%5B1%5D%7B2%7D%7C3"),
        ("http://office.example/100%/50%25/%zz", "http://office.example/100%25/50%25/%25zz"),
        (
            'http://office.example/l?f={"a":[1]}&g=1+2',
            "http://office.example/l?f=%7B%22a%22:%5B1%5D%7D&g=1+2",
        ),
        ("http://বাংলা.example/", "http://xn--54b7fta0cc.example/"),
        ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
        ("http://office.example/a\nb", "http://office.example/ab"),
    ],
)
def test_an_address_is_written_for_the_request_once(url: str, request_line: str) -> None:
    assert written(url) == request_line
    assert written(request_line) == request_line


@pytest.mark.parametrize(
    "url",
    [
        "http://[half/",
        "http://office.example:port/",
        "http://office.example:99999/",
        "http://a:0/",
        "http://a\x01b/",
        "http://a/\ud800",
    ],
)
def test_what_is_no_address_is_refused_loudly(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        written(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://other.example/",
        "https://other.example/",
        "http://other.example:443/",
        "https://other.example:80/",
        "http://office.example:8080/page",
        "https://[2001:db8::1]:8443/page",
        "http://other.example./",
    ],
)
def test_an_address_that_may_be_asked(url: str) -> None:
    assert refusal(written(url), OFFICE) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://office.example/", "scheme ftp"),
        ("file:///etc/hostname", "scheme file"),
        ("javascript:void(0)", "scheme javascript"),
        ("mailto:office@office.example", "scheme mailto"),
        ("site/page", "scheme missing"),
        ("", "scheme missing"),
        ("http:///page", "host missing or malformed"),
        ("http://a..example/", "host missing or malformed"),
        ("http://" + "a" * 64 + ".example/", "host missing or malformed"),
        ("http://user:word@office.example/", "a user name in the address"),
        ("http://user@office.example:8080/", "a user name in the address"),
        ("http://office.example:8081/", "port 8081"),
        ("http://other.example:8080/", "port 8080"),
        ("http://office.example:8443/", "port 8443"),
        ("http://office.example:22/", "port 22"),
    ],
)
def test_an_address_that_may_not_be_asked(url: str, why: str) -> None:
    try:
        address = written(url)
    except ValueError:
        assert why == "host missing or malformed"
    else:
        assert refusal(address, OFFICE) == why


def test_both_schemes_of_a_host_are_one_site_and_another_port_is_another() -> None:
    urls = ("http://a.example/x", "https://A.example:443/", "http://a.example:8080/")
    assert [site(written(url)) for url in urls] == ["a.example", "a.example", "a.example:8080"]
