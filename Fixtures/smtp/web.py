"""A web server for tests of webhooks, on loopback: the path says what it answers.

    python3 web.py --folder DIR --port-file FILE

    /204            this code; /503/120 with "Retry-After: 120", /302/URL with "Location: URL"
    /drop           the connection ends when the body is whole
    /silent         no answer comes
    /half           the connection ends before the body is read

Each request that it read whole is a file DIR/accepted/000001.json: method, path, headers, body. It ends when the process
that started it does.
"""

import argparse
import http.server
import json
import os
import pathlib
import socket
import threading
import time


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        words = self.path.strip("/").split("/", 1)
        if words[0] == "half":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if len(body) == int(self.headers["Content-Length"]):
            self.keep(body)
        if words[0] == "silent":
            time.sleep(600)
        if words[0] in ("drop", "silent"):
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self.send_response(int(words[0]))
        if len(words) > 1:
            self.send_header("Location" if words[0].startswith("3") else "Retry-After", words[1])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def keep(self, body):
        with self.server.lock:
            folder = self.server.folder / "accepted"
            folder.mkdir(exist_ok=True)
            number = sum(1 for _ in folder.iterdir()) + 1
            request = {
                "method": self.command,
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
                "body": body.decode(),
            }
            (folder / f"{number:06}.json").write_text(json.dumps(request))

    def log_message(self, *arguments):
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--port-file", required=True, type=pathlib.Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.folder = options.folder
    server.lock = threading.Lock()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    draft = options.port_file.with_suffix(".draft")
    draft.write_text(f"{server.server_port}\n")
    draft.rename(options.port_file)
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)


if __name__ == "__main__":
    main()
