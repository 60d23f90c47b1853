from __future__ import annotations

import os
from typing import TYPE_CHECKING

import keyring
import pyrage
import pytest
from keyring.backend import KeyringBackend

from automation.credential import Credential
from automation.redaction import Secret
from automation.vaults import Vault, open_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def _made(name: str = "ERP bridge", company: str = "Planta Norte", **changes: object) -> Credential:
    values = {
        "tenant": "https://one.fracttal.com",
        "key": "KEY0123456789abcde",
        "secret": Secret("Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA"),
        "grant_type": "client_credentials",
        "permission_group": "Reportes",
        "created_at": "2025-01-31 10:20",
        **changes,
    }
    if isinstance(values["secret"], str):
        values["secret"] = Secret(values["secret"])
    return Credential(name=name, company=company, **values)  # type: ignore[arg-type]


@pytest.fixture
def made() -> Callable[..., Credential]:
    """Makes a credential, with changes by field name."""
    return _made


class MemoryKeyring(KeyringBackend):
    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def age_pair(tmp_path: Path) -> tuple[Path, str]:
    pair = pyrage.x25519.Identity.generate()
    identity = tmp_path / "key.txt"
    identity.write_text(f"# made for a test\n{pair}\n")
    return identity, str(pair.to_public())


@pytest.fixture(scope="session")
def moto_server() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def aws(moto_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    import requests

    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "AWS_ENDPOINT_URL": moto_server,
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    requests.post(f"{moto_server}/moto-api/reset", timeout=10).raise_for_status()
    return moto_server


@pytest.fixture(params=["dotenv", "json", "age", "keyring", "aws-secretsmanager"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Vault]:
    """Opens a vault of each kind anew, as another run of the program would."""
    kind = request.param
    identity = None
    if kind == "keyring":
        request.getfixturevalue("memory_keyring")
        target = "fracttal"
    elif kind == "aws-secretsmanager":
        request.getfixturevalue("aws")
        target = "fracttal/test"
    elif kind == "age":
        identity, recipient = request.getfixturevalue("age_pair")
        target = f"sealed?recipient={recipient}"
    else:
        target = {"dotenv": "kept.env", "json": "kept.json"}[kind]
    return lambda: open_vault(f"{kind}:{target}", base=tmp_path, identity=identity)
