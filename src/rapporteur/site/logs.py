"""What is written into logs: many more people read them than may know a private link."""

import logging
import re

# Tokens (`base.tokens`) and signatures, as they stand in addresses.
_SECRET = re.compile(r"(?<=/)(?:[0-9a-f]{8}[-\w]{22}|[-\w]{43})(?=[/.?\s]|$)")


class WithoutSecrets(logging.Filter):
    """Has a private link in a line of a log lead nowhere."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRET.sub("…", record.getMessage()), ()
        return True
