"""The production server: gunicorn with threads on Unix, waitress on Windows."""

from __future__ import annotations

import os
from typing import Any

if os.name == "nt":
    import waitress
else:
    from gunicorn.app.base import BaseApplication

THREADS = 4


def serve(application: Any, host: str, port: int) -> None:
    """Serve a WSGI application until interrupted: one worker a core, THREADS threads each."""
    print(f"Ravine is at http://{host}:{port} (stop with Ctrl-C)", flush=True)
    if os.name == "nt":
        waitress.serve(application, host=host, port=port, threads=THREADS * (os.cpu_count() or 1))
        return

    class Server(BaseApplication):
        """Gunicorn with the settings given here instead of a command line."""

        def load_config(self) -> None:
            settings = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": os.cpu_count() or 1,
                "threads": THREADS,
                "preload_app": True,
                "limit_request_line": 0,  # a link with many methods is long; races/query has its own limit
                "loglevel": "warning",
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    Server().run()
