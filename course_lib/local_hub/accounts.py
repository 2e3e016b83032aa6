"""Who somebody is on the hub, by the token that they show, and what that token is good for.

A token is a key, and not every key opens every door: a read token reads what its owner may read, a write token also
changes it, and a fine-grained one is good for what was ticked when it was made, and for nothing else.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from course_lib.local_hub.messages import Refusal
from course_lib.local_hub.repositories import Repository, iso

Role = Literal["read", "write", "fineGrained"]
Right = Literal["read", "write", "inference", "endpoints"]
#: What a token of each role is good for; of a fine-grained one, what was ticked.
RIGHTS: dict[Role, frozenset[Right]] = {
    "read": frozenset(("read", "inference")),
    "write": frozenset(("read", "write", "inference", "endpoints")),
    "fineGrained": frozenset(),
}
#: What the hub calls these rights in a fine-grained token.
PERMISSIONS: dict[Right, str] = {
    "read": "repo.content.read",
    "write": "repo.write",
    "inference": "inference.serverless.write",
    "endpoints": "inference.endpoints.write",
}
#: Every token of this hub begins so, and no token of another one.
PREFIX = "hf_glassbox_"
_HIDDEN = "…"


def masked(token: str | None) -> str:
    """A token as it may be shown: its beginning, and no more of it than tells two apart.

    >>> masked("hf_abcdefghijklmnop")
    'hf_…mnop'
    >>> masked(None)
    ''
    """
    if not token:
        return ""
    start = PREFIX if token.startswith(PREFIX) else "hf_" if token.startswith("hf_") else ""
    return f"{start}{_HIDDEN}{token[-4:]}" if len(token) >= len(start) + 8 else f"{start}{_HIDDEN}"


@dataclass(frozen=True)
class Token:
    """An access token.

    owner: the account's name. role: read, write or fineGrained. rights: what a fine-grained one was made for.
    repositories: the names that a fine-grained one is limited to; empty for all of its owner's.
    """

    value: str = field(repr=False)
    name: str
    owner: str
    role: Role
    rights: frozenset[Right]
    created: float
    repositories: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        """The token, masked."""
        return masked(self.value)

    def allows(self, right: Right, repo_id: str = "") -> bool:
        """Whether it is good for something, and for it in this repository."""
        return right in self.rights and (not self.repositories or not repo_id or repo_id in self.repositories)


@dataclass(frozen=True)
class Account:
    """A person. organisations: those that they may write for."""

    name: str
    full_name: str
    organisations: tuple[str, ...] = ()

    def writes_for(self, namespace: str) -> bool:
        """Whether repositories of this owner are theirs to change."""
        return namespace == self.name or namespace in self.organisations


class Accounts:
    """The people of a hub, and their tokens.

    >>> accounts = Accounts()
    >>> accounts.add(Account("mei", "Mei"))
    >>> token = accounts.new_token("mei", "read")
    >>> accounts.owner_of(token.value).name, accounts.owner_of("hf_guessed")
    ('mei', None)
    """

    def __init__(self, now: Callable[[], float] = lambda: 0.0) -> None:
        self._accounts: dict[str, Account] = {}
        self._tokens: dict[str, Token] = {}
        self._now = now
        self._lock = threading.Lock()

    def add(self, account: Account) -> None:
        """Let somebody have an account."""
        self._accounts[account.name] = account

    def find(self, name: str) -> Account | None:
        """The account of this name."""
        return self._accounts.get(name)

    def organisations(self) -> frozenset[str]:
        """Every organisation that somebody writes for."""
        return frozenset(name for account in self._accounts.values() for name in account.organisations)

    def new_token(
        self,
        owner: str,
        role: Role = "read",
        *,
        name: str = "",
        rights: Iterable[Right] = (),
        repositories: Iterable[str] = (),
    ) -> Token:
        """A new token. Its value is in no list that the hub shows: whoever loses it makes another.

        Raises Refusal (400) for an account, a role or a right that there is not.
        """
        if owner not in self._accounts or role not in RIGHTS:
            raise Refusal(400, f"There is no account {owner!r}, or no kind of token {role!r}.")
        wanted = frozenset(rights) if role == "fineGrained" else RIGHTS[role]
        if unknown := wanted - PERMISSIONS.keys():
            raise Refusal(400, f"There is no right {sorted(unknown)}; there are {sorted(PERMISSIONS)}.")
        value = PREFIX + secrets.token_hex(16)
        token = Token(value, name or role, owner, role, wanted, self._now(), frozenset(repositories))
        with self._lock:
            self._tokens[_key(value)] = token
        return token

    def tokens_of(self, owner: str) -> list[Token]:
        """An account's tokens, the oldest first."""
        with self._lock:
            return [token for token in self._tokens.values() if token.owner == owner]

    def revoke(self, token: Token) -> None:
        """Make a token worthless, at once."""
        with self._lock:
            self._tokens.pop(_key(token.value), None)

    def token(self, value: str | None) -> Token | None:
        """The token of this value, if this hub gave it out and nobody revoked it."""
        if not value:
            return None
        with self._lock:
            return self._tokens.get(_key(value))

    def owner_of(self, value: str | None) -> Account | None:
        """Whose token it is."""
        token = self.token(value)
        return self._accounts.get(token.owner) if token else None


