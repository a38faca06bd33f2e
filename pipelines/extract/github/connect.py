"""The client that the environment describes."""

from __future__ import annotations

import os
from collections.abc import Mapping

from pipelines.extract.github.addresses import addresses_from
from pipelines.extract.github.client import Client
from pipelines.extract.github.tokens import tokens_from
from pipelines.extract.github.transport import Transport
from pipelines.progress import Progress


def connect(progress: Progress, variables: Mapping[str, str] = os.environ) -> Client:
    """Return a client for the server and the token that the variables name.

    Raises:
        UsageError: An address is unsafe, or there is no token.
    """
    addresses = addresses_from(variables)
    tokens = tokens_from(variables, addresses)
    return Client(Transport(addresses, tokens, progress=progress))
