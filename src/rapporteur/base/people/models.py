"""Who may sign in. What they may do in a consultation is an appointment, in `mandate`."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.base.privacy import Personal


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        # SQLite compares no words without case that are longer than 50,000 characters.
        return self.get(email__iexact=(username or "")[: User.LONGEST_ADDRESS + 1])

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An official with an account. Contributors and coordinators need none: they have links."""

    personal = Personal.OFFICE
    LONGEST_ADDRESS = 254  # characters (RFC 5321, 4.5.3.1.3)

    email = models.EmailField(_("e-mail address"), unique=True, max_length=LONGEST_ADDRESS)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("preferred language"), max_length=2, default="en")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open consultations"), default=False)

    objects = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name or self.email
