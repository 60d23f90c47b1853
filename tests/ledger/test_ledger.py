from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from automation.errors import AnotherRun, BadInput, TechnicalFailure
from automation.ledger import OUTCOMES, open_ledger
from automation.redaction import STAND_IN, Redactor

HERE = ("https://one.fracttal.com", "Planta Norte", "ERP bridge")
REQUEST = {"name": "ERP bridge", "description": "ação", "grant_type": "client_credentials", "hub": False}


def intend(ledger, tenant=HERE[0], company=HERE[1], name=HERE[2], **changes):
    given = {"account": "operator@example.com", "request": REQUEST, "known_keys": ["K1", "K2"], **changes}
    return ledger.intend(tenant=tenant, company=company, name=name, **given)


def test_what_was_intended_is_there_for_the_next_run(config):
    with open_ledger(config) as ledger:
        made = ledger.clicked(intend(ledger))
    with open_ledger(config) as ledger:
        (found,) = ledger.open_intents(*HERE)
    assert found == made
    assert (found.tenant, found.company, found.name) == HERE
    assert found.request == REQUEST
    assert found.known_keys == ("K1", "K2")
    assert found.outcome is None
    assert timedelta() <= datetime.now(UTC) - found.at < timedelta(minutes=1)
    assert found.clicked_at is not None
    assert found.clicked_at >= found.at


def test_an_intent_that_was_not_clicked_says_so(config):
    with open_ledger(config) as ledger:
        intend(ledger)
    with open_ledger(config) as ledger:
        assert ledger.open_intents(*HERE)[0].clicked_at is None


@pytest.mark.parametrize("name", ["erp bridge", "  ERP   Bridge ", "ÉRP brídge", "ERP\u00a0bridge", "ERP\u200b bridge"])
def test_names_that_are_one_to_a_person_are_one_to_the_ledger(config, name):
    with open_ledger(config) as ledger:
        intend(ledger)
    with open_ledger(config) as ledger:
        assert len(ledger.open_intents(HERE[0], "planta norte", name)) == 1


@pytest.mark.parametrize(
    "other",
    [("https://app.fracttal.com", *HERE[1:]), (HERE[0], "Planta Sur", HERE[2]), (*HERE[:2], "ERP bridge 2")],
)
def test_other_tenants_companies_and_names_are_others(ledger, other):
    intend(ledger)
    assert ledger.open_intents(*other) == []
    intend(ledger, *other)
    assert len(ledger.open_intents(*HERE)) == 1


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_only_what_is_not_known_or_not_stored_stays_open(config, outcome):
    with open_ledger(config) as ledger:
        ledger.settle(intend(ledger), outcome)
    with open_ledger(config) as ledger:
        assert [i.outcome for i in ledger.open_intents(*HERE)] == (
            [outcome] if outcome in ("created", "unknown") else []
        )


def test_a_later_outcome_takes_the_place_of_an_earlier_one_and_keeps_what_was_known(ledger):
    intent = intend(ledger)
    ledger.settle(intent, "created", key="KEY0123456789abcde")
    ledger.settle(intent, "stored", reference="json:/v.json#t/c/n")
    settled = ledger.settle(intent, "duplicate", note="the other is K2")
    (found,) = ledger.history()
    assert (found.outcome, found.key, found.reference, found.note) == (
        "duplicate",
        "KEY0123456789abcde",
        "json:/v.json#t/c/n",
        "the other is K2",
    )
    assert found.settled_at == settled.settled_at


def test_an_unknown_outcome_is_refused_by_the_type_and_known_ones_are_all_accepted(ledger):
    intent = intend(ledger)
    for outcome in OUTCOMES:
        assert ledger.settle(intent, outcome).outcome == outcome


def test_save_may_not_be_clicked_while_an_earlier_intent_is_open(config):
    with open_ledger(config) as ledger:
        ledger.settle(intend(ledger), "unknown")
    with open_ledger(config) as ledger:
        with pytest.raises(TechnicalFailure, match=r"left “ERP bridge” open \(unknown, 20..-..-..T.*must be settled"):
            intend(ledger)
        ledger.settle(ledger.open_intents(*HERE)[0], "not_created")
        intend(ledger)
        assert [intent.outcome for intent in ledger.history()] == [None, "not_created"]


def test_history_is_newest_first_and_can_be_limited_to_a_tenant(ledger):
    for number in range(5):
        tenant = "https://other" if number % 2 else HERE[0]
        ledger.settle(intend(ledger, tenant=tenant, name=f"n{number}"), "stored")
    assert [intent.name for intent in ledger.history()] == ["n4", "n3", "n2", "n1", "n0"]
    assert [intent.name for intent in ledger.history(2)] == ["n4", "n3"]
    assert [intent.name for intent in ledger.history(tenant="https://other")] == ["n3", "n1"]


def test_an_intent_can_be_written_as_json(ledger):
    ledger.settle(intend(ledger), "stored", key="K")
    written = json.loads(json.dumps(ledger.history()[0].as_json()))
    assert written["outcome"] == "stored"
    assert written["known_keys"] == ["K1", "K2"]
    assert datetime.fromisoformat(written["at"]).tzinfo


@pytest.mark.parametrize(
    ("account", "kept"), [("operator@example.com", "op…@example.com"), ("a@b.c", "a…@b.c"), ("plain", "pl…"), ("", "")]
)
def test_of_an_account_only_beginning_and_domain_are_kept(ledger, account, kept):
    assert intend(ledger, account=account).account == kept
    assert ledger.history()[0].account == kept


