// Checks signed requests of Simpul's gateway: dotnet run Verify.cs vectors.json (.NET 10 or later)
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

var form = new Regex("""^simpul=(\("@method" "@path" "content-digest" "simpul-audience" "simpul-identity"\);created=([0-9]{1,12});nonce="([A-Za-z0-9_-]{22})";keyid="([A-Za-z0-9_.-]{1,64})";alg="hmac-sha256")\z""");

// seen: nonces of the last minute, shared by all that serve the subgraph.
bool IsSigned(Dictionary<string, string> request, string audience, Dictionary<string, string> keys, long now, HashSet<string> seen)
{
    var found = form.Match(request.GetValueOrDefault("signature-input", ""));
    if (!found.Success || !keys.TryGetValue(found.Groups[4].Value, out var key)) return false;
    var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(request["body"])))}:";
    var text = string.Join("\n", "\"@method\": " + request["method"], "\"@path\": " + request["path"],
        "\"content-digest\": " + digest, "\"simpul-audience\": " + audience,
        "\"simpul-identity\": " + request.GetValueOrDefault("simpul-identity", ""), "\"@signature-params\": " + found.Groups[1].Value);
    var mac = HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text));
    var signature = Encoding.UTF8.GetBytes($"simpul=:{Convert.ToBase64String(mac)}:");
    if (!CryptographicOperations.FixedTimeEquals(signature, Encoding.UTF8.GetBytes(request.GetValueOrDefault("signature", "")))) return false;
    if (digest != request.GetValueOrDefault("content-digest") || audience != request.GetValueOrDefault("simpul-audience")) return false;
    return Math.Abs(now - long.Parse(found.Groups[2].Value)) <= 30 && seen.Add(found.Groups[3].Value);
}

using var file = JsonDocument.Parse(File.ReadAllText(args[0]));
var keys = file.RootElement.GetProperty("keys").Deserialize<Dictionary<string, string>>()!;
var audience = file.RootElement.GetProperty("audience").GetString()!;
var seen = new HashSet<string>();
foreach (var vector in file.RootElement.GetProperty("vectors").Deserialize<List<Dictionary<string, string>>>()!)
    Console.WriteLine((IsSigned(vector, audience, keys, long.Parse(vector["now"]), seen) ? "ok " : "refused ") + vector["name"]);
