"""The application: routes, headers and errors put together. Handlers parse, call and format."""

from typing import Final

from flask import Flask, Response, request

from kg.endpoint import (
    description,
    dumps,
    graphs,
    metrics,
    ontology,
    pages,
    problems,
    queries,
    reconcile,
    search,
    sparql,
    things,
    update,
    vocabulary,
    writes,
)
from kg.endpoint.access import ROUTE, Accounts
from kg.endpoint.delivery import compress
from kg.endpoint.repeated import Repeated
from kg.endpoint.site import KEY, Site

SECURITY: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
MAX_BODY: Final = 20 << 20
"""Bytes of a request's body."""


def create_app(site: Site) -> Flask:
    """The endpoint over an open store; `site` says what it shows."""
    app = Flask("kg.endpoint")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.extensions[KEY] = site = site.watched()
    app.url_map.strict_slashes = False
    problems.install(app)
    app.register_error_handler(writes.RefusedWriteError, writes.refusal)
    for part in (
        sparql,
        update,
        graphs,
        queries,
        description,
        dumps,
        things,
        reconcile,
        ontology,
        vocabulary,
        pages,
        metrics,
        search,
    ):
        app.register_blueprint(part.routes)
    app.context_processor(pages.frame)
    repeated = Repeated(app.wsgi_app, site.executor, site.answers, site.metrics)
    app.after_request(repeated.note)  # the first is called last
    app.after_request(_headers)
    app.after_request(compress)
    accounts = Accounts(repeated, site.metrics, site.access_log, site.public_url)
    app.wsgi_app = accounts  # type: ignore[method-assign]
    return app


def _headers(response: Response) -> Response:
    request.environ[ROUTE] = request.url_rule.rule if request.url_rule else "none"
    given = {name.lower() for name, _ in response.headers}  # to look each up takes ten times as long
    response.headers.extend([pair for pair in SECURITY.items() if pair[0].lower() not in given])
    if request.method in ("GET", "HEAD", "OPTIONS") or request.path == "/sparql":
        response.headers.setdefault("Access-Control-Allow-Origin", "*")  # reads only, and never with a token
    return response
