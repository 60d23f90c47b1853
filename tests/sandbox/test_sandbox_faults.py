from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.sandbox.faults import STEPS, Fault, Faults, parse_fault

ANY_FAULT = st.one_of(
    st.builds(
        Fault,
        st.sampled_from(["save-refused", "save-error", "save-no-answer", "save-drop", "groups-fail", "secret-dots"]),
        times=st.integers(1, 9999),
    ),
    st.builds(
        Fault, st.sampled_from(["session-drop", "server-error"]), st.sampled_from(STEPS), times=st.integers(1, 99)
    ),
    st.builds(Fault, st.just("save-slow"), figure=st.integers(1, 60_000).map(float), times=st.integers(1, 99)),
    st.builds(Fault, st.just("list-lag"), figure=st.sampled_from([0.5, 2.0, 30.0]), times=st.just(0)),
)


@given(ANY_FAULT)
def test_a_fault_is_read_as_it_is_written(fault):
    assert parse_fault(str(fault)) == fault


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("save-drop@list", "write it save-drop"),
        ("save-slow", "write it save-slow@1500 (@milliseconds)"),
        ("save-slow@list", "a number of milliseconds"),
        ("session-drop", "write it session-drop@list (@step)"),
        ("session-drop@5", "unknown step"),
        ("save-dropx0", "at least 1"),
        ("list-lag@3x2", "takes none"),
        ("save drop", "name[@where][xN]"),
        ("", "name[@where][xN]"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_with_what_would(text, words):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 -- the words are checked below
        parse_fault(text)
    assert words in str(refusal.value)


def test_faults_happen_in_their_order_and_as_often_as_told():
    faults = Faults(map(parse_fault, ["save-errorx2", "groups-fail", "save-drop"]))
    taken = [faults.take("save-error", "save-drop") for _ in range(4)]
    assert [fault and fault.name for fault in taken] == ["save-error", "save-error", "save-drop", None]
    assert faults.left() == ["groups-fail"]


def test_a_fault_of_a_step_hits_there_or_later_never_before():
    faults = Faults([parse_fault("session-drop@list")])
    assert faults.take_at("session-drop", "api-connections") is None
    assert faults.take_at("server-error", "list") is None
    assert faults.take_at("session-drop", "form")
    assert faults.take_at("session-drop", "form") is None


def test_a_lagging_list_lags_until_told_otherwise():
    faults = Faults([parse_fault("list-lag@3")])
    assert [faults.take("list-lag") for _ in range(3)] == [Fault("list-lag", figure=3.0, times=0)] * 3
    assert faults.left() == ["list-lag@3"]
    faults.set([])
    assert faults.take("list-lag") is None
