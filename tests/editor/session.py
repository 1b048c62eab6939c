#!/usr/bin/env python3
"""What an editor shows in a pipeline: a session with rust-analyzer, as an editor holds it.

    tests/editor/session.py [PATH-OF-RUST-ANALYZER]

Without an argument it takes `rust-analyzer` from PATH. It needs nothing but Python's standard library and cargo; it
builds a small package in a temporary folder (in CARGO_TARGET_DIR, if set). It prints what the server answers, and
exits with 1 if an answer is not as expected. A parameter has to lead to the function or the field that provides it,
and completion has to work in a body that does not parse yet. On its start rust-analyzer has rustup add the component
rust-src to the toolchain; `rustup component remove rust-src` takes it off again.
"""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 300  # seconds for the server to load the package, and for each answer
CONTENT_MODIFIED = -32801  # the protocol's code for an answer that later changes have overtaken

MANIFEST = f"""\
[package]
name = "shop"
version = "0.0.0"
edition = "2024"

[dependencies]
dagwright = {{ path = {json.dumps(str(REPOSITORY))}, default-features = false }}

[workspace]
"""

SOURCE = """\
pub struct User {
    pub id: u64,
    pub nickname: String,
}

pub struct Cart {
    pub items: Vec<u64>,
}

#[dagwright::dag]
pub mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    pub async fn user(user_id: u64) -> User {
        User { id: user_id, nickname: String::new() }
    }

    pub async fn cart(user: &User) -> Cart {
        Cart { items: vec![user.id] }
    }

    pub async fn page(user: &User, cart: Cart) -> u64 {
        user.id + cart.items[0]
    }
}
"""

# A body in the middle of being typed: the expression and the statement are unfinished.
HALF_TYPED = SOURCE.replace("user.id + cart.items[0]", "let greeted = if user.")


def position(text, line_with, word):
    """Of the first `word` in the first line that contains `line_with`."""
    for number, line in enumerate(text.splitlines()):
        if line_with in line:
            return {"line": number, "character": line.index(word, line.index(line_with))}
    raise LookupError(line_with)


class Server:
    """A language server, spoken to over its standard input and output."""

    def __init__(self, program, folder):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.messages = queue.Queue()
        self.requests = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while headers := self._headers():
            self.messages.put(json.loads(self.process.stdout.read(int(headers["content-length"]))))
        self.messages.put(None)

    def _headers(self):
        headers = {}
        while (line := self.process.stdout.readline()).strip():
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        return headers

    def _send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _until(self, wanted):
        """Reads messages up to the first that is wanted; answers whatever the server asks with nothing."""
        while True:
            message = self.messages.get(timeout=PATIENCE)
            if message is None:
                raise EOFError("the server has ended")
            if "method" in message and "id" in message:
                self._send(id=message["id"], result=None)
            if wanted(message):
                return message

    def notify(self, method, params):
        self._send(method=method, params=params)

    def request(self, method, params):
        """The answer to a request, which is repeated while the server says that it has changed its mind meanwhile."""
        answer = self._ask_once(method, params)
        while answer.get("error", {}).get("code") == CONTENT_MODIFIED:
            answer = self._ask_once(method, params)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _ask_once(self, method, params):
        self.requests += 1
        number = self.requests
        self._send(id=number, method=method, params=params)
        return self._until(lambda message: message.get("id") == number and "method" not in message)

    def settle(self):
        """Waits until the server has loaded the package and has nothing left to do."""

        def settled(message):
            return message.get("method") == "experimental/serverStatus" and message["params"]["quiescent"]

        print("server:", self._until(settled)["params"].get("message") or "ready")


