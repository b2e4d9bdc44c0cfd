"""Ravine: `python app.py` serves the page, `python app.py export` and others do without it; `server` is for any other
WSGI host."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import tempfile
from importlib.util import find_spec

#: Before NumPy is loaded: on small matrices, threads of its own only wait for each other where all cores are busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

#: What is imported when a picture or a table is asked for: at every start it would be a second more.
LATER = "matplotlib", "av", "pandas"
NEEDS = "Ravine needs the package {}: run `make run`, or `pip install -r requirements.txt`."


def needs(missing: ImportError) -> str:
    """The message for a package that is not there; pandas and Dash name theirs only in the cause or in words."""
    return NEEDS.format(missing.name or getattr(missing.__cause__, "name", None) or missing)


try:
    import dash
    import dash_mantine_components as dmc
    from flask import Flask, Response

    from components.site import Below, Site, add_site_options
    from exports.command_line import add_commands, run

    for package in LATER:
        if not find_spec(package):
            raise ModuleNotFoundError(name=package)
except ImportError as error:
    sys.exit(needs(error))

#: The greys of mantine components in the dark theme, from text to shadow: those of assets/style.css.
NIGHT = ["#f1f5f8", "#d8e1e8", "#a5b4c1", "#7d8e9c", "#2a3844", "#22303b", "#18232d", "#111a22", "#0d151c", "#0a1016"]


def create_app(owner: int, site: Site | None = None, debug: bool = False, ready: bool = False) -> dash.Dash:
    """The Dash application with all its pages. Long jobs have a folder that lives as long as the process `owner`; for
    development (`debug`) scripts are served as they are written. Without a `site` the environment says where it is.
    `ready`: what first visitors ask for is made at once, which takes a second or two."""
    from components.bundles import offer_bundles
    from components.dispatch.backend import job_manager
    from components.dispatch.files import offer_files
    from components.dispatch.leaving import offer_leaving
    from components.envelopes import guard
    from components.headers import add_headers, refuse_other_sites
    from components.health import offer_health
    from components.kept_links import Links
    from components.known import offer_known
    from components.packed import pack_files
    from components.planes import offer_planes
    from components.programs import offer_programs
    from components.refusal import explain_refusals
    from components.scripts import INDEX, Ravine
    from components.shares import offer_shares
    from components.short_links import offer_links
    from components.turns import offer_turns
    from components.warm import warm
    from jobs.limits import Limits

    site, limits = site or site_given(), Limits()
    manager = job_manager(owner, limits)
    app = Ravine(
        "ravine",
        debug=debug,
        server=_flask(),
        routes_pathname_prefix="/",
        requests_pathname_prefix=site.prefix,
        background_callback_manager=manager,
        use_pages=True,
        suppress_callback_exceptions=True,  # or Dash sends every page's layout with each, to check ids against
        compress=True,
        title="Ravine",
        index_string=INDEX,
        update_title=None,
        assets_folder=os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets"),
        pages_folder=os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages"),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.layout = _layout()
    add_headers(app.server, app.csp_hashes, site.frame_ancestors)
    refuse_other_sites(app.server)
    explain_refusals(app.server)
    offer_turns(app.server)
    pack_files(app.server)
    offer_bundles(app.server)
    offer_shares(app.server, manager.handle, limits)
    guard(app.server, app.callback_map)
    offer_files(app.server, manager.handle, limits)
    offer_leaving(app.server, manager)
    offer_health(app.server, manager.handle, limits)
    offer_links(app.server, Links(manager.handle if os.environ.get("REDIS_URL") else None))
    offer_planes(app.server, manager.handle)
    offer_programs(app.server)
    offer_known(app.server)
    if not debug:  # where Dash still has routes to add; and there is one process
        app.server.test_client().get(
            "/"
        )  # from its first page Dash learns which files it may serve: before workers fork
    if ready:
        warm(app.server)
    manager.handle.close()
    app.server.wsgi_app = Below(app.server.wsgi_app, site.prefix)
    return app


def site_given(options: dict[str, str | None] | None = None) -> Site:
    """Where the app stands, or the end of the program in one line."""
    try:
        return Site.given(options)
    except ValueError as error:
        sys.exit(str(error))


def _layout() -> dmc.MantineProvider:
    """What is around every page."""
    from components.dispatch.tray import tray
    from components.foot import foot

    return dmc.MantineProvider(
        [dash.page_container, foot(), tray()],
        id="theme",
        defaultColorScheme="auto",
        theme={
            "primaryColor": "indigo",
            "fontFamily": "var(--font)",
            "headings": {"fontFamily": "var(--font)"},
            "colors": {"dark": NIGHT},
        },
    )


def _flask() -> Flask:
    from components.envelopes import CarefulJSON

    flask = Flask("ravine")
    flask.json = CarefulJSON(flask)
    flask.config |= {
        "COMPRESS_ALGORITHM": ["br", "zstd", "gzip"],
        "COMPRESS_BR_LEVEL": 6,
        "MAX_CONTENT_LENGTH": 1_000_000,
    }

    @flask.errorhandler(500)
    def apologize(_: Exception) -> Response:
        return Response("Ravine could not answer this request.\n", 500, mimetype="text/plain")

    return flask


def warm_server() -> Flask:
    """`server` with what first visitors ask for, for a host that makes its workers out of one process."""
    from components.warm import warm

    warm(server)
    return server


def main() -> None:
    """Serve the page as the command line and the environment say, or run one of the other commands."""
    parser = argparse.ArgumentParser(description="Ravine: optimizers race down loss surfaces, in the browser.")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="default: HOST or 127.0.0.1")
    parser.add_argument("--port", default=os.environ.get("PORT", "8050"), help="default: PORT or 8050")
    parser.add_argument("--debug", action="store_true", help="development: reload on changes, show errors")
    add_site_options(parser)
    add_commands(parser.add_subparsers(title="without the page", metavar="COMMAND"))
    options = parser.parse_args()
    if "run" in options:
        sys.exit(run(options))
    port = _checked_port(options.host, options.port)
    _check_temporary_folder()
    try:
        from components.dispatch.backend import BackendError
        from components.serve import serve
    except ImportError as missing:
        sys.exit(needs(missing))
    try:
        site = site_given(vars(options))
        app = create_app(os.getpid(), site, options.debug, ready=not options.debug)
    except ImportError as missing:
        sys.exit(needs(missing))
    except BackendError as error:
        sys.exit(str(error))
    if options.debug:
        app.run(host=options.host, port=port, debug=True)
    else:
        serve(app.server, options.host, port, site)


def _checked_port(host: str, given: str) -> int:
    """The port as a number, or the end of the program in one line."""
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        sys.exit(f"The port {given!r} is not a number from 1 to 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
        try:
            probe.bind((host, int(given)))
        except OSError as error:
            sys.exit(f"Cannot serve on {host}:{given} ({error.strerror}); try another: python app.py --port 8051")
    return int(given)


def _check_temporary_folder() -> None:
    try:
        tempfile.TemporaryFile().close()
    except OSError as error:
        sys.exit(f"Cannot write to the temporary folder ({error.strerror or error}); set TMPDIR to a writable one.")


if __name__ == "__main__":
    main()
else:
    server = create_app(os.getppid()).server  # a host may import this in each of its workers: they share one folder
