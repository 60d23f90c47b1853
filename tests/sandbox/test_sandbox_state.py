from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from automation.sandbox import SandboxOptions
from automation.sandbox.names import DOCUMENTED_GROUPS
from automation.sandbox.state import TenantState


def credentials(state):
    return [(one.key, one.secret) for one in state.consumers]


def test_the_same_seed_makes_the_same_tenant_and_another_seed_another():
    first, again, other = (TenantState(SandboxOptions(consumers=5, seed=seed)) for seed in (7, 7, 8))
    assert credentials(first) == credentials(again)
    assert first.accounts == again.accounts
    assert set(credentials(first)).isdisjoint(credentials(other))
    assert first.accounts[0].password != other.accounts[0].password


def test_tenants_share_no_state():
    first, second = TenantState(SandboxOptions()), TenantState(SandboxOptions())
    first.delete_consumer(next(iter(first.consumers)))
    first.set_look(appearance={"dropdown": "menu"})
    assert len(second.consumers) == 1
    assert second.harm == []
    assert second.appearance["dropdown"] == "select"


def test_keys_have_18_and_secrets_32_letters_and_digits():
    for key, secret in credentials(TenantState(SandboxOptions(consumers=200))):
        assert (len(key), len(secret)) == (18, 32)
        assert (key + secret).isalnum()
        assert (key + secret).isascii()


@pytest.mark.parametrize("count", [1, 5, 40, 300, 5000])
def test_there_are_as_many_permission_groups_as_asked_for_and_none_twice(count):
    names = [group.name for group in TenantState(SandboxOptions(groups=count)).groups]
    assert len(set(names)) == len(names) == count
    assert set(DOCUMENTED_GROUPS[:count]) <= set(names)


def test_of_300_groups_reportes_is_beyond_the_first_200_beside_its_near_duplicate():
    names = [group.name for group in TenantState(SandboxOptions(groups=300)).groups]
    assert names.index("Reportes") > 200
    assert names[names.index("Reportes") + 1] == "Reportes (solo lectura)"


def test_several_accounts_have_five_companies_each_of_their_own():
    state = TenantState(SandboxOptions(accounts=4, consumers=3))
    assert [account.email for account in state.accounts] == [f"ops{n}@fracttal.example" for n in (1, 2, 3, 4)]
    assert [len(account.companies) for account in state.accounts] == [5] * 4
    assert len({company.name for company in state.companies}) == len({one.id for one in state.companies}) == 20
    assert len(state.consumers) == 60


def test_several_accounts_share_the_companies_that_were_named():
    state = TenantState(SandboxOptions(accounts=2, companies=("Planta Norte", "Planta Sur")))
    assert state.accounts[0].companies == state.accounts[1].companies
    assert [company.name for company in state.companies] == ["Planta Norte", "Planta Sur"]


def test_consumers_created_from_many_threads_are_all_there_and_all_different():
    state = TenantState(SandboxOptions(consumers=0))
    create = lambda n: state.create_consumer(state.companies[0], state.groups[0], name=f"c{n}")  # noqa: E731
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(create, range(400)))
    assert len({one.id for one in made}) == len({one.key for one in made}) == len(state.consumers) == 400


def test_no_secret_is_in_what_values_print():
    state = TenantState(SandboxOptions())
    consumer, account = next(iter(state.consumers)), state.accounts[0]
    session = state.sessions.sign_in(account.email, account.password)
    printed = repr((consumer, account, session))
    for secret in (consumer.secret, account.password, account.totp_secret, session.token, session.hint):
        assert secret not in printed
