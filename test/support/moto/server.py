"""The moto server, with what it lacks: see the modules beside this one.

Usage: server.py [moto_server options]
"""

import sys

import cloudformation  # noqa: F401
import ecs  # noqa: F401
import route53  # noqa: F401
from moto.server import main
from werkzeug.serving import WSGIRequestHandler

# Nobody reads a line for each request.
WSGIRequestHandler.log_request = lambda *_: None

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
