"""nginx before a built folder, where it is installed: its configuration."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from rig.build import TOGETHER


def program() -> str | None:
    """Where nginx is, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def configure(folder: Path, hosts: Sequence[str], port: int) -> Path:
    """Writes nginx.conf: every address its own site, over TLS, bodies compressed beforehand."""
    blocks = [
        _server(folder, hosts[first : first + TOGETHER], port, first // TOGETHER)
        for first in range(0, len(hosts), TOGETHER)
    ]
    places = len(hosts) + 4096
    text = f"""daemon off;
user {folder.owner()};
worker_processes 2;
worker_rlimit_nofile {places};
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections {places}; }}
http {{
    access_log off;
    default_type text/html;
    charset utf-8;
    gzip_static on;
    sendfile on;
    tcp_nopush on;
    open_file_cache max=5000;
{_scratch(folder)}{"".join(blocks)}}}
"""
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


def _scratch(folder: Path) -> str:
    """Where what nginx never uses here is kept: its own places may not be ours to write."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"    {kind}_temp_path {folder / 'scratch'};\n" for kind in kinds)


def _server(folder: Path, hosts: Sequence[str], port: int, number: int) -> str:
    listens = " ".join(f"listen {host}:{port} ssl;" for host in hosts)
    pem = folder / "certs" / f"{number}.pem"
    return (
        f"    server {{ {listens} root {folder}/hosts/$server_addr; ssl_certificate {pem}; ssl_certificate_key {pem};\n"
        "        location / { try_files $uri/index.html =404; } }\n"
    )
