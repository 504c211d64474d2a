"""Who is let in to a request: by the token, or by a session that the token has opened."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from pyao.admin.access import SESSION_S, WRONG_WITHIN_S, Role, TooManyWrong

if TYPE_CHECKING:
    from pyao.admin.access import Access, Session
    from pyao.admin.visitors import Visitors

log = structlog.get_logger()

COOKIE = "pyao_session"
CSRF_HEADER = "X-CSRF-Token"


class Rejected(Exception):
    """The caller's fault: what is answered instead, as JSON."""

    def __init__(self, status: HTTPStatus, text: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.headers = headers or {}


class Gate:
    """Checks requests; what is not let in is answered by a `Rejected`."""

    def __init__(self, access: Access, visitors: Visitors) -> None:
        self._access = access
        self._visitors = visitors

    def check(self, request: web.Request, role: Role = Role.LOOK) -> Role:
        """Let in who may do as much as `role`; gives what he may do.

        He brings a token, or a session, with its CSRF token wherever something may be done.
        """
        found = self._role_of(request)
        if found < role:
            raise Rejected(HTTPStatus.FORBIDDEN, "this token may only look")
        return found

    def _role_of(self, request: web.Request) -> Role:
        scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.check_token(given.strip(), request)
        session = self.session(request)
        if request.method != "GET" and request.headers.get(CSRF_HEADER) != session.csrf:
            raise Rejected(HTTPStatus.FORBIDDEN, f"the session's {CSRF_HEADER} is missing")
        return session.role

    def check_token(self, given: str, request: web.Request) -> Role:
        """Let in who gives a right token and has not given too many wrong ones; gives what he may do."""
        ip = self._visitors.ip(request)
        try:
            role = self._access.role_of(given, ip)
        except TooManyWrong:
            log.warning("too many wrong tokens", ip=ip)
            wait = {"Retry-After": str(WRONG_WITHIN_S)}
            raise Rejected(HTTPStatus.TOO_MANY_REQUESTS, "too many wrong tokens: wait a minute", wait) from None
        if role is None:
            raise Rejected(HTTPStatus.UNAUTHORIZED, "this is not the token")
        return role

    def session(self, request: web.Request) -> Session:
        """The session of a browser."""
        session = self._access.session(request.cookies.get(COOKIE, ""))
        if session is None:
            raise Rejected(HTTPStatus.UNAUTHORIZED, "bring the token: Authorization: Bearer …")
        return session

    def has_session(self, request: web.Request) -> bool:
        """Whether the session of a browser goes on."""
        return self._access.session(request.cookies.get(COOKIE, "")) is not None

    def check_origin(self, request: web.Request) -> None:
        """Refuse a WebSocket that a page of somebody else opens: browsers send the cookies along."""
        if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
            raise Rejected(HTTPStatus.FORBIDDEN, "this is another page's request")

    def open_session(self, role: Role, request: web.Request) -> web.Response:
        """Log in: the answer says what `shown` does and has the cookie, which travels only over TLS if this did."""
        key, session = self._access.open_session(role)
        response = shown(session)
        cookie: dict[str, Any] = {"max_age": SESSION_S, "httponly": True, "samesite": "Strict"}
        response.set_cookie(COOKIE, key, secure=self._visitors.is_secure(request), **cookie)
        return response

    def close_session(self, request: web.Request) -> web.Response:
        """Log out."""
        self._access.close_session(request.cookies.get(COOKIE, ""))
        response = web.json_response({})
        response.del_cookie(COOKIE)
        return response


def shown(session: Session) -> web.Response:
    """What a page must know of its session: its CSRF token, and whether it may act."""
    return web.json_response({"csrf": session.csrf, "acts": session.role is Role.ACT})
