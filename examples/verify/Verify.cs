// Checks signed requests of Simpul's gateway:
// mcs -r:System.Runtime.Serialization Verify.cs && mono Verify.exe vectors.json
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.Serialization.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

public class Vectors
{
    public string audience;
    public Dictionary<string, string> keys;
    public List<Dictionary<string, string>> vectors;
}

public static class Verify
{
    static readonly Regex form = new Regex(@"^simpul=(\(""@method"" ""@path"" ""content-digest"" ""simpul-audience"" ""simpul-identity""\);created=([0-9]{1,12});nonce=""([A-Za-z0-9_-]{22})"";keyid=""([A-Za-z0-9_.-]{1,64})"";alg=""hmac-sha256"")\z");

    static string Header(Dictionary<string, string> request, string name)
    {
        string value;
        return request.TryGetValue(name, out value) && value != null ? value : "";
    }

    static bool AreEqual(string one, string other)
    {
        var difference = one.Length ^ other.Length;
        for (var i = 0; i < one.Length && i < other.Length; i++) difference |= one[i] ^ other[i];
        return difference == 0;
    }

    // seen: nonces of the last minute, shared by all that serve the subgraph.
    static bool IsSigned(Dictionary<string, string> request, string audience, Dictionary<string, string> keys, long now, HashSet<string> seen)
    {
        var found = form.Match(Header(request, "signature-input"));
        string key, digest, mac;
        if (!found.Success || !keys.TryGetValue(found.Groups[4].Value, out key)) return false;
        using (var hash = SHA256.Create())
            digest = "sha-256=:" + Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(request["body"]))) + ":";
        var text = string.Join("\n", "\"@method\": " + request["method"], "\"@path\": " + request["path"],
            "\"content-digest\": " + digest, "\"simpul-audience\": " + audience,
            "\"simpul-identity\": " + Header(request, "simpul-identity"), "\"@signature-params\": " + found.Groups[1].Value);
        using (var hash = new HMACSHA256(Convert.FromBase64String(key)))
            mac = "simpul=:" + Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text))) + ":";
        if (!AreEqual(mac, Header(request, "signature"))) return false;
        if (digest != Header(request, "content-digest") || audience != Header(request, "simpul-audience")) return false;
        return Math.Abs(now - long.Parse(found.Groups[2].Value)) <= 30 && seen.Add(found.Groups[3].Value);
    }

    public static void Main(string[] args)
    {
        var settings = new DataContractJsonSerializerSettings { UseSimpleDictionaryFormat = true };
        Vectors file;
        using (var stream = File.OpenRead(args[0]))
            file = (Vectors)new DataContractJsonSerializer(typeof(Vectors), settings).ReadObject(stream);
        var seen = new HashSet<string>();
        foreach (var vector in file.vectors)
            Console.WriteLine((IsSigned(vector, file.audience, file.keys, long.Parse(vector["now"]), seen) ? "ok " : "refused ") + vector["name"]);
    }
}
