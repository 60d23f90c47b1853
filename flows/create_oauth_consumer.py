"""The article, replayed: create an OAuth consumer and bring back its key and secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.errors import NothingToChoose
from automation.screens import ConsumerForm, OAuthConsumers
from flows.adopt import taken_up
from flows.entering import (
    choose_settings,
    click_api_connections,
    click_oauth_consumers,
    sign_in_and_open_the_menu,
)
from flows.runner import Flow, Go
from flows.save_once import save_once
from flows.settle import back_to_list

if TYPE_CHECKING:
    from flows.context import CreateRun


def click_the_plus(run: CreateRun) -> Go | None:
    """Click the + button to add a consumer."""
    consumers = run.screen_as(OAuthConsumers)
    if taken_up(run, consumers):
        return Go.NO_FURTHER
    run.screen = OAuthConsumers(run.app).go_to_new()
    return Go.ON


def fill_the_fields(run: CreateRun) -> Go | None:
    """Fill the fields marked A to D."""
    try:
        run.screen_as(ConsumerForm).fill(run.request)
    except NothingToChoose:
        # What did not load is asked for once more, as a person would: back to the list, and the form again.
        form = back_to_list(run).go_to_new()
        form.fill(run.request)
        run.screen = form
    if run.dry_run:
        run.result.status = "planned"
        return Go.NO_FURTHER
    return Go.ON


def click_save(run: CreateRun) -> None:
    """Click Save, and keep the key and the secret."""
    save_once(run, run.screen_as(ConsumerForm))


FLOW: Flow[CreateRun] = Flow.of(
    "create",
    sign_in_and_open_the_menu,
    choose_settings,
    click_api_connections,
    click_oauth_consumers,
    click_the_plus,
    fill_the_fields,
    click_save,
    once=(click_save,),
)
