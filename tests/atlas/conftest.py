"""The document of a damaged record is made of what is sound as quickly as that of the shipped one."""

from functools import cache
from types import SimpleNamespace

import pytest

from dashboard.atlas import document
from geodata.record import loading
from tests.remembered import remembered


@pytest.fixture(scope="module", autouse=True)
def what_is_sound_is_worked_out_once(tmp_path_factory):
    def once(function):
        return remembered(function, tmp_path_factory.mktemp("record"))

    read = {"table": once(loading.table), "basemap_features": cache(loading.basemap_features)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "loading", SimpleNamespace(**vars(loading) | read))
        for name in ("load", "_land", "_land_held"):
            patch.setattr(document, name, once(getattr(document, name)))
        yield
