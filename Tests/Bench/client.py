"""One keep-alive connection that speaks JSON: the same client for every server that is measured."""

import base64
import hashlib
import http.client
import json
import os
import time
import urllib.parse


class Failure(Exception):
    pass


class Client:
    def __init__(self, url, context=None):
        parts = urllib.parse.urlsplit(url)
        self.prefix = parts.path.rstrip("/")
        if parts.scheme == "https":
            self.connection = http.client.HTTPSConnection(parts.hostname, parts.port, context=context, timeout=60)
        else:
            self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        self.headers = {}

    def send(self, method, path, body=None, headers=None):
        """Sends a request; a dictionary becomes JSON. Gives status, header fields and the body as text."""
        fields = dict(self.headers, **(headers or {}))
        if isinstance(body, dict):
            body = json.dumps(body).encode()
            fields["Content-Type"] = "application/json"
        self.connection.request(method, self.prefix + path, body, fields)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def json(self, method, path, body=None, headers=None):
        status, _, text = self.send(method, path, body, headers)
        if status >= 300:
            raise Failure(f"{method} {path}: {status} {text[:500]}")
        return json.loads(text) if text else None


def random_hashes(count):
    return [base64.b64encode(hashlib.sha256(os.urandom(32)).digest()).decode() for _ in range(count)]


def median_milliseconds(action, rounds, warm_up=20):
    """The middle duration of an action that is done again and again, without the first few times."""
    durations = []
    for number in range(warm_up + rounds):
        start = time.perf_counter()
        action()
        if number >= warm_up:
            durations.append((time.perf_counter() - start) * 1000)
    return sorted(durations)[len(durations) // 2]
