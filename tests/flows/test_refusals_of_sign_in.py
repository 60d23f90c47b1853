from __future__ import annotations

import pyotp
import pytest

from automation.redaction import Secret
from automation.sandbox import Sandbox
from flows.sign_in import _long_enough
from tests.flows.conftest import Operator, Start, made


def attempts(tenant: Sandbox) -> int:
    return tenant.state.snapshot()["sign_in_attempts"].get(tenant.email, 0)


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_a_refused_password_is_tried_exactly_once(start: Start, operator: Operator, variant: str) -> None:
    tenant = start(appearance={"variant": variant})
    result = operator.create(tenant, config=operator.config(tenant, password=Secret("not-the-password-9")))
    assert (result.exit_code, result.status) == (3, "refused")
    assert result.error is not None
    assert result.error["kind"] == "wrong_password"
    assert result.error["step"] == "1. Sign in and click the menu at the top right"
    assert "Usuario o clave no válida" in result.error["message"]
    assert "Check FRACTTAL_EMAIL and FRACTTAL_PASSWORD" in result.error["message"]
    assert attempts(tenant) == 1
    assert made(tenant) == {}


def test_a_locked_account_is_named_as_locked(start: Start, operator: Operator) -> None:
    tenant = start()
    tenant.state.lock_account(tenant.email)
    result = operator.create(tenant)
    assert (result.exit_code, result.error and result.error["kind"]) == (3, "account_locked")
    assert result.error is not None
    assert "an administrator of the tenant unlocks it" in result.error["message"]
    assert attempts(tenant) == 1


def test_too_many_tries_ask_for_a_pause(start: Start, operator: Operator) -> None:
    tenant = start()
    for _ in range(10):
        with pytest.raises(Exception):  # noqa: B017,PT011 -- the sandbox's own refusal
            tenant.state.sessions.sign_in(tenant.email, "wrong")
    tenant.state.sessions._wrong.clear()  # ten failed tries without the lock that five in a row bring
    result = operator.create(tenant)
    assert (result.exit_code, result.error and result.error["kind"]) == (3, "account_locked")
    assert result.error is not None
    assert "Wait some minutes before signing in again" in result.error["message"]
    assert attempts(tenant) == 11


def test_two_factor_without_a_seed_says_both_ways_out(start: Start, operator: Operator) -> None:
    tenant = start(two_factor=True)
    result = operator.create(tenant)
    assert (result.exit_code, result.error and result.error["kind"]) == (3, "two_factor_needed")
    assert result.error is not None
    assert "FRACTTAL_TOTP_SECRET" in result.error["message"]
    assert "fracttal-flows login" in result.error["message"]


def test_a_wrong_seed_is_tried_once(start: Start, operator: Operator) -> None:
    tenant = start(two_factor=True)
    result = operator.create(tenant, config=operator.config(tenant, totp_secret=Secret("JBSWY3DPEHPK3PXP")))
    assert (result.exit_code, result.error and result.error["kind"]) == (3, "two_factor_needed")
    assert result.error is not None
    assert "this machine's clock" in result.error["message"]
    assert attempts(tenant) == 1


def test_a_seed_that_is_no_base32_is_refused(start: Start, operator: Operator) -> None:
    tenant = start(two_factor=True)
    result = operator.create(tenant, config=operator.config(tenant, totp_secret=Secret("not base 32 !")))
    assert result.exit_code == 3
    assert result.error is not None
    assert "no code could be made" in result.error["message"]
    assert "base 32" not in result.error["message"].lower().replace("base32", "")


def test_the_right_seed_signs_in(start: Start, operator: Operator) -> None:
    tenant = start(two_factor=True)
    result = operator.create(tenant, config=operator.config(tenant, totp_secret=Secret(tenant.totp_secret)))
    assert (result.exit_code, result.status) == (0, "created")
    assert len(made(tenant)) == 1


def test_a_seed_of_eighty_bits_makes_the_codes_that_other_programs_make() -> None:
    # RFC 6238's own secret is longer; this one is what most services hand out, its code by RFC 4226's formula
    assert pyotp.TOTP(_long_enough("jbsw y3dp ehpk 3pxp")).at(59) == "996554"
    assert pyotp.TOTP(_long_enough("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), digits=8).at(59) == "94287082"
