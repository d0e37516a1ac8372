"""The language server that editors use for YAML, spoken to as an editor does: JSON-RPC over its standard streams."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PLAIN_TEXT_SNIPPETS = {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}


class Editor:
    """An editor in a folder, with the folder's own settings."""

    def __init__(self, folder: Path, node: str) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self._last = 0
        self._opened: set[str] = set()
        self._found: dict[str, list[dict[str, Any]]] = {}
        settings = folder / ".vscode" / "settings.json"
        self._settings = json.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
        self._ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            workspaceFolders=[{"uri": folder.as_uri(), "name": "site"}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {"completion": {"completionItem": PLAIN_TEXT_SNIPPETS}, "hover": {}},
            },
        )
        self._tell("initialized")

    def close(self) -> None:
        """Let the server end by itself."""
        self._ask("shutdown")
        self._tell("exit")
        self._process.communicate(timeout=20)

    def open(self, path: str, text: str) -> "OpenFile":
        """Open a file that need not be on the disk, once; a bar in `text` is where the cursor stands."""
        before, _, after = text.partition("|")
        uri = (self.folder / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": before + after}
        assert uri not in self._opened, "what was found the first time would be taken for what is found now"
        self._opened.add(uri)
        self._tell("textDocument/didOpen", textDocument=document)
        lines = before.split("\n")
        return OpenFile(self, uri, before + after, {"line": len(lines) - 1, "character": len(lines[-1])})

    def wait_for_problems(self, uri: str) -> list[dict[str, Any]]:
        """Wait until the server has told what it finds wrong."""
        while uri not in self._found:
            self._read()
        return self._found[uri]

    def ask(self, method: str, uri: str, position: dict[str, int]) -> Any:
        """Ask something about a place in a file."""
        return self._ask(method, textDocument={"uri": uri}, position=position)

    def _ask(self, method: str, **params: Any) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            answer = self._read()
            if answer.get("id") == self._last and "method" not in answer:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """Read one message; keep what it tells, and answer what the server itself asks."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(stream.read(length))
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            items = message["params"]["items"]
            self._send({"id": message["id"], "result": [self._section(item.get("section", "")) for item in items]})
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _section(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = {"schemaStore": {"enable": False}} if name == "yaml" else {}
        for key, value in self._settings.items():
            section, _, rest = key.partition(".")
            if section == name:
                found[rest] = value
        return found


class OpenFile:
    """A file that is open in the editor, with the cursor in it."""

    def __init__(self, editor: Editor, uri: str, text: str, cursor: dict[str, int]) -> None:
        self._editor, self._uri, self._cursor = editor, uri, cursor
        self._lines = text.split("\n")

    def proposals(self) -> dict[str, dict[str, Any]]:
        """What is proposed at the cursor, by label."""
        answer = self._editor.ask("textDocument/completion", self._uri, self._cursor)
        items: Sequence[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in items}

    def hover(self) -> str:
        """What is shown of the word at the cursor."""
        answer = self._editor.ask("textDocument/hover", self._uri, self._cursor)
        return str(answer["contents"]["value"]) if answer else ""

    def problems(self) -> list[tuple[str, str]]:
        """What is underlined, and what is said about it."""
        return [(self._cut(found["range"]), found["message"]) for found in self._editor.wait_for_problems(self._uri)]

    def _cut(self, place: dict[str, dict[str, int]]) -> str:
        start, end = place["start"], place["end"]
        line = self._lines[start["line"]]
        return line[start["character"] : end["character"] if end["line"] == start["line"] else None]