class Document:
    """The one source file, open in the editor."""

    def __init__(self, server, path, text):
        self.server, self.text, self.version = server, text, 1
        self.identifier = {"uri": path.as_uri()}
        opened = {**self.identifier, "languageId": "rust", "version": 1, "text": text}
        server.notify("textDocument/didOpen", {"textDocument": opened})

    def change(self, text):
        self.text, self.version = text, self.version + 1
        changed = {**self.identifier, "version": self.version}
        self.server.notify("textDocument/didChange", {"textDocument": changed, "contentChanges": [{"text": text}]})

    def ask(self, what, at, **more):
        params = {"textDocument": self.identifier, "position": at, **more}
        return self.server.request(f"textDocument/{what}", params)

    def lines(self, locations):
        """The lines at which the locations begin; those of this file first, in its order."""
        here, elsewhere, lines = set(), set(), self.text.splitlines()
        for place in locations or []:
            uri = place.get("targetUri") or place["uri"]
            line = (place.get("targetSelectionRange") or place["range"])["start"]["line"]
            if uri == self.identifier["uri"]:
                here.add(line)
            else:
                elsewhere.add(f"{uri.rpartition('/')[2]}, line {line + 1}")
        return [lines[line].strip() for line in sorted(here)] + sorted(elsewhere)


class Session:
    """The questions, and whether the answers are as expected."""

    def __init__(self, document):
        self.document = document
        self.failures = 0

    def expect(self, question, answer, *wanted):
        missing = [part for part in wanted if not any(part in line for line in answer)]
        self.failures += bool(missing)
        print(f"{'MISSING' if missing else 'ok':<8}{question}")
        for line in answer:
            print(f"          {line}")
        for part in missing:
            print(f"          expected: {part}")

    def parameter(self, line_with, name, declaration, *uses):
        """Where `name` leads from the parameter in the line, what is shown there, and where it is used."""
        at = position(self.document.text, line_with, name)
        definition = self.document.lines(self.document.ask("definition", at))
        self.expect(f"definition of the parameter `{name}`", definition, declaration)

        hover = self.document.ask("hover", at)
        shown = hover["contents"]["value"].splitlines() if hover else []
        self.expect(f"hover over the parameter `{name}`", shown, declaration.removeprefix("pub ").rstrip("{, "))

        at = position(self.document.text, declaration, name)
        found = self.document.ask("references", at, context={"includeDeclaration": False})
        self.expect(f"references to `{declaration}`", self.document.lines(found), *uses)

    def completion(self, typed, *wanted):
        at = position(self.document.text, typed, typed)
        at["character"] += len(typed)
        found = self.document.ask("completion", at)
        items = found["items"] if isinstance(found, dict) else found or []
        fields = [item["label"] for item in items if item.get("kind") == 5]
        self.expect(f"fields offered after `{typed}`", fields, *wanted)


def initialize(server, folder):
    capabilities = {
        "textDocument": {"definition": {"linkSupport": True}, "hover": {"contentFormat": ["markdown"]}},
        "experimental": {"serverStatusNotification": True},
    }
    options = {"checkOnSave": False, "cachePriming": {"enable": False}}
    folders = [{"uri": folder.as_uri(), "name": folder.name}]
    server.request(
        "initialize",
        {
            "processId": os.getpid(),
            "rootUri": folder.as_uri(),
            "workspaceFolders": folders,
            "capabilities": capabilities,
            "initializationOptions": options,
        },
    )
    server.notify("initialized", {})


def write_package(folder):
    (folder / "src").mkdir()
    (folder / "Cargo.toml").write_text(MANIFEST)
    (folder / "src/lib.rs").write_text(SOURCE)
    return folder / "src/lib.rs"


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "rust-analyzer"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        source = write_package(folder)
        server = Server(program, folder)
        initialize(server, folder)
        document = Document(server, source, SOURCE)
        server.settle()

        session = Session(document)
        session.parameter("async fn page", "cart", "pub async fn cart", "pub async fn page")
        session.parameter("async fn user(", "user_id", "pub user_id: u64", "pub async fn user(")
        document.change(HALF_TYPED)
        session.completion("let greeted = if user.", "id", "nickname")

        server.request("shutdown", None)
        server.notify("exit", None)
        server.process.wait(timeout=PATIENCE)
    return 1 if session.failures else 0


if __name__ == "__main__":
    sys.exit(main())
