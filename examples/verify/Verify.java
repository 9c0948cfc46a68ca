// Checks signed requests of Simpul's gateway: java Verify.java vectors.json (Java 17 or later)
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.regex.*;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import static java.nio.charset.StandardCharsets.UTF_8;

class Verify {
  static final Pattern FORM = Pattern.compile("simpul=(\\(\"@method\" \"@path\" \"content-digest\" \"simpul-audience\" \"simpul-identity\"\\)"
      + ";created=([0-9]{1,12});nonce=\"([\\w-]{22})\";keyid=\"([\\w.-]{1,64})\";alg=\"hmac-sha256\")");

  /** `seen`: nonces of the last minute, shared by all that serve the subgraph. */
  static boolean isSigned(Map<String, String> request, String audience, Map<String, String> keys, long now, Set<String> seen)
      throws Exception {
    var found = FORM.matcher(request.getOrDefault("signature-input", ""));
    if (!found.matches() || !keys.containsKey(found.group(4))) return false;
    var sha = MessageDigest.getInstance("SHA-256").digest(request.get("body").getBytes(UTF_8));
    var digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha) + ":";
    var base = String.join("\n", "\"@method\": " + request.get("method"), "\"@path\": " + request.get("path"),
        "\"content-digest\": " + digest, "\"simpul-audience\": " + audience,
        "\"simpul-identity\": " + request.getOrDefault("simpul-identity", ""), "\"@signature-params\": " + found.group(1));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(keys.get(found.group(4))), "HmacSHA256"));
    var signature = "simpul=:" + Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(UTF_8))) + ":";
    if (!MessageDigest.isEqual(signature.getBytes(UTF_8), request.getOrDefault("signature", "").getBytes(UTF_8))) return false;
    if (!digest.equals(request.get("content-digest")) || !audience.equals(request.get("simpul-audience"))) return false;
    return Math.abs(now - Long.parseLong(found.group(2))) <= 30 && seen.add(found.group(3));
  }

  public static void main(String[] files) throws Exception {
    var out = new java.io.PrintStream(System.out, true, UTF_8);
    var lines = Files.readAllLines(Path.of(files[0]));
    var keys = pairs(lines.get(0));
    var seen = new HashSet<String>();
    for (var line : lines.subList(1, lines.size() - 1)) {
      var vector = pairs(line);
      var signed = isSigned(vector, keys.get("audience"), keys, Long.parseLong(vector.get("now")), seen);
      out.println((signed ? "ok " : "refused ") + vector.get("name"));
    }
  }

  // Java brings no JSON reader; the file has one vector a line, all values texts without other escapes than \" and \\.
  static Map<String, String> pairs(String line) {
    var pairs = new HashMap<String, String>();
    var found = Pattern.compile("\"([^\"]+)\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
    while (found.find()) pairs.put(found.group(1), found.group(2).replaceAll("\\\\(.)", "$1"));
    return pairs;
  }
}
