"""The JSON Schema says of a file what argmap itself says."""

import tomllib

import jsonschema
import pytest
from hypothesis import given

from argmap.formats.json_map import file_schema
from argmap.store import InvalidMap, dumps, loads
from argmap.store.fields import MAP_FIELDS, SECTIONS
from tests.laws import examples
from tests.store.test_faults import SOUND
from tests.strategies import maps

SCHEMA = file_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@examples(25)
@given(maps())
def test_every_map_fits_the_schema(whole):
    VALIDATOR.validate(tomllib.loads(dumps(whole)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1", "format = 2"),
        ("format = 1", 'format = "1"'),
        ("format = 1\n", ""),
        ('title = "Controls"', 'titel = "Controls"'),
        ('title = "Controls"', 'title = "Controls"\nthesis = "diverge"'),
        ('path = "paper.txt"', 'path = ""'),
        ('path = "paper.txt"', 'path = "paper.txt"\nyear = "2022"'),
        ("[claims.align]", "[claims.Align]"),
        ("[claims.align]", "[claim.align]"),
        ("[claims.align]", "[[claims.align]]"),
        ('    "no-extension",', '    "no-extension +",'),
        ('    "no-extension",', '    "no-extension",\n    1,'),
        ('    "no-extension",', '    "no-extension",\n    "no-extension",'),
        ('text = "They align."', 'text = "They align."\nundercut = ["x"]'),
        ('text = "没有"', 'text = "没有"\nat = -1'),
        ('source = "paper"\n', ""),
    ],
)
def test_what_argmap_refuses_the_schema_refuses_too(old, new):
    assert SOUND.count(old) == 1
    text = SOUND.replace(old, new)
    assert not VALIDATOR.is_valid(tomllib.loads(text))
    with pytest.raises(InvalidMap):
        loads(text)


def test_every_key_is_described_for_the_editor():
    for section in SECTIONS:
        described = SCHEMA["properties"][section.name]["additionalProperties"]["properties"]
        assert list(described) == [field.name for field in section.fields]
        assert all(key["description"].endswith(".") for key in described.values())
    assert list(SCHEMA["properties"]["map"]["properties"]) == [field.name for field in MAP_FIELDS]


def test_every_field_of_the_model_has_its_key_in_the_file():
    for section in SECTIONS:
        assert {field.name for field in section.fields} == set(section.element.__slots__)
        for field in section.fields:
            if not field.required:
                known = section.element.__dataclass_fields__[field.name]
                assert known.default == field.absent or known.default_factory() == field.absent
