"""What all models share."""

import copy
import pickle

import pytest
from pydantic import ValidationError

from tests.pages.world import world


@pytest.mark.parametrize("name", ["round-one", "ada"])
def test_a_model_that_is_kept_is_the_same_when_it_is_read(name: str) -> None:
    model = world().get(name)
    assert model is not None
    read = pickle.loads(pickle.dumps(model))
    assert (read, repr(read), read.model_dump()) == (model, repr(model), model.model_dump())
    assert copy.deepcopy(model) == read


def test_a_model_that_was_read_does_not_say_which_fields_were_given() -> None:
    """It is not kept, and nobody shall be told a part of the truth."""
    read = pickle.loads(pickle.dumps(world().people["ada"]))
    with pytest.raises(AttributeError):
        _ = read.model_fields_set


def test_a_model_that_was_read_cannot_be_changed() -> None:
    read = pickle.loads(pickle.dumps(world().people["ada"]))
    with pytest.raises(ValidationError, match="frozen"):
        read.note = None
