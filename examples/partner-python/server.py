"""River gauges as a subgraph: SUBGRAPH_KEYS=id=key python3 server.py. Python 3.8 or later, nothing to install."""
import json
import os
import re
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from gauges import ENTITIES, TYPES, Reads
from graph import Problem, Run
from signature import Nonces, is_signed, read_keys

NAME = "gauges"
MOST_BYTES = 1024 * 1024
TRACE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
SDL = Path(__file__).with_name("schema.graphql").read_text(encoding="utf-8")
KEYS = read_keys(os.environ.get("SUBGRAPH_KEYS", ""))
NONCES = Nonces()


def error(code, message):
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    is_under_way = False

    def parse_request(self):
        # The first line has come: until its answer is written the request is under way.
        self.is_under_way = True
        self.server.count(1)
        return super().parse_request()

    def handle_one_request(self):
        try:
            super().handle_one_request()
        finally:
            if self.is_under_way:
                self.is_under_way = False
                self.server.count(-1)

    def do_GET(self):
        if self.path == "/health":
            self.send(200, {"status": "ok", "subgraph": NAME})
        else:
            self.refuse(404, "NOT_FOUND", "POST to /graphql.")

    def do_POST(self):
        path = self.path.split("?", 1)[0]
        length = self.headers.get("content-length", "")
        if not re.fullmatch("[0-9]{1,9}", length, re.ASCII) or int(length) > MOST_BYTES:
            self.close_connection = True
            self.refuse(413, "BODY_TOO_LARGE", "The request has no length, or is too large.")
            return
        body = self.rfile.read(int(length))
        if path != "/graphql":
            self.refuse(404, "NOT_FOUND", "POST to /graphql.")
        elif not is_signed("POST", path, self.headers, body, NAME, KEYS, NONCES, int(time.time())):
            self.refuse(401, "UNSIGNED_REQUEST", "The request is not signed as it must be.")
        else:
            self.answer(body)

    def answer(self, body):
        try:
            asked = json.loads(body)
            query, variables = asked["query"], asked.get("variables") or {}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            query, variables = None, {}
        if not isinstance(query, str) or not isinstance(variables, dict):
            self.refuse(400, "BAD_REQUEST", "The body must be JSON with a query, and variables that are an object.")
            return
        reads = Reads()
        try:
            answer = {"data": Run(TYPES, ENTITIES, SDL, variables, reads).answer(query, asked.get("operationName"))}
        except Problem as problem:
            answer = error(problem.code, str(problem))
        except Exception as failure:  # What went wrong inside stays inside.
            print("failed: %s" % type(failure).__name__, file=sys.stderr)
            answer = error("INTERNAL_SERVER_ERROR", "The subgraph could not answer.")
        headers = {"simpul-database-commands": str(reads.count)}
        if TRACE.fullmatch(self.headers.get("traceparent", "")):
            headers["traceresponse"] = self.headers["traceparent"]
        self.send(200, answer, headers)

    def refuse(self, status, code, message):
        self.send(status, error(code, message))

    def send(self, status, value, headers=None):
        content = json.dumps(value).encode()
        self.send_response(status)
        for name, text in {"content-type": "application/json", "content-length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, text)
        if self.server.is_stopping:
            self.send_header("connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(content)

    def version_string(self):
        return NAME

    def log_message(self, *_):
        """Nothing of a request is logged."""


class Server(ThreadingHTTPServer):
    """One thread for each connection. Idle ones do not keep the process; those with a request under way do."""

    daemon_threads = True
    is_stopping = False

    def __init__(self, address):
        super().__init__(address, Handler)
        self._under_way = 0
        self._changed = threading.Condition()

    def count(self, change):
        with self._changed:
            self._under_way += change
            self._changed.notify_all()

    def wait_until_idle(self, seconds):
        with self._changed:
            self._changed.wait_for(lambda: self._under_way == 0, seconds)


def main():
    server = Server((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "4006"))))

    def stop(*_):
        server.is_stopping = True
        # Not from this thread: shutdown waits for the loop that it interrupts.
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    print("%s  http://%s:%d/graphql" % (NAME, *server.server_address[:2]), flush=True)
    server.serve_forever(poll_interval=0.1)
    server.socket.close()
    server.wait_until_idle(8)


if __name__ == "__main__":
    main()