def test_no_secret_gets_into_the_ledger(config):
    redactor = Redactor()
    redactor.add("Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA")
    with open_ledger(config, redactor) as ledger:
        intent = intend(ledger, request={"description": "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA"})
        ledger.settle(
            intent,
            "stored",
            key="Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA",
            reference="json:v#Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA",
            note="failed with WnE4dk4zeEwwYlQ2cksxbVc5Y1k1aEQyZ0Y3alM0cEE=",
        )
        (found,) = ledger.history()
    assert found.request == {"description": STAND_IN}
    assert (found.key, found.reference) == (STAND_IN, f"json:v#{STAND_IN}")
    assert found.note == f"failed with {STAND_IN}"


def test_a_name_that_holds_a_secret_is_still_found_again(config):
    here = (*HERE[:2], "bridge of hunter2hunter2")
    for _ in range(2):
        redactor = Redactor()
        redactor.add("hunter2hunter2")
        with open_ledger(config, redactor) as ledger:
            found = ledger.open_intents(*here)
            if not found:
                ledger.clicked(intend(ledger, *here))
    assert [intent.name for intent in found] == [f"bridge of {STAND_IN}"]


def test_a_second_run_is_refused_while_the_first_is_at_work(config, other_run):
    run = other_run()
    assert run("open") == []
    with open_ledger(config) as ledger:
        with pytest.raises(AnotherRun, match=r"Another run is at work on “erp  BRIDGE”\. Wait until it has ended"):
            ledger.open_intents("https://t", "c", "erp  BRIDGE")
        assert run("intend") == "intended"
        with pytest.raises(AnotherRun, match=r"at work on “ERP bridge” since 20..-.*UTC"):
            intend(ledger, "https://t", "c", "ERP bridge")
        assert ledger.open_intents("https://t", "c", "another") == []
        assert [intent.outcome for intent in ledger.history()] == [None]


def test_two_runs_in_one_process_are_two_runs(config):
    with open_ledger(config) as one, open_ledger(config) as two:
        one.open_intents(*HERE)
        with pytest.raises(AnotherRun):
            two.open_intents(*HERE)


@pytest.mark.parametrize("until", ["open", "intend", "click"])
def test_a_run_that_was_killed_is_got_over_and_what_it_left_is_found(config, other_run, until):
    run = other_run()
    for act in ("open", "intend", "click"):
        run(act)
        if act == until:
            break
    run.kill()
    with open_ledger(config) as ledger:
        left = ledger.open_intents("https://t", "c", "ERP bridge")
        assert len(left) == (0 if until == "open" else 1)
        for intent in left:
            assert (intent.clicked_at is not None) == (until == "click")
            ledger.settle(intent, "not_created")
        intend(ledger, "https://t", "c", "ERP bridge")


def test_a_run_that_read_the_list_before_another_one_saved_may_not_click(config, other_run):
    with open_ledger(config) as late:
        run = other_run()
        for act in ("open", "intend", "click"):
            run(act)
        run("settle", outcome="stored")
        run.kill()
        assert late.open_intents("https://t", "c", "ERP bridge") == []
        with pytest.raises(AnotherRun, match="the list it read may be outdated"):
            intend(late, "https://t", "c", "ERP bridge")
        intend(late, "https://t", "c", "ERP bridge")  # having read it again
    with open_ledger(config) as again:
        again.settle(again.open_intents("https://t", "c", "ERP bridge")[0], "not_created")
        intend(again, "https://t", "c", "ERP bridge")


def test_a_run_whose_save_came_to_nothing_is_in_nobody_s_way(config, other_run):
    with open_ledger(config) as late:
        run = other_run()
        run("intend")
        run("settle", outcome="not_created")
        run.kill()
        intend(late, "https://t", "c", "ERP bridge")


@pytest.mark.parametrize("outcome", ["stored", "orphaned", "not_created"])
def test_what_a_run_did_itself_is_in_nobody_s_way(ledger, outcome):
    ledger.settle(intend(ledger), outcome)
    intend(ledger)


def test_of_many_runs_at_once_exactly_one_may_click(config, other_run):
    runs = [other_run() for _ in range(4)]
    for number, run in enumerate(runs):  # all have started before one may begin
        assert run("open", f"another consumer {number}") == []
    for run in runs:
        run.tell("intend")
    answers = [run.hear() for run in runs]
    assert sorted(map(str, answers)) == ["another_run"] * 3 + ["intended"]


def test_a_run_that_goes_on_to_another_consumer_leaves_the_first_to_others(config):
    with open_ledger(config) as one, open_ledger(config) as two:
        one.open_intents(*HERE)
        one.open_intents(HERE[0], HERE[1], "the next one")
        assert two.open_intents(*HERE) == []
        with pytest.raises(AnotherRun):
            two.open_intents(HERE[0], HERE[1], "the next one")


def test_names_with_a_release_of_the_claim_are_free_again(config):
    with open_ledger(config) as ledger:
        ledger.open_intents(*HERE)
    with open_ledger(config) as ledger:
        assert ledger.open_intents(*HERE) == []


def test_a_ledger_of_a_newer_release_is_refused(config, ledger):
    intend(ledger)
    ledger._store.write("INSERT INTO fracttal_flows_schema (version) VALUES (99)")
    ledger.close()
    with pytest.raises(BadInput, match="newer fracttal-flows"):
        open_ledger(config)


def test_a_database_of_an_unknown_kind_is_refused(tmp_path):
    from automation.config import Config

    with pytest.raises(BadInput, match=r"begins with mysql://; it can be postgresql"):
        open_ledger(Config.load(env_file=None, state_dir=tmp_path, database_url="mysql://x/y"))
