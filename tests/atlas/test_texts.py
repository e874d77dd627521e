"""A locale file that is spoilt costs its own language, and a text that is spoilt itself alone."""

import json

import pytest

from dashboard.atlas import faults, texts

WHOLE = {path.stem: json.loads(path.read_bytes()) for path in texts.LOCALES_FOLDER.glob("*.json")}


@pytest.fixture
def locales(tmp_path, monkeypatch):
    """Change locale files: ``locales(ar=bytes, fr=document)``; each other is whole."""

    def change(**contents):
        for code, content in (WHOLE | contents).items():
            written = content if isinstance(content, bytes) else json.dumps(content).encode("utf-8")
            (tmp_path / f"{code}.json").write_bytes(written)
        monkeypatch.setattr(texts, "LOCALES_FOLDER", tmp_path)
        _forget()
        return texts.texts

    yield change
    monkeypatch.undo()
    _forget()


def _forget():
    texts.texts.cache_clear()
    texts.languages.cache_clear()


def changed(language, **told):
    """A locale with other texts; those that are None are left out."""
    own = {key: text for key, text in (WHOLE[language]["texts"] | told).items() if text is not None}
    return WHOLE[language] | {"texts": own}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"texts": []}'])
@pytest.mark.parametrize("language", WHOLE)
def test_a_file_that_is_spoilt_costs_its_own_language(language, content, locales):
    read = locales(**{language: content})
    for other in WHOLE.keys() - {language}:
        assert read(other).texts == WHOLE[other]["texts"], other
        assert (read(other).faults, read(other).borrowed) == ((), ()), other
    (fault,) = read(language).faults
    assert fault.file == f"locales/{language}.json"
    stands_in = "en" if language != "en" else "ar"
    assert read(language).texts["app.title"] == WHOLE[stands_in]["texts"]["app.title"]
    assert read(language).form["direction"] == WHOLE[stands_in]["direction"]
    # In the switch, two languages of one name could not be told apart.
    assert read(language).texts["language.name"] == language
    assert fault.file in faults.told("notice.texts_missing", fault, read(language).texts)


def test_a_text_that_is_missing_is_the_usual_languages(locales):
    found = locales(ar=changed("ar", **{"about.what": None}))("ar")
    assert found.texts["about.what"] == WHOLE["en"]["texts"]["about.what"]
    assert {key: found.texts[key] for key in found.texts if key != "about.what"} == {
        key: text for key, text in WHOLE["ar"]["texts"].items() if key != "about.what"
    }
    assert (found.faults, found.borrowed) == ((), ("about.what",))
    assert found.form["direction"] == "rtl"


@pytest.mark.parametrize(
    "text", ["{aera} km²", "{} km²", "{area", "km²", "{area.real}", "{area!z}", "", 5, None, ["{area}"]]
)
@pytest.mark.parametrize("language", WHOLE)
def test_a_text_with_other_fields_is_another_languages(language, text, locales):
    document = changed(language)
    document["texts"] = document["texts"] | {"area.km2": text}
    found = locales(**{language: document})(language)
    assert found.texts["area.km2"] in {WHOLE[other]["texts"]["area.km2"] for other in WHOLE.keys() - {language}}
    assert found.borrowed == ("area.km2",)


@pytest.mark.parametrize(
    ("member", "value"),
    [("months", ["January"]), ("months", None), ("group", 5), ("decimal", ""), ("direction", "up"), ("direction", [])],
)
def test_what_stands_beside_the_texts_may_be_wrong(member, value, locales):
    found = locales(ar=WHOLE["ar"] | {member: value})("ar")
    assert found.texts == WHOLE["ar"]["texts"]
    assert found.form["direction"] == "rtl"
    assert len(found.form["months"]) == 12
    assert all(isinstance(found.form[name], str) for name in ("group", "decimal", "tag"))


def test_the_usual_language_is_offered_even_where_its_file_is_missing(locales, tmp_path):
    read = locales()
    (tmp_path / "en.json").unlink()
    _forget()
    assert texts.languages() == ("ar", "en", "fr")
    assert read("fr").texts == WHOLE["fr"]["texts"]
    assert read("en").texts.keys() == WHOLE["en"]["texts"].keys()


def test_where_no_file_can_be_used_there_are_no_words(locales):
    read = locales(**dict.fromkeys(WHOLE, b""))
    with pytest.raises(texts.LayerError, match=r"locales/en.json: the file is empty"):
        read("en")
