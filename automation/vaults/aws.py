"""`aws-secretsmanager:PREFIX`: AWS Secrets Manager, one secret a consumer.

Region and identity come from where every AWS program takes them: AWS_REGION, AWS_PROFILE, the machine's role, …
"""

from __future__ import annotations

import logging
import re
import secrets
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3
import botocore.session
from botocore.config import Config as ClientConfig
from botocore.exceptions import BotoCoreError, ClientError

from automation.errors import VaultUnusable
from automation.names import slug
from automation.vaults.entries import as_json, from_json, label, short_name
from automation.vaults.place import VaultPlace, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from automation.credential import Credential

_PATIENCE = ClientConfig(connect_timeout=10, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 4})


@cache
def _descriptions() -> Any:
    """Return AWS's own descriptions of its services, read once: for many consumers that is most of the time."""
    return botocore.session.get_session().get_component("data_loader")


class SecretsManagerVault:
    """Credentials in AWS Secrets Manager, as JSON.

    Needs CreateSecret, DescribeSecret, PutSecretValue, GetSecretValue, RestoreSecret, and DeleteSecret for the probe.

    Args:
        place: Its target is what the secrets' names begin with.
    """

    def __init__(self, place: VaultPlace) -> None:
        place.allow()
        if not re.fullmatch(r"[A-Za-z0-9/_+=.@-]{1,200}", place.target):
            raise VaultUnusable(f'"{place.target}" cannot begin the name of an AWS secret: letters, digits and /_+=.@-')
        self._place = place
        self._made: Any = None

    def check(self) -> None:
        name, value = f"{self._place.target}/probe-{secrets.token_hex(4)}", secrets.token_hex(8)
        with self._told():
            self._client.create_secret(Name=name, SecretString="{}", Description="A probe of fracttal-flows")
        try:
            with self._told():
                self._client.put_secret_value(SecretId=name, SecretString=value)
                came_back = self._client.get_secret_value(SecretId=name)["SecretString"]
        finally:
            with self._told(f'; the probe "{name}" is still there and can be deleted'):
                self._client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
        if came_back != value:
            raise VaultUnusable("AWS Secrets Manager took a probe and gave something else back")

    def put(self, credential: Credential) -> str:
        name, text = self._name(credential.tenant, credential.company, credential.name), as_json(credential)
        about = f"OAuth consumer {label(credential.tenant, credential.company, credential.name)}"[:2048]
        with self._told():
            try:
                self._client.create_secret(Name=name, SecretString=text, Description=about)
            except (
                self._client.exceptions.ResourceExistsException,
                self._client.exceptions.InvalidRequestException,  # somebody scheduled it for deletion
            ):
                if "DeletedDate" in self._client.describe_secret(SecretId=name):
                    self._client.restore_secret(SecretId=name)
                self._client.put_secret_value(SecretId=name, SecretString=text)
        return self._place.reference(name)

    def get(self, reference: str) -> Credential:
        name = entry_of(reference)
        kept = self._kept(name)
        if kept is None:
            raise VaultUnusable(f'AWS Secrets Manager has no secret "{name}" in {self._client.meta.region_name}')
        return from_json(kept, reference)

    def find(self, tenant: str, company: str, name: str, key: str = "") -> str | None:
        entry = self._name(tenant, company, name)
        kept, reference = self._kept(entry), self._place.reference(entry)
        return reference if kept and key in ("", from_json(kept, reference).key) else None

    def _name(self, tenant: str, company: str, name: str) -> str:
        host = slug(urlsplit(tenant).netloc or tenant)
        return f"{self._place.target}/{host}/{short_name(tenant, company, name)}"

    def _kept(self, name: str) -> str | None:
        with self._told():
            try:
                return str(self._client.get_secret_value(SecretId=name)["SecretString"])
            except (
                self._client.exceptions.ResourceNotFoundException,
                self._client.exceptions.InvalidRequestException,  # scheduled for deletion
            ):
                return None

    @property
    def _client(self) -> Any:
        if self._made is None:
            logging.getLogger("botocore").setLevel(logging.INFO)  # at DEBUG it writes request bodies, secrets included
            # A session of its own: boto3's shared one remembers the identity of whoever came first.
            session = botocore.session.get_session()
            session.register_component("data_loader", _descriptions())
            self._made = boto3.Session(botocore_session=session).client("secretsmanager", config=_PATIENCE)
        return self._made

    @contextmanager
    def _told(self, what_then: str = "") -> Iterator[None]:
        try:
            yield
        except ClientError as exc:
            said = "{Code} {Message}".format_map(exc.response["Error"])
            raise VaultUnusable(f"AWS Secrets Manager refused {exc.operation_name}: {said}{what_then}") from exc
        except BotoCoreError as exc:
            raise VaultUnusable(f"AWS Secrets Manager cannot be used: {exc}{what_then}") from exc
