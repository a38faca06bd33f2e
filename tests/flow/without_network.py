"""Run the command line and write down every attempt to leave this machine.

    python without_network.py LOG [arguments of the command line]

MODULE, in the environment, names another command line than that of `pipelines`.

An audit hook sees each look-up and connection that Python code makes, whatever the
library, and cannot be taken off again. Each attempt is logged and refused.
"""

from __future__ import annotations

import ipaddress
import os
import runpy
import sys
from pathlib import Path

LOG = Path(sys.argv[1])
LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
CONNECTIONS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def is_local(host: object) -> bool:
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_to_leave(event: str, arguments: tuple[object, ...]) -> None:
    if event in LOOK_UPS:
        host = arguments[0]
    elif event in CONNECTIONS and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not is_local(host):
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"{event} {host}\n")
        raise OSError(f"no network here: {event} {host}")


LOG.touch()
sys.addaudithook(refuse_to_leave)
sys.argv = ["saydo", *sys.argv[2:]]
runpy.run_module(
    os.environ.get("MODULE", "pipelines"), run_name="__main__", alter_sys=True
)
