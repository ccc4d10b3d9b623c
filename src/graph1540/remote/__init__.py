"""Datasets on a server: any that speaks SPARQL 1.1 can be asked, filled and read whole.

``docs/remote.md`` says which servers were tried and what each needs.
"""

from graph1540.remote.endpoint import CANONICAL, Endpoint
from graph1540.remote.publish import Published, publish
from graph1540.remote.web import Answered, Credentials, Web, check_address, read_credentials, read_login

__all__ = ["CANONICAL", "Answered", "Credentials", "Endpoint", "Published", "Web", "check_address", "publish", "read_credentials", "read_login"]
