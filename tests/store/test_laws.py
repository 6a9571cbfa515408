"""What holds for every map and its file."""


from hypothesis import HealthCheck, given, settings

from argmap.model import ArgMap, problems
from argmap.store import dumps, loads
from tests.strategies import maps

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=150
)


@slow
@given(maps(comments=True))
def test_a_saved_map_reads_back_as_the_same_map(whole: ArgMap):
    assert not problems(whole)
    assert loads(dumps(whole)) == whole


@slow
@given(maps(comments=True))
def test_loading_and_saving_an_unchanged_file_changes_no_byte(whole: ArgMap):
    text = dumps(whole)
    assert dumps(loads(text)) == text
