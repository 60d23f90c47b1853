from __future__ import annotations

import pytest

from automation import pytest_plugin
from automation.errors import ScreenNotOpened
from automation.qa.recordings import without_secrets
from automation.qa.steps import name_the_step
from automation.redaction import STAND_IN, Redactor


class ApiConnections:
    def go_to_oauth_consumers(self):
        raise ScreenNotOpened("OAuth Consumers did not open.")


def failure(action, step=None):
    with pytest.raises(ScreenNotOpened) as caught:
        action()
    caught.value.step = step
    name_the_step(caught.value)
    return str(caught.value)


def test_a_screen_that_does_not_open_says_the_documented_step():
    assert failure(ApiConnections().go_to_oauth_consumers) == (
        "Step 4. Click OAuth Consumers: OAuth Consumers did not open."
    )


def test_a_step_that_is_known_already_is_kept():
    assert failure(ApiConnections().go_to_oauth_consumers, "2. Other").startswith("Step 2. Other: ")


def test_an_error_outside_all_screens_gets_no_step():
    def elsewhere():
        raise ScreenNotOpened("Something.")

    assert failure(elsewhere) == "Something."


def test_pytest_playwright_s_own_fixtures_are_not_overridden():
    own = {name for name in vars(pytest_plugin) if not name.startswith("_")}

    assert own.isdisjoint({"page", "context", "new_context", "browser", "browser_context_args", "playwright"})


def test_known_and_probable_secrets_leave_no_report_and_names_of_files_stay():
    redactor = Redactor()
    redactor.add("correct horse")
    text = "typed 'correct horse', shown q8Wz2LmN0pR4tY6uIb, in test_a_form_can_be_filled_2_times.py"

    assert without_secrets(text, redactor) == (
        f"typed '{STAND_IN}', shown {STAND_IN}, in test_a_form_can_be_filled_2_times.py"
    )
