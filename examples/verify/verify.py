"""Checks signed requests of Simpul's gateway: python3 verify.py vectors.json"""
import base64, hashlib, hmac, json, re, sys

FORM = re.compile(r'simpul=(\("@method" "@path" "content-digest" "simpul-audience" "simpul-identity"\)'
                  r';created=([0-9]{1,12});nonce="([\w-]{22})";keyid="([\w.-]{1,64})";alg="hmac-sha256")', re.ASCII)


def is_signed(request, audience, keys, now, seen):
    """`seen`: nonces of the last minute, shared by all that serve the subgraph."""
    found = FORM.fullmatch(request.get("signature-input", ""))
    if found is None or found[4] not in keys:
        return False
    digest = "sha-256=:%s:" % base64.b64encode(hashlib.sha256(request["body"].encode()).digest()).decode()
    base = "\n".join(['"@method": ' + request["method"], '"@path": ' + request["path"], '"content-digest": ' + digest,
                      '"simpul-audience": ' + audience, '"simpul-identity": ' + request.get("simpul-identity", ""),
                      '"@signature-params": ' + found[1]])
    mac = hmac.new(base64.b64decode(keys[found[4]]), base.encode(), hashlib.sha256).digest()
    signature = "simpul=:%s:" % base64.b64encode(mac).decode()
    if not hmac.compare_digest(signature.encode(), request.get("signature", "").encode()):
        return False
    if digest != request.get("content-digest") or audience != request.get("simpul-audience"):
        return False
    if abs(now - int(found[2])) > 30 or found[3] in seen:
        return False
    seen.add(found[3])
    return True


with open(sys.argv[1], encoding="utf-8") as file:
    given, nonces = json.load(file), set()
for vector in given["vectors"]:
    signed = is_signed(vector, given["audience"], given["keys"], int(vector["now"]), nonces)
    print("ok" if signed else "refused", vector["name"])
