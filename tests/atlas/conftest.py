"""The document of a damaged record is made of what is sound as quickly as that of the shipped one."""

import pytest

from tests.remembered import sound_once


@pytest.fixture(scope="module", autouse=True)
def what_is_sound_is_worked_out_once(tmp_path_factory):
    with sound_once(tmp_path_factory.mktemp):
        yield
