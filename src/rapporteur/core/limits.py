"""Limits for a process that reads what strangers sent."""


def limit_memory(most: int) -> None:
    """Let this process have no more than `most` bytes, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # not a Unix: limits of time still hold
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
