"""Opens an atlas whose files are damaged one after the other, each in a process of its own, and tells what it sees.

Started by ``test_damage.py`` in a copy of the atlas: it reads names of cases, and writes for each as JSON what was said
and what went wrong. What takes long to import is imported once, and each case is a fork of that.
"""

import asyncio
import contextlib
import importlib
import io
import json
import logging
import os
import pickle
import re
import sys
import tempfile
from pathlib import Path

# Libraries only: what is ours is imported anew for each case, since it reads files as it is imported.
for library in (
    "streamlit.testing.v1",
    "geopandas",
    "folium",
    "altair",
    "jsonschema",
    "rapidfuzz",
    "uharfbuzz",
    "typst",
):
    importlib.import_module(library)

LANGUAGES = ("ar", "en", "fr")
DAY = "2032-06-01"
PAGES = ("explore", "export", "method", "about")
BROKEN = re.compile(r"Traceback|\bError\b|Exception|Errno|codec|\bNone\b|undefined", re.IGNORECASE)
BARE = ("missing ScriptRunContext", "Session state does not function", "to view this Streamlit app", "streamlit run")


def asked(app, path, query=""):
    """Status and body of what an ASGI application answers."""
    answer = {"status": 0, "body": b""}

    async def send(message):
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
        else:
            answer["body"] += message.get("body", b"")

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode()}
    scope |= {"headers": [(b"accept", b"text/html"), (b"host", b"localhost")], "root_path": "", "scheme": "http"}
    scope |= {"server": ("localhost", 80), "client": ("127.0.0.1", 1), "http_version": "1.1", "extensions": {}}
    asyncio.run(app(scope, receive, send))
    return answer["status"], answer["body"]


def look_at_addresses(wrong):
    """Each address is answered; what cannot be had is a 404, never a fault of the server."""
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    from dashboard.server.routes import middleware, routes

    def document(_request):
        return HTMLResponse('<html lang="en"><head><title>Streamlit</title></head><body>whole</body></html>')

    app = Starlette(routes=[*routes(), Route("/", document)], middleware=middleware())
    for language in LANGUAGES:
        status, body = asked(app, "/", f"lang={language}")
        text = body.decode("utf-8")
        if status != 200 or "whole" not in text or text.count("<script") != text.count("</script>"):
            wrong.append(f"the document in {language}: {status} {text[:200]}")
    for name in ("record.json", "notes.json", "land.json", "names.json", "bundle/atlas.js", "bundle/atlas.css"):
        status, body = asked(app, f"/atlas/{name}", "q=a")
        if status not in (200, 404):
            wrong.append(f"{name}: {status} {body[:200]}")
        if status == 200 and name.endswith(".json"):
            json.loads(body)


def run_page(page, language):
    """A page as Streamlit runs it."""
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    import dashboard.app

    test = AppTest.from_file(str(Path(dashboard.app.__file__).parent / dashboard.app._settings["script_path"]))
    test.default_timeout = 60
    test.query_params["lang"] = language
    # As once the map has been painted: what lies below it is shown too.
    test.session_state["opened"] = True
    test._page_hash = calc_hash(page)
    return test.run()


def look_at_pages(wrong, said):
    """Each page is shown in each language, and a sentence tells what is not there."""
    for language in LANGUAGES:
        for page in PAGES if language == "en" else PAGES[:1]:
            test = run_page(page, language)
            told = [one.value for kind in (test.warning, test.error, test.info) for one in kind]
            # Notices are markup of the page's own.
            told += [one.proto.body for one in test.get("html") if one.proto.body.lstrip().startswith("<ul")]
            said[f"{page} {language}"] = told
            wrong += [f"{page} {language}: {one.message} {' '.join(one.stack_trace[-3:])}" for one in test.exception]
            wrong += [f"{page} {language}: {one}" for one in told if language != "en" and BROKEN.search(one)]
            if page != "explore" and not test.header and not told:
                wrong.append(f"{page} {language}: nothing is shown")


def command(main, *arguments):
    """Code, standard output and standard error of a command."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    return code, out.getvalue(), err.getvalue()


def look_at_commands(wrong, said, folder):
    """Each command does its work, or says in one line why it cannot."""
    from dashboard.__main__ import main as dashboard
    from geodata.__main__ import main as geodata

    day = ("--date", DAY, "--lang", "en")
    for name, main, arguments in (
        ("check", geodata, ("check",)),
        ("export", geodata, ("export", "attacks", "--out", f"{folder}/a.geojson")),
        ("areas", geodata, ("areas", "--out", f"{folder}/a.csv")),
        ("svg", dashboard, ("snapshot", *day, "--format", "svg", "--out", f"{folder}/a.svg")),
        ("html", dashboard, ("snapshot", *day[:3], "ar", "--format", "html", "--out", f"{folder}/a.html")),
    ):
        try:
            code, out, err = command(main, *arguments)
        except Exception as error:  # noqa: BLE001  whatever it is, it reached the user
            wrong.append(f"{name}: {type(error).__name__} {error}")
            continue
        said[name] = [str(code), *out.splitlines()[:4], *err.splitlines()]
        if BROKEN.search(err) or BROKEN.search(out):
            wrong.append(f"{name}: {(out + err)[-300:]}")
        if code == 2 and len(err.splitlines()) != 1:
            wrong.append(f"{name}: {err}")
        if name != "check" and code not in (0, 2):
            wrong.append(f"{name}: {code}")


def look_at_all(wrong, said):
    """What a case is."""
    import dashboard.app

    if "routes" in dashboard.app._settings:
        look_at_addresses(wrong)
    look_at_pages(wrong, said)
    with tempfile.TemporaryDirectory() as folder:
        look_at_commands(wrong, said, folder)


def judged(case):
    """What a fork of this process sees of a case."""
    with tempfile.TemporaryFile() as kept:
        return _judged(case, kept)


def _judged(case, kept):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.dup2(kept.fileno(), 1)
        os.dup2(kept.fileno(), 2)
        wrong, said = [], {}
        try:
            look_at_all(wrong, said)
        except BaseException as error:
            logging.exception("case")
            wrong.append(f"{type(error).__name__}: {error}")
        with os.fdopen(write, "wb") as stream:
            pickle.dump((wrong, said), stream)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        wrong, said = pickle.loads(stream.read())
    os.waitpid(child, 0)
    kept.seek(0)
    printed = [line for line in kept.read().decode("utf-8", "replace").splitlines() if not any(w in line for w in BARE)]
    if any("Traceback" in line for line in printed):
        wrong.append("printed: " + " | ".join(printed[-12:]))
    return {"case": case, "wrong": wrong, "said": said, "printed": printed[:20]}


def main():
    """Judge the atlas as it lies there, once for each line of standard input, which names the case."""
    for line in sys.stdin:
        print(json.dumps(judged(line.strip())), flush=True)


if __name__ == "__main__":
    main()
