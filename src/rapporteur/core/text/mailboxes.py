"""Which mailbox an e-mail address leads to, however it is written."""

_DOTLESS = frozenset({"gmail.com", "googlemail.com"})  # one mailbox, whatever dots are typed


def mailbox_of(address: str) -> str:
    """The same text for addresses that are known to lead to the same mailbox, to count by.

    Capitals, quotation marks around the name, what stands behind a plus (RFC 5233) and the two
    ways to write an international domain (RFC 5890) make no other mailbox. It is no address to
    write to: some servers part what is made one here.
    """
    name, _at, domain = address.strip().casefold().rpartition("@")
    name = name.strip('"').partition("+")[0] or name
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:  # no name that could be looked up, as it stands then
        domain = domain.rstrip(".")
    if domain in _DOTLESS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"
