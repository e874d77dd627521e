"""A file that was spoilt is one error, which names it and says why; what an editor does to a file does no harm."""

import pytest

from geodata import reading
from geodata.errors import LayerError

WHOLE = '{"key": "قيمة"}\n'
FILE = "folder/words.json"
SPOILT = {
    "empty": (b"", "empty", "the file is empty"),
    "blank": (b"\n \n", "empty", "the file is empty"),
    "no text": (b"\xff\xfe\x00" * 9, "letters", "not UTF-8: byte 0 cannot be read"),
    "two bytes a letter": (WHOLE.encode("utf-16"), "letters", "not UTF-8: byte 0 cannot be read"),
    "two bytes a letter, without a mark": ('{"a": 1}'.encode("utf-16-le"), "letters", "it holds the sign U+0000"),
    "zeros in the middle": (WHOLE.encode().replace(b"key", b"\0\0\0"), "letters", "it holds the sign U+0000"),
    "cut": (WHOLE.encode()[:-4], "letters", "not UTF-8: byte 15 cannot be read"),
    "cut between letters": (WHOLE.encode()[:9], "form", "not JSON: Unterminated string"),
    "two documents": (WHOLE.encode() * 2, "form", "not JSON: Extra data in line 2, column 1"),
    "nested deep": (b"[" * 100_000, "form", "not JSON: brackets are nested too deep"),
    "a number without end": (b"1" * 9999, "form", "not JSON: a number has thousands of digits"),
    "a list": (b"[]", "content", "not a JSON object"),
    "nothing": (b"null", "content", "not a JSON object"),
}


def refused(path):
    with pytest.raises(LayerError) as caught:
        reading.from_json_object(path, FILE)
    assert caught.value.file == FILE
    assert len(str(caught.value).splitlines()) == 1
    return caught.value


@pytest.mark.parametrize("how", SPOILT)
def test_what_befell_it_is_told(how, tmp_path):
    content, cause, reason = SPOILT[how]
    (tmp_path / "words.json").write_bytes(content)

    fault = refused(tmp_path / "words.json")

    assert fault.cause == cause
    assert reason in fault.reason


def test_a_file_that_is_none_is_told(tmp_path):
    assert refused(tmp_path / "none.json").cause == "missing"
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere")
    assert refused(tmp_path / "link.json").cause == "missing"
    assert refused(tmp_path).cause == "folder"
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    assert refused(tmp_path / "loop.json").cause == "unreadable"


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbf" + WHOLE.encode(), WHOLE.replace("\n", "\r\n").encode(), WHOLE.strip().encode()],
    ids=["a byte order mark", "line ends of Windows", "no line end at the end"],
)
def test_what_an_editor_leaves_does_no_harm(content, tmp_path):
    (tmp_path / "words.json").write_bytes(content)

    assert reading.from_json_object(tmp_path / "words.json", FILE) == {"key": "قيمة"}


def test_a_text_that_was_cut_between_two_lines_is_known_by_its_end(tmp_path):
    path = tmp_path / "page.css"
    path.write_text("a {}\nb {}\n/* end */\n", encoding="utf-8")
    assert reading.text(path, "page.css", "/* end */").startswith("a {}")
    path.write_text("a {}\nb {}\n", encoding="utf-8")

    with pytest.raises(LayerError, match="does not end with") as caught:
        reading.text(path, "page.css", "/* end */")

    assert caught.value.cause == "cut"
