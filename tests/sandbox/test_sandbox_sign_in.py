from __future__ import annotations

import pyotp
import pytest


def test_the_right_password_signs_in(visit):
    visitor = visit(signed_in=False)
    answer = visitor.sign_in()
    assert answer.json() == {"next": "home"}
    bootstrap = visitor.get("/bff/bootstrap").json()
    assert bootstrap["signed_in"] is True
    assert bootstrap["user"] == {"name": "Fabián", "initials": "FA", "email": visitor.tenant.email}
    assert bootstrap["company"]["name"] == "FRACTTAL - Activación"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visit):
    cookie = visit(signed_in=False).sign_in().headers["set-cookie"]
    assert cookie.startswith("fracttal_session=")
    assert "httponly" in cookie.lower()
    assert "samesite=lax" in cookie.lower()


def test_nothing_is_told_to_somebody_who_is_not_signed_in(visit):
    visitor = visit(signed_in=False)
    for path in ("poll", "dashboard", "permission-groups", "oauth-consumers", "oauth-consumers/2001", "api-key"):
        answer = visitor.get(f"/bff/{path}")
        assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in"), path
    assert visitor.save().status_code == 401
    assert visitor.control()["saves"] == 0
    bootstrap = visitor.get("/bff/bootstrap").json()
    assert (bootstrap["signed_in"], bootstrap["user"], bootstrap["companies"]) == (False, None, [])


def test_a_second_sign_in_ends_the_first_session_of_the_account_only(visit):
    visitor = visit(accounts=2, companies=("Planta Norte",))
    other = visitor.tenant.accounts[1]
    with (
        visitor.another_browser() as second,
        visitor.another_browser() as third,
    ):
        third.post("/bff/signin", json={"email": other.email, "password": other.password})
        second.post("/bff/signin", json={"email": visitor.tenant.email, "password": visitor.tenant.password})
        assert visitor.get("/bff/poll").status_code == 401
        assert second.get("/bff/poll").status_code == 200
        assert third.get("/bff/poll").status_code == 200
    assert visitor.control()["sessions"] == 2


def test_five_wrong_passwords_lock_the_account_for_the_right_one_too(visit):
    visitor = visit(signed_in=False)
    wrong = [visitor.sign_in(password="nope") for _ in range(5)]
    assert [(one.status_code, one.json()["error"]) for one in wrong] == [(401, "bad_credentials")] * 5
    right = visitor.sign_in()
    assert (right.status_code, right.json()["error"]) == (423, "locked")
    assert visitor.control()["sign_in_attempts"] == {visitor.tenant.email: 6}


def test_a_right_password_forgives_the_wrong_ones_before(visit):
    visitor = visit(signed_in=False)
    for _ in range(3):
        for _ in range(4):
            visitor.sign_in(password="nope")
        assert visitor.sign_in().status_code == 200


def test_too_many_tries_are_refused_for_a_minute(visit, clock):
    visitor = visit(signed_in=False)
    answers = [visitor.sign_in(email="nobody@fracttal.example") for _ in range(11)]
    assert [one.status_code for one in answers] == [401] * 10 + [429]
    assert answers[-1].json()["error"] == "too_many_tries"
    assert answers[-1].headers["retry-after"] == "60"
    clock.forward(seconds=61)
    assert visitor.sign_in(email="nobody@fracttal.example").status_code == 401
    assert visitor.sign_in().status_code == 200


def test_an_e_mail_is_known_in_any_case_and_with_spaces_around(visit):
    visitor = visit(signed_in=False)
    assert visitor.sign_in(email=f"  {visitor.tenant.email.upper()} ").status_code == 200


def test_an_account_can_be_locked_from_a_test(visit):
    visitor = visit(signed_in=False)
    visitor.tenant.state.lock_account(visitor.tenant.email)
    assert visitor.sign_in().status_code == 423


