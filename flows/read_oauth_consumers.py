"""The article's steps 1 to 4, and then a look at what exists instead of a new consumer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.errors import ConsumerNotFound
from automation.screens import OAuthConsumers
from flows.adopt import adopt
from flows.entering import (
    choose_settings,
    click_api_connections,
    click_oauth_consumers,
    sign_in_and_open_the_menu,
)
from flows.runner import Flow

if TYPE_CHECKING:
    from automation.screens.consumer_list import ConsumerRow
    from flows.context import CreateRun, Run

ENTERING = (sign_in_and_open_the_menu, choose_settings, click_api_connections, click_oauth_consumers)


def list_flow(found: list[ConsumerRow]) -> Flow[Run]:
    """Return the flow that reads the whole list.

    Args:
        found: Gets the rows.
    """

    def read_the_list(run: Run) -> None:
        """Read the list to its end."""
        found[:] = run.screen_as(OAuthConsumers).rows.everything()

    return Flow.of("list", *ENTERING, read_the_list)


def open_the_consumer(run: CreateRun) -> None:
    """Open the consumer, and keep the key and the secret."""
    consumers = run.screen_as(OAuthConsumers)
    rows = consumers.rows.find(run.request.name)
    if not rows:
        raise ConsumerNotFound(f"The tenant has no consumer “{run.request.name}”. `fracttal-flows list` shows all.")
    adopt(run, consumers, rows)
    run.result.status = "reused"


READ: Flow[CreateRun] = Flow.of("read", *ENTERING, open_the_consumer)
