"""Which requests are answered: signed by the gateway, for this subgraph, once."""
import base64
import hashlib
import hmac
import re
import threading

WINDOW_SECONDS = 30
FORM = re.compile(r'simpul=(\("@method" "@path" "content-digest" "simpul-audience" "simpul-identity"\)'
                  r';created=([0-9]{1,12});nonce="([\w-]{22})";keyid="([\w.-]{1,64})";alg="hmac-sha256")', re.ASCII)


def read_keys(text):
    """The keys of SUBGRAPH_KEYS, `id=base64,...`, by their ids."""
    keys = {}
    for pair in text.split(","):
        found = re.fullmatch(r"\s*([\w.-]{1,64})=([A-Za-z0-9+/]+={0,2})\s*", pair, re.ASCII)
        key = base64.b64decode(found[2]) if found else b""
        if len(key) < 32:
            raise SystemExit("SUBGRAPH_KEYS must be id=key,... with keys of at least 32 bytes in base64 "
                             "(openssl rand -base64 32).")
        keys[found[1]] = key
    return keys


class Nonces:
    """The nonces of the window, each taken once; for all threads of the process."""

    def __init__(self):
        self._until = {}
        self._lock = threading.Lock()

    def take(self, nonce, created, now):
        with self._lock:
            self._until = {seen: until for seen, until in self._until.items() if until >= now}
            if nonce in self._until:
                return False
            self._until[nonce] = created + WINDOW_SECONDS
            return True


def is_signed(method, path, headers, body, audience, keys, nonces, now):
    """`headers` gives a header by its name, or a default; `body` is bytes; `now` is in seconds since 1970."""
    found = FORM.fullmatch(headers.get("signature-input", ""))
    if found is None or found[4] not in keys:
        return False
    digest = "sha-256=:%s:" % base64.b64encode(hashlib.sha256(body).digest()).decode()
    base = "\n".join(['"@method": ' + method, '"@path": ' + path, '"content-digest": ' + digest,
                      '"simpul-audience": ' + audience, '"simpul-identity": ' + headers.get("simpul-identity", ""),
                      '"@signature-params": ' + found[1]])
    mac = hmac.new(keys[found[4]], base.encode(), hashlib.sha256).digest()
    signature = "simpul=:%s:" % base64.b64encode(mac).decode()
    if not hmac.compare_digest(signature.encode(), headers.get("signature", "").encode()):
        return False
    if digest != headers.get("content-digest") or audience != headers.get("simpul-audience"):
        return False
    created = int(found[2])
    return abs(now - created) <= WINDOW_SECONDS and nonces.take(found[3], created, now)
