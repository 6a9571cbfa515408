"""On how many generated examples laws are tried: few in the tests, always the same; many in `make laws`, always others.

The profile rules: a law says by `examples` how many it needs in the tests, and never has less than the profile's in
`make laws`, which is told by ARGMAP_LAWS=thorough.
"""

import os
from collections.abc import Iterable
from functools import wraps
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import engine, providers
from hypothesis.internal.constants_ast import Constants

THOROUGH = os.environ.get("ARGMAP_LAWS") == "thorough"
"""Whether this is `make laws`."""

_IN_TESTS, _IN_LAWS = 30, 500
"""Examples of a law that asks for nothing else."""

_SHRINKING = 45
"""Seconds after which a smaller example is no longer looked for, so that a failure is said within a minute.

Hypothesis has no setting for it, and takes five minutes."""

_COMMON: dict[str, Any] = {
    "deadline": None,  # a busy machine is no fault
    "print_blob": True,
    "database": None,
    "phases": [phase for phase in Phase if phase is not Phase.explain],
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
}


def load_profile() -> None:
    """Sets what holds for every law; before any test is imported."""
    assert engine.MAX_SHRINKING_SECONDS, "Hypothesis calls its limit of shrinking otherwise now"
    engine.MAX_SHRINKING_SECONDS = _SHRINKING
    if not THOROUGH:
        # Hypothesis draws constants from the source of whatever modules are imported by then, which in a process of
        # pytest-xdist depends on the tests before: a law would be tried on other examples each time.
        assert providers._get_local_constants, "Hypothesis collects constants otherwise now"
        nothing = Constants()
        providers._get_local_constants = lambda: nothing
    settings.register_profile("tests", max_examples=_IN_TESTS, derandomize=True, **_COMMON)
    settings.register_profile("thorough", max_examples=_IN_LAWS, derandomize=False, **_COMMON)
    settings.load_profile("thorough" if THOROUGH else "tests")


def examples(in_tests: int, in_laws: int = _IN_LAWS) -> settings:
    """A decorator: tries a law on so many examples in the tests, and in `make laws` on `in_laws` or the profile's."""
    return settings(max_examples=max(in_laws, _IN_LAWS) if THOROUGH else in_tests)


class ExamplesCounted:
    """A plugin of pytest for `make laws`: refuses laws that the profile does not rule, and counts examples."""

    def __init__(self) -> None:
        self._ran = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if names := with_too_few(session.items):
            raise pytest.UsageError(f"write @examples(…) and no @settings(max_examples=…) at {', '.join(names)}")
        for handle in {id(law): law for item in session.items if (law := _law(item))}.values():
            handle.inner_test = self._counted(handle.inner_test)

    def _counted(self, test: Any) -> Any:
        @wraps(test)
        def counted(*given: Any, **named: Any) -> Any:
            self._ran += 1
            return test(*given, **named)

        return counted

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Any:
        before = self._ran
        try:
            return (yield)
        finally:
            item.user_properties.append(("examples", self._ran - before))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
        ran = [count for report in reports for name, count in report.user_properties if name == "examples" and count]
        if not ran:
            return
        seed = terminalreporter.config.getoption("--hypothesis-seed")
        terminalreporter.write_line(f"{sum(ran)} examples of {len(ran)} laws; the same again: make laws SEED={seed}")


def with_too_few(items: Iterable[Any]) -> list[str]:
    """The ids of the laws that would be tried on fewer examples than `make laws` promises."""
    laws = [item for item in items if _law(item)]
    return [item.nodeid for item in laws if item.obj._hypothesis_internal_use_settings.max_examples < _IN_LAWS]


def _law(item: Any) -> Any:
    """What Hypothesis attaches to a function with @given; None for other tests."""
    return getattr(getattr(item, "obj", None), "hypothesis", None)
