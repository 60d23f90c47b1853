"""Tests of the settings UI as a QA engineer writes them: one screen, one question."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from automation.screens import ConsumerRequest


@pytest.mark.parametrize(
    "language", [pytest.param(one, marks=pytest.mark.fracttal(language=one)) for one in ("en", "fr")]
)
def test_the_menu_opens_in_each_language(user_menu, language):
    assert user_menu.app.labels.language == language
    expect(user_menu.settings.find()).to_be_visible()


@pytest.mark.fracttal(consumers=120)
def test_a_long_list_is_read_to_its_end(oauth_consumers):
    assert oauth_consumers.rows.total() == len(oauth_consumers.rows.everything()) == 120


@pytest.mark.fracttal(theme="dark", appearance={"variant": "live"})
def test_a_saved_consumer_is_in_the_tenant(consumer_form, tenant):
    consumer_form.fill(ConsumerRequest(name="ERP bridge", permission_group="Reportes"))
    expect(consumer_form.save.find()).to_be_enabled()
    consumer_form.save.click()
    expect(consumer_form.credentials.key).to_be_visible()
    assert tenant.sandbox.state.saves == 1
