"""`rapporteur account`: an official's account."""

import sys

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from rapporteur.base.audit.actions import record
from rapporteur.base.models import User
from rapporteur.base.refusals import Refused
from rapporteur.cli._database import with_database

BY = "rapporteur account"


@click.command(name="account")
@click.argument("email")
@click.option("--name", default="", help="The official's name, as the audit trail shows it.")
@click.option(
    "--opens-consultations",
    is_flag=True,
    help="Let them open consultations, and so become their administrator.",
)
@with_database
def command(email: str, *, name: str, opens_consultations: bool) -> None:
    """Create an official's account, or set a new password for one that is there.

    The password is asked for and never shown; from a script it is the first line of standard
    input. What an official may do in a consultation, its administrator decides at the desk.

    \b
    Examples:
      rapporteur account registrar@example.org --name "Rafael Ortiz"
      rapporteur account head@example.org --name "Amina Haddad" --opens-consultations
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = _new(email, name)
    password = _ask_password()
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Refused(
            "The account was not kept.", " ".join(problem.messages), "Choose another password."
        ) from None
    with transaction.atomic():
        new = user.pk is None
        user.name = name or user.name
        user.is_staff = opens_consultations or user.is_staff
        user.set_password(password)
        user.save()
        record("people.create_account" if new else "people.change_account", user, by=BY)
    click.echo(f"{user.email}: {'created' if new else 'changed'}.")


def _new(email: str, name: str) -> User:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(
            "No account was created.",
            f"“{email}” is not an e-mail address.",
            "Write it as in registrar@example.org.",
        ) from None
    if not name:
        raise Refused(
            "No account was created.",
            "A new account needs its owner's name.",
            'Add it: --name "Rafael Ortiz".',
        )
    return User(email=User.objects.normalize_email(email), name=name)


def _ask_password() -> str:
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\n")
