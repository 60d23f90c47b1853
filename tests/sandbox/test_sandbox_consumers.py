from __future__ import annotations

import pytest


def test_saving_gives_key_and_secret_and_lists_the_consumer(visit):
    visitor = visit()
    answer = visitor.save(" ERP bridge ", hub=True)
    assert answer.status_code == 201
    consumer = answer.json()
    assert (len(consumer["key"]), len(consumer["secret"])) == (18, 32)
    assert (consumer["name"], consumer["permission_group"], consumer["hub"]) == ("ERP bridge", "Reportes", True)
    assert consumer["created_at"] == "2026-11-23 19:20"
    row = visitor.get("/bff/oauth-consumers", params={"search": "ERP bridge"}).json()["data"][0]
    assert row == {
        name: consumer[name]
        for name in ("id", "name", "description", "grant_type", "permission_group", "created_at", "key")
    }
    assert visitor.get(f"/bff/oauth-consumers/{consumer['id']}").json() == consumer
    assert visitor.control()["saves"] == 1


def test_a_secret_shown_once_is_not_shown_again(visit):
    visitor = visit(secret_policy="shown-once")
    consumer = visitor.save().json()
    assert len(consumer["secret"]) == 32
    again = visitor.get(f"/bff/oauth-consumers/{consumer['id']}").json()
    assert (again["secret"], again["key"]) == (None, consumer["key"])


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"name": "  "}, ["name"]),
        ({"permission_group": "77777"}, ["permission_group"]),
        ({"grant_type": "password"}, ["grant_type"]),
        ({"grant_type": "authorization_code"}, ["callback_url"]),
        ({"name": None, "permission_group": None}, ["name", "permission_group"]),
    ],
)
def test_required_fields_are_named_and_nothing_is_created(visit, values, fields):
    visitor = visit()
    answer = visitor.save(**values)
    assert (answer.status_code, answer.json()["error"], answer.json()["fields"]) == (400, "required", fields)
    assert len(visitor.control()["consumers"]) == 1


def test_a_name_may_be_taken_twice_unless_the_tenant_minds(visit):
    visitor = visit()
    assert [visitor.save("Ámbar").status_code, visitor.save("Ámbar").status_code] == [201, 201]
    visitor.control(appearance={"unique_names": "on"})
    taken = visitor.save("  AMBAR")
    assert (taken.status_code, taken.json()["error"]) == (409, "name_taken")
    assert visitor.save("Ambar 2").status_code == 201


def test_only_the_super_administrator_creates_reads_and_deletes(visit):
    visitor = visit(super_admin=False)
    consumer = visitor.control()["consumers"][0]["id"]
    for answer in (
        visitor.save(),
        visitor.get(f"/bff/oauth-consumers/{consumer}"),
        visitor.http.delete(f"/bff/oauth-consumers/{consumer}"),
        visitor.get("/bff/api-key/secret"),
        visitor.post("/bff/api-key/secret"),
    ):
        assert (answer.status_code, answer.json()["error"]) == (403, "not_super_admin")
    assert visitor.get("/bff/oauth-consumers").json()["data"][0]["key"] is None
    assert visitor.control()["harm"] == []
    assert len(visitor.control()["consumers"]) == 1


def test_without_the_add_on_there_are_no_api_connections(visit):
    visitor = visit(add_on=False)
    assert visitor.get("/bff/bootstrap").json()["add_on"] is False
    for answer in (visitor.get("/bff/oauth-consumers"), visitor.get("/bff/permission-groups"), visitor.save()):
        assert (answer.status_code, answer.json()["error"]) == (403, "add_on_missing")


def test_without_the_hub_no_consumer_uses_it(visit):
    assert visit(hub=False).save(hub=True).json()["hub"] is False


def test_pages_of_a_large_list_hold_each_consumer_once(visit):
    visitor = visit(consumers=5000, groups=5000)
    seen, start = [], 0
    while True:
        answer = visitor.get("/bff/oauth-consumers", params={"start": start, "limit": 500}).json()
        assert answer["total"] == 5000
        if not answer["data"]:
            break
        seen += [row["id"] for row in answer["data"]]
        start += 500
    assert len(seen) == len(set(seen)) == 5000
    assert visitor.get("/bff/permission-groups").json()["total"] == 5000
    assert len(visitor.get("/bff/permission-groups", params={"limit": 9999}).json()["data"]) == 500


@pytest.mark.parametrize("query", [{"start": "-1"}, {"limit": "many"}, {"start": "9" * 5000}, {"limit": "1.5"}])
def test_a_page_that_is_no_number_is_refused(visit, query):
    answer = visit().get("/bff/oauth-consumers", params=query)
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


def test_searches_ignore_case_and_accents(visit):
    visitor = visit()
    visitor.save("Integración SÃO José", description="Nómina")
    assert visitor.names(search="sao jose") == ["Integración SÃO José"]
    assert visitor.names(search="NOMINA") == ["Integración SÃO José"]
    assert visitor.names(search="nothing like it") == []
    groups = visitor.get("/bff/permission-groups", params={"search": "tecnicos"}).json()
    assert [one["name"] for one in groups["data"]] == ["Técnicos"]


def test_harm_is_recorded(visit):
    visitor = visit()
    consumer = visitor.save().json()
    secret = visitor.get("/bff/api-key/secret").json()["secret"]
    assert visitor.get("/bff/api-key").json()["key"].isalnum()
    assert visitor.control()["harm"] == []
    assert visitor.post("/bff/api-key/secret").json()["secret"] != secret
    assert visitor.http.delete(f"/bff/oauth-consumers/{consumer['id']}").status_code == 200
    assert visitor.get(f"/bff/oauth-consumers/{consumer['id']}").status_code == 404
    assert visitor.control()["harm"] == ["api_secret_regenerated", "consumer_deleted"]
