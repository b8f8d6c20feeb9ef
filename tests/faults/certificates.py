"""TLS on loopback by a test's own authority, and the ways in which a certificate is wrong."""

import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

# Record and handshake headers, version 3.1, a random of zeros, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
SERVER_HELLO_OF_TLS_1_0 = bytes.fromhex("16030100 2a 02000026 0301" + "00" * 32 + "00 002f 00")
ALERT_PROTOCOL_VERSION = bytes.fromhex("15030100020246")
ALERT_HANDSHAKE_FAILURE = bytes.fromhex("15030300020228")
ALERT_INTERNAL_ERROR = bytes.fromhex("15030300020250")

Variant = Callable[[trustme.CA], ssl.SSLContext]


def good(authority: trustme.CA) -> ssl.SSLContext:
    return _with(authority.issue_cert(HOST))


def expired(authority: trustme.CA) -> ssl.SSLContext:
    return _with(authority.issue_cert(HOST, not_before=LONG_AGO, not_after=LONG_AGO + timedelta(days=90)))


def wrong_name(authority: trustme.CA) -> ssl.SSLContext:
    return _with(authority.issue_cert("*.another.example"))


def without_the_one_between(authority: trustme.CA) -> ssl.SSLContext:
    """A chain through an intermediate authority, of which only the server's own certificate is sent."""
    leaf = authority.create_child_ca().issue_cert(HOST)
    return _of(leaf.private_key_pem.bytes(), leaf.cert_chain_pems[0].bytes())


def of_unknown_root(_: trustme.CA) -> ssl.SSLContext:
    """Whole, but of an authority that nobody knows."""
    stranger = trustme.CA()
    leaf = stranger.issue_cert(HOST)
    return _of(leaf.private_key_pem.bytes(), leaf.cert_chain_pems[0].bytes() + stranger.cert_pem.bytes())


def self_signed(_: trustme.CA) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return _of(secret, made.public_bytes(pem))


VARIANTS: Mapping[str, Variant] = {
    made.__name__: made for made in (good, expired, wrong_name, without_the_one_between, of_unknown_root, self_signed)
}


def _with(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def _of(key: bytes, chain: bytes) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(key + chain)
        context.load_cert_chain(file)
    return context
