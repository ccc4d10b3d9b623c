"""Notes that lie elsewhere: on a web server, in a bucket, in an archive, wherever fsspec reaches.

Only what the user names is asked for, and what lies below it. A listing says what is there, not where: a link that leads out of
its folder, another host's above all, is left alone; a redirect is told, not followed; the name of a file is never read as an address.
"""

from graph1540.fetch.address import Remote, is_remote
from graph1540.fetch.find import fetch, find_remote

__all__ = ["Remote", "fetch", "find_remote", "is_remote"]
