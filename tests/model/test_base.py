"""What all models share."""

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
    assert read.model_fields_set == model.model_fields_set


def test_a_model_that_was_read_cannot_be_changed() -> None:
    read = pickle.loads(pickle.dumps(world().people["ada"]))
    with pytest.raises(ValidationError, match="frozen"):
        read.note = None
