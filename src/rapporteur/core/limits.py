"""Limits for a process that reads what strangers sent."""


def limit_memory(most: int) -> None:
    """Let this process have no more than `most` bytes, where the system knows such limits. One
    that is lower already stays."""
    try:
        import resource
    except ImportError:  # not a Unix: limits of time still hold
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (least, least))
