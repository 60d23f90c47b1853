from __future__ import annotations

import json
import logging

import boto3
import pytest

from automation.errors import VaultUnusable
from automation.vaults import open_vault


@pytest.fixture
def client(aws: str):
    return boto3.client("secretsmanager")


def test_a_secret_is_named_after_tenant_company_and_consumer(tmp_path, made, client):
    reference = open_vault("aws-secretsmanager:fracttal/prod", base=tmp_path).put(made())
    name = reference.partition("#")[2]
    assert name.startswith("fracttal/prod/one-fracttal-com/planta-norte-erp-bridge-")
    assert json.loads(client.get_secret_value(SecretId=name)["SecretString"])["key"] == "KEY0123456789abcde"
    assert client.describe_secret(SecretId=name)["Description"] == (
        "OAuth consumer one.fracttal.com/Planta Norte/ERP bridge"
    )


def test_a_check_leaves_no_probe(tmp_path, client):
    open_vault("aws-secretsmanager:fracttal", base=tmp_path).check()
    assert client.list_secrets(IncludePlannedDeletion=True)["SecretList"] == []


def test_putting_again_adds_a_version_and_no_second_secret(tmp_path, made, client):
    vault = open_vault("aws-secretsmanager:fracttal", base=tmp_path)
    vault.put(made())
    vault.put(made(secret="another-secret-0123456789"))
    (secret,) = client.list_secrets()["SecretList"]
    stages = client.list_secret_version_ids(SecretId=secret["Name"])["Versions"]
    assert sorted(stage for version in stages for stage in version["VersionStages"]) == ["AWSCURRENT", "AWSPREVIOUS"]


def test_a_secret_scheduled_for_deletion_is_brought_back(tmp_path, made, client):
    vault = open_vault("aws-secretsmanager:fracttal", base=tmp_path)
    reference = vault.put(made())
    client.delete_secret(SecretId=reference.partition("#")[2], RecoveryWindowInDays=7)
    assert vault.find("https://one.fracttal.com", "Planta Norte", "ERP bridge") is None
    assert vault.put(made(secret="another-secret-0123456789")) == reference
    assert vault.get(reference).secret.get_secret_value() == "another-secret-0123456789"


def test_without_a_region_the_check_says_so(tmp_path, aws, monkeypatch):
    monkeypatch.delenv("AWS_REGION")
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    with pytest.raises(VaultUnusable, match="must specify a region"):
        open_vault("aws-secretsmanager:fracttal", base=tmp_path).check()


def test_without_an_identity_the_check_says_so(tmp_path, aws, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(VaultUnusable, match="Unable to locate credentials"):
        open_vault("aws-secretsmanager:fracttal", base=tmp_path).check()


def test_an_address_that_does_not_answer_is_told(tmp_path, aws, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(VaultUnusable, match="Could not connect"):
        open_vault("aws-secretsmanager:fracttal", base=tmp_path).check()


def test_a_missing_permission_is_named(tmp_path, aws, monkeypatch):
    import requests

    iam = boto3.client("iam")
    iam.create_user(UserName="limited")
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    iam.put_user_policy(UserName="limited", PolicyName="p", PolicyDocument=json.dumps(policy))
    pair = iam.create_access_key(UserName="limited")["AccessKey"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", pair["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", pair["SecretAccessKey"])
    requests.post(f"{aws}/moto-api/reset-auth", data="0", timeout=10)
    try:
        with pytest.raises(VaultUnusable, match="not authorized to perform: secretsmanager:CreateSecret"):
            open_vault("aws-secretsmanager:fracttal", base=tmp_path).check()
    finally:
        requests.post(f"{aws}/moto-api/reset-auth", data="inf", timeout=10)


def test_a_name_that_aws_does_not_take_is_refused(tmp_path):
    with pytest.raises(VaultUnusable, match="cannot begin the name of an AWS secret"):
        open_vault("aws-secretsmanager:with space", base=tmp_path)


def test_not_even_a_log_at_debug_holds_the_secret(tmp_path, made, aws, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("botocore").setLevel(logging.NOTSET)
    open_vault("aws-secretsmanager:fracttal", base=tmp_path).put(made())
    assert "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA" not in caplog.text
