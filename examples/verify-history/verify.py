#!/usr/bin/env python3
"""Checks the history file of a request without anything of Requestry.

    python3 verify.py request.history.ndjson...

The first line tells about the request, the last one holds the count and the hashes; every line between is one event.
An event's hash is SHA-256 over the bytes of its line; the next event holds it as "prev". Exit code 0: nothing was changed in any file.
"""
import hashlib
import json
import sys


def sha256(line):
    return hashlib.sha256(line).hexdigest()


def parsed(line):
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def first_broken(content):
    """The number of the first line that does not fit, from 1, or None."""
    lines = content.split(b"\n")
    header = parsed(lines[0])
    if not header or header.get("format") != "requestry-history" or header.get("version") != 1:
        return 1
    if len(lines) < 3 or lines[-1] != b"":
        return len(lines)
    end, events = lines[-2], lines[1:-2]
    prev = "0" * 64
    for place, line in enumerate(events, start=1):
        event = parsed(line)
        if not event or event.get("seq") != place:
            return place + 1
        if event.get("prev") != prev:
            return max(place, 2)
        prev = sha256(line)
    told = parsed(end)
    if not told:
        return len(lines) - 1
    if told.get("header") != sha256(lines[0]):
        return 1
    if told.get("last") != prev:
        return len(lines) - 2
    wanted = json.dumps({"count": len(events), "header": sha256(lines[0]), "last": prev}, separators=(",", ":")).encode()
    return None if end == wanted else len(lines) - 1


def main(names):
    changed = 0
    for name in names:
        with open(name, "rb") as file:
            content = file.read()
        broken = first_broken(content)
        if broken is None:
            print(f"{name}: holds; hash of its last event: {parsed(content.splitlines()[-1])['last']}")
        else:
            changed += 1
            print(f"{name}: changed; line {broken} does not fit")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