def _key(value: str) -> str:
    # Looked up by a hash: how long a comparison takes tells nothing about a token.
    return hashlib.sha256(value.encode(errors="replace")).hexdigest()


@dataclass(frozen=True)
class Visitor:
    """Whoever sent a request: an account and the token that it showed, or nobody."""

    account: Account | None = None
    token: Token | None = None

    def may(self, right: Right, repository: Repository) -> bool:
        """Whether they may read or change a repository: both they and their token."""
        if self.account is None or self.token is None:
            return right == "read" and not repository.private
        theirs = self.account.writes_for(repository.owner)
        if right == "read" and not repository.private:
            return True
        return theirs and self.token.allows(right, repository.id)

    def may_read_files(self, repository: Repository) -> bool:
        """Whether they may have the files, too."""
        if not self.may("read", repository):
            return False
        if not repository.gated:
            return True
        if self.account is None or self.token is None or not self.token.allows("read", repository.id):
            return False
        return self.account.writes_for(repository.owner) or repository.lets_in(self.account.name)


def visitor(accounts: Accounts, value: str | None) -> Visitor:
    """Who shows this token. Raises Refusal (401) for one that is not of this hub, or was revoked."""
    if value is None:
        return Visitor()
    token = accounts.token(value)
    account = accounts.find(token.owner) if token else None
    if token is None or account is None:
        raise Refusal(401, "Invalid credentials in Authorization header")
    return Visitor(account, token)


def whoami(who: Visitor, accounts: Accounts) -> dict[str, object]:
    """What ``/api/whoami-v2`` tells. Raises Refusal (401) for nobody."""
    if who.account is None or who.token is None:
        raise Refusal(401, "Invalid user token.")
    token = who.token
    shown: dict[str, object] = {"displayName": token.name, "role": token.role, "createdAt": iso(token.created)}
    if token.role == "fineGrained":
        permissions = sorted(PERMISSIONS[right] for right in token.rights)
        entity = {"_id": who.account.name, "type": "user", "name": who.account.name}
        shown["fineGrained"] = {
            "canReadGatedRepos": "read" in token.rights,
            "global": [],
            "scoped": [{"entity": entity, "permissions": permissions}],
        }
    return {
        "type": "user",
        "id": hashlib.sha1(who.account.name.encode()).hexdigest()[:24],
        "name": who.account.name,
        "fullname": who.account.full_name,
        "email": f"{who.account.name}@glassbox.invalid",
        "emailVerified": True,
        "canPay": False,
        "isPro": False,
        "orgs": [
            {"type": "org", "id": name, "name": name, "fullname": name, "roleInOrg": "write", "isEnterprise": False}
            for name in who.account.organisations
        ],
        "auth": {"type": "access_token", "accessToken": shown},
    }
