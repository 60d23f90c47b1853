from __future__ import annotations

from flows.onboarding.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at

    def pause(self, seconds: float) -> None:
        self.at += seconds


def test_no_company_is_asked_more_often_than_its_api_allows() -> None:
    clock = Clock()
    pace = Pace(20, now=clock, pause=clock.pause)
    moments = []
    for _ in range(35):
        pace.wait("https://x", "Planta")
        moments.append(clock.at)
    # Each consumer costs two requests: ten consumers a minute.
    assert all(later - earlier >= 60 for earlier, later in zip(moments, moments[10:], strict=False))
    assert moments[9] == 0


def test_companies_do_not_wait_for_each_other() -> None:
    clock = Clock()
    pace = Pace(2, now=clock, pause=clock.pause)
    assert [pace.wait("https://x", company) for company in ("A", "B", "C")] == [0, 0, 0]
    assert pace.wait("https://x", "A") == 60
