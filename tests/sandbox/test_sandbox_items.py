from __future__ import annotations

import pytest

from automation.sandbox.tokens import REQUESTS_PER_MINUTE


@pytest.fixture
def api(visit):
    """Read items with a consumer of a permission group."""
    visitor = visit(companies=("Planta Norte",))

    def reader(group="Reportes"):
        consumer = visitor.save(permission_group=visitor.group(group)).json()
        form = {"grant_type": "client_credentials"}
        answer = visitor.post("/oauth/token", auth=(consumer["key"], consumer["secret"]), data=form).json()
        bearer = {"Authorization": f"Bearer {answer['access_token']}"}
        return lambda path="/api/items/", method="GET", **query: visitor.http.request(
            method, path, params=query, headers=bearer
        )

    return reader


@pytest.mark.parametrize("group", ["Reportes", "Integraciones"])
def test_groups_that_open_items_read_them_in_pages(api, group):
    read = api(group)
    ids = []
    for start in (0, 100, 200):
        answer = read(start=start, limit=1000).json()
        assert (answer["success"], answer["total"]) == (True, 130)
        ids.append([item["id"] for item in answer["data"]])
    assert [len(page) for page in ids] == [100, 30, 0]
    assert len({item for page in ids for item in page}) == 130
    assert len(read("/api/items", limit=1).json()["data"]) == 1


def test_a_group_that_does_not_open_items_is_told_so(api):
    answer = api("Solo Activos")(limit=1)
    assert (answer.status_code, answer.json()["success"]) == (401, False)
    assert answer.json()["message"] == "UNAUTHORIZED_ENDPOINT"


def test_the_documented_codes(api, visit):
    read = api()
    assert read(limit="x").status_code == read(start="-1").status_code == read(start="9" * 5000).status_code == 400
    assert read("/api/nothing/").status_code == 404
    assert read(method="POST").status_code == 405
    assert visit().get("/api/items/").status_code == 401
    for answer in (read(limit="x"), read("/api/nothing/"), read(method="DELETE")):
        assert answer.json()["success"] is False


def test_two_hundred_requests_a_minute_are_allowed_to_a_company(api, clock):
    read, other = api(), api("Solo Activos")
    first = read(limit=1)
    assert (first.headers["ratelimit-limit"], first.headers["ratelimit-remaining"]) == ("200", "199")
    clock.forward(seconds=20)
    codes = {(read if turn % 2 else other)(limit=1).status_code for turn in range(REQUESTS_PER_MINUTE - 1)}
    assert codes == {200, 401}
    refused = read(limit=1)
    assert refused.status_code == 406
    assert (refused.headers["ratelimit-remaining"], refused.headers["ratelimit-reset"]) == ("0", "40")
    clock.forward(seconds=40)
    assert read(limit=1).status_code == 200
