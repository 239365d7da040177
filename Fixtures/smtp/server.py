"""A mail server for tests, on loopback, that answers as it is told and keeps what it accepts.

    python3 server.py --folder DIR --port-file FILE [options]

It listens on a free port of 127.0.0.1, writes the port to FILE when it is ready, and ends when the process that started it
does. What it accepts goes to DIR:

    accepted/000001.eml     the bytes of each message, as they were before dots were doubled
    accepted.jsonl          a line each: file, from, to, message_id, sha256, size

What an address is answered is a file DIR/rules/ADDRESS, read anew at each command, or --reject ADDRESS=ANSWER. ANSWER is

    550 5.1.1 no such user      the answer to RCPT
    mail 550 5.7.1 not you      the answer to MAIL, for a sender
    data 554 5.6.0 no           the answer to the whole message
    later 2 451 4.7.1 wait      the answer to RCPT, so many times, then 250
    delay 0.04                  accepted, the answer to the message is late by so many seconds
    hold                        the message is kept, and the answer comes when the file says something else
    drop                        the connection ends at RCPT
    drop-data                   the connection ends when the message is whole; it is not kept
    drop-kept                   the same, but the message is kept
    silent                      the message is kept, and no answer comes
"""

import argparse
import asyncio
import email
import hashlib
import json
import os
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--port-file", required=True, type=pathlib.Path)
    parser.add_argument("--port", type=int, default=0, help="a free one unless given")
    parser.add_argument("--greylist", action="store_true", help="451 4.7.1 at the first try of each recipient")
    parser.add_argument("--reject", action="append", default=[], metavar="ADDRESS=ANSWER")
    parser.add_argument("--delay", type=float, default=0, help="seconds before each answer to a message")
    parser.add_argument("--certificate", help="offers STARTTLS with this file, of certificate and key")
    parser.add_argument("--implicit", action="store_true", help="TLS from the first byte on")
    parser.add_argument("--require-starttls", action="store_true")
    parser.add_argument("--user", help="who must log in")
    parser.add_argument("--password", default="")
    parser.add_argument("--ascii", action="store_true", help="does not offer SMTPUTF8")
    return parser.parse_args()


class Sink:
    """What aiosmtpd asks at each command."""

    def __init__(self, options):
        self.options = options
        self.rejects = dict(rule.split("=", 1) for rule in options.reject)
        self.tries = {}
        (options.folder / "rules").mkdir(parents=True, exist_ok=True)
        (options.folder / "accepted").mkdir(exist_ok=True)

    def rule(self, address):
        path = self.options.folder / "rules" / address.replace("/", "_")
        try:
            return path.read_text().strip()
        except OSError:
            return self.rejects.get(address, "")

    async def handle_MAIL(self, server, session, envelope, address, options):
        rule = self.rule(address)
        if rule.startswith("mail "):
            return rule[5:]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 sender ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        rule = self.rule(address)
        count = self.tries[address] = self.tries.get(address, 0) + 1
        if rule == "drop":
            server.transport.abort()
            return "250 never heard"
        if rule[:1].isdigit():
            return rule
        if rule.startswith("later "):
            _, times, answer = rule.split(" ", 2)
            if count <= int(times):
                return answer
        if self.options.greylist and count == 1:
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 recipient ok"

    async def handle_DATA(self, server, session, envelope):
        rule = self.rule(envelope.rcpt_tos[0])
        if rule.startswith("data "):
            return rule[5:]
        if rule != "drop-data":
            self.keep(envelope)
        if rule.startswith("drop-"):
            server.transport.abort()
        if rule == "silent":
            await asyncio.sleep(600)
        while self.rule(envelope.rcpt_tos[0]) == "hold":
            await asyncio.sleep(0.01)
        delay = float(rule[6:]) if rule.startswith("delay ") else self.options.delay
        if delay:
            await asyncio.sleep(delay)
        return "250 2.0.0 queued"

    def keep(self, envelope):
        number = sum(1 for _ in (self.options.folder / "accepted").iterdir()) + 1
        name = f"{number:06}.eml"
        (self.options.folder / "accepted" / name).write_bytes(envelope.content)
        line = {
            "file": name,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "message_id": email.message_from_bytes(envelope.content)["Message-ID"],
            "sha256": hashlib.sha256(envelope.content).hexdigest(),
            "size": len(envelope.content),
        }
        with open(self.options.folder / "accepted.jsonl", "a") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")


async def serve(options):
    sink = Sink(options)
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate)

    def authenticate(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (options.user.encode(), options.password.encode())
        # With handled=False aiosmtpd says "535 5.7.8 Authentication credentials invalid".
        return AuthResult(success=right, handled=False)

    def make():
        return SMTP(
            sink,
            hostname="mail.test",
            enable_SMTPUTF8=not options.ascii,
            decode_data=False,
            tls_context=None if options.implicit else context,
            require_starttls=options.require_starttls,
            authenticator=authenticate if options.user else None,
            auth_required=bool(options.user),
            auth_require_tls=False,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(make, "127.0.0.1", options.port, ssl=context if options.implicit else None)
    port = server.sockets[0].getsockname()[1]
    draft = options.port_file.with_suffix(".draft")
    draft.write_text(f"{port}\n")
    draft.rename(options.port_file)
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(0.5)


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