def test_a_code_is_asked_for_and_only_the_right_one_opens(visit, clock):
    visitor = visit(signed_in=False, two_factor=True)
    assert visitor.sign_in().json() == {"next": "two-factor"}
    assert visitor.get("/bff/bootstrap").json()["signed_in"] is False
    assert visitor.get("/bff/dashboard").status_code == 401
    assert visitor.control()["sessions"] == 0
    totp = pyotp.TOTP(visitor.tenant.totp_secret)
    stale = visitor.post("/bff/two-factor", json={"code": totp.at(clock.now.timestamp() - 600)})
    assert (stale.status_code, stale.json()["error"]) == (401, "wrong_code")
    assert visitor.post("/bff/two-factor", json={"code": totp.at(clock.now)}).json() == {"next": "home"}
    assert visitor.get("/bff/dashboard").json()["work_orders"]["in_progress"] == 80
    assert visitor.post("/bff/two-factor", json={"code": totp.at(clock.now)}).status_code == 400


def test_a_half_done_sign_in_does_not_end_the_session_that_is_there(visit, clock):
    visitor = visit(signed_in=False, two_factor=True)
    visitor.sign_in()
    totp = pyotp.TOTP(visitor.tenant.totp_secret)
    visitor.post("/bff/two-factor", json={"code": totp.at(clock.now)})
    with visitor.another_browser() as second:
        second.post("/bff/signin", json={"email": visitor.tenant.email, "password": visitor.tenant.password})
        assert visitor.get("/bff/poll").status_code == 200
        second.post("/bff/two-factor", json={"code": totp.at(clock.now)})
        assert visitor.get("/bff/poll").status_code == 401


def test_a_user_of_several_companies_chooses_one_and_a_later_change_is_recorded(visit):
    visitor = visit(signed_in=False, companies=("Planta Norte", "Planta Sur"), consumers=2)
    assert visitor.sign_in().json() == {"next": "company"}
    north, south = visitor.get("/bff/bootstrap").json()["companies"]
    refused = visitor.get("/bff/oauth-consumers")
    assert (refused.status_code, refused.json()["error"]) == (403, "company_needed")

    visitor.post("/bff/company", json={"id": north["id"]}).raise_for_status()
    assert visitor.get("/bff/bootstrap").json()["company"] == north
    assert visitor.save("Only in the north").status_code == 201
    assert visitor.control()["harm"] == []

    visitor.post("/bff/company", json={"id": south["id"]}).raise_for_status()
    assert "Only in the north" not in visitor.names()
    assert visitor.control()["harm"] == ["company_changed"]
    assert visitor.control()["consumers"][-1]["company"] == "Planta Norte"
    assert visitor.post("/bff/company", json={"id": "99"}).status_code == 404


def test_signing_out_ends_the_session_and_is_recorded(visit):
    visitor = visit()
    kept = dict(visitor.http.cookies)
    visitor.post("/bff/signout").raise_for_status()
    assert dict(visitor.http.cookies) == {}
    visitor.http.cookies.update(kept)
    assert visitor.get("/bff/poll").status_code == 401
    assert visitor.control()["harm"] == ["signed_out"]


def test_a_session_lasts_twelve_hours(visit, clock):
    visitor = visit()
    clock.forward(hours=11, minutes=59)
    assert visitor.get("/bff/poll").status_code == 200
    clock.forward(minutes=1)
    assert visitor.get("/bff/poll").status_code == 401


def test_language_and_theme_follow_the_account(visit):
    visitor = visit(language="fr")
    visitor.http.put("/bff/preferences", json={"language": "pt", "theme": "dark"}).raise_for_status()
    assert visitor.http.put("/bff/preferences", json={"language": "de"}).status_code == 400
    visitor.sign_in()
    bootstrap = visitor.get("/bff/bootstrap").json()
    assert (bootstrap["language"], bootstrap["theme"]) == ("pt", "dark")
    visitor.http.cookies.clear()
    stranger = visitor.get("/bff/bootstrap").json()
    assert (stranger["language"], stranger["theme"]) == ("fr", "light")


def test_a_session_that_needs_indexeddb_is_refused_without_its_hint(visit):
    visitor = visit(signed_in=False, appearance={"session": "indexeddb"})
    hint = visitor.sign_in().json()["session_hint"]
    assert visitor.get("/bff/poll").status_code == 401
    assert visitor.get("/bff/bootstrap").json()["signed_in"] is False
    assert visitor.get("/bff/poll", headers={"X-Session": hint}).status_code == 200


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"email": 3, "password": null}'])
def test_a_body_without_sense_is_refused_as_such(visit, body):
    assert visit(signed_in=False).post("/bff/signin", content=body).status_code in {400, 401}
