"""The errors, drawn as a tree; each one knows the exit code of the command it ends.

FlowsError
├── BadInput (2)                 what the user gave cannot be used; nothing was started
│   ├── SettingsMissing          settings without a value, all named at once
│   ├── VaultUnusable            the vault cannot take a credential; nothing was created
│   └── BrowserMissing           no browser to drive
├── TechnicalFailure (1)         time-out, browser died, 5xx: a new session may try again, Save excepted
│   ├── TenantUnreachable        the tenant's address does not answer
│   ├── ScreenNotOpened          a screen's landmark did not appear
│   ├── ControlNotFound          a documented control is not on the screen
│   ├── NothingToChoose          a dropdown of the form opened empty
│   ├── AmbiguousControl         several controls match, and guessing could do harm
│   ├── SessionExpired           the tenant asked to sign in again in the middle
│   ├── AnotherRun               another run is at work on the same consumer
│   ├── SaveRefused              Save was clicked, and nothing was created
│   ├── PictureRefused           a documentation picture would have been wrong or unsafe; none was written
│   └── LeakFound                a file of the run held a secret; the file is deleted
├── Refused (3)                  the tenant said no; asking again would not help
│   ├── WrongPassword            never retried: accounts lock
│   ├── AccountLocked            too many wrong passwords, or too many tries
│   ├── TwoFactorNeeded          a code is asked for and no seed is set
│   ├── CompanyNotFound          the account does not have that company
│   ├── NotSuperAdministrator    only that role may create or read keys
│   ├── AddOnMissing             API Connections is not part of this tenant
│   ├── PermissionGroupNotFound  with the nearest names, and how many there are
│   ├── NameTaken                a consumer of that name exists, and reuse was not allowed
│   ├── ConsumerNotFound         no consumer of that name
│   └── WrongOrigin              the page is not the configured tenant's: no password is typed
└── NeedsPerson (4)              the program will not guess
    ├── SaveUnknown              Save was clicked, and the tenant does not show what became of it
    ├── Orphaned                 a consumer exists whose secret can no longer be read
    ├── SecretRescued            the vault failed after Save, and the secret waits in a rescue file
    └── DuplicateConsumer        one Save made two consumers
"""

from __future__ import annotations

from typing import ClassVar


class FlowsError(Exception):
    """Anything this project refuses or fails to do.

    Args:
        message: What was looked for, what was there, and what to do next.
        step: The documented step it happened in, "5. Click the + button", where there is one.
    """

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = "technical_failure"

    def __init__(self, message: str, *, step: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.step = step

    def __str__(self) -> str:
        return f"Step {self.step}: {self.message}" if self.step else self.message

    def __init_subclass__(cls) -> None:
        """Name the kind after the class, as JSON readers see it: WrongPassword is wrong_password."""
        words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in cls.__name__)
        cls.kind = words.lstrip("_")


class BadInput(FlowsError):
    """What the user gave cannot be used; nothing was started."""

    exit_code = 2


class SettingsMissing(BadInput):
    """Settings without a value, all named at once, never with a value."""


class VaultUnusable(BadInput):
    """The vault cannot take a credential; nothing was created."""


class BrowserMissing(BadInput):
    """There is no browser to drive."""


class TechnicalFailure(FlowsError):
    """A time-out, a dead browser, a 5xx: a new session may try again, Save excepted."""


class TenantUnreachable(TechnicalFailure):
    """The tenant's address does not answer."""


class ScreenNotOpened(TechnicalFailure):
    """A screen's landmark did not appear."""


class ControlNotFound(TechnicalFailure):
    """A documented control is not on the screen."""


class NothingToChoose(TechnicalFailure):
    """A dropdown of the form opened empty: its choices did not load."""


class AmbiguousControl(TechnicalFailure):
    """Several controls match, and guessing could do harm."""


class SessionExpired(TechnicalFailure):
    """The tenant asked to sign in again in the middle of the work."""


class AnotherRun(TechnicalFailure):
    """Another run is at work on the same consumer; when it has ended, a new one finds what it made."""


class SaveRefused(TechnicalFailure):
    """Save was clicked, and nothing was created."""


class PictureRefused(TechnicalFailure):
    """A documentation picture would have been wrong, or would have shown what nobody should see; none was written."""


class LeakFound(TechnicalFailure):
    """A file of the run held a secret; the file is deleted."""


class Refused(FlowsError):
    """The tenant said no; asking again would not help."""

    exit_code = 3


class WrongPassword(Refused):
    """The tenant refused the e-mail or the password; never retried, because accounts lock."""


class AccountLocked(Refused):
    """The account is locked, or there were too many tries."""


class TwoFactorNeeded(Refused):
    """The tenant asks for a code, and none can be made or the one made was refused."""


class CompanyNotFound(Refused):
    """The account does not have that company, or has several and none was named."""


class NotSuperAdministrator(Refused):
    """Only the Super Administrator may create or read keys."""


class AddOnMissing(Refused):
    """API Connections is not part of this tenant."""


class PermissionGroupNotFound(Refused):
    """The tenant has no permission group of that name."""


class NameTaken(Refused):
    """A consumer of that name exists, and reuse was not allowed or is not possible."""


class ConsumerNotFound(Refused):
    """The tenant has no consumer of that name."""


class WrongOrigin(Refused):
    """The page is not the configured tenant's: no password is typed into it."""


class NeedsPerson(FlowsError):
    """The program will not guess; a person must look."""

    exit_code = 4


class SaveUnknown(NeedsPerson):
    """Save was clicked, and the tenant does not show what became of it."""


class Orphaned(NeedsPerson):
    """A consumer exists whose secret can no longer be read."""


class SecretRescued(NeedsPerson):
    """The vault failed after Save; the secret is in a private file that the next run empties into the vault."""


class DuplicateConsumer(NeedsPerson):
    """One Save made two consumers; one is kept, the other is named."""
