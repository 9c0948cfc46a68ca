// Checks signed requests of Simpul's gateway: go run verify.go vectors.json
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

var form = regexp.MustCompile(`^simpul=(\("@method" "@path" "content-digest" "simpul-audience" "simpul-identity"\)` +
	`;created=([0-9]{1,12});nonce="([\w-]{22})";keyid="([\w.-]{1,64})";alg="hmac-sha256")$`)

// seen: nonces of the last minute, shared by all that serve the subgraph.
func isSigned(request map[string]string, audience string, keys map[string]string, now int64, seen map[string]bool) bool {
	found := form.FindStringSubmatch(request["signature-input"])
	if found == nil || keys[found[4]] == "" {
		return false
	}
	sum := sha256.Sum256([]byte(request["body"]))
	digest := "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
	key, err := base64.StdEncoding.DecodeString(keys[found[4]])
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(strings.Join([]string{`"@method": ` + request["method"], `"@path": ` + request["path"],
		`"content-digest": ` + digest, `"simpul-audience": ` + audience, `"simpul-identity": ` + request["simpul-identity"], `"@signature-params": ` + found[1]}, "\n")))
	signature := "simpul=:" + base64.StdEncoding.EncodeToString(mac.Sum(nil)) + ":"
	if !hmac.Equal([]byte(signature), []byte(request["signature"])) {
		return false
	}
	if digest != request["content-digest"] || audience != request["simpul-audience"] {
		return false
	}
	created, _ := strconv.ParseInt(found[2], 10, 64)
	if now-created > 30 || created-now > 30 || seen[found[3]] {
		return false
	}
	seen[found[3]] = true
	return true
}

func main() {
	var given struct {
		Audience string
		Keys     map[string]string
		Vectors  []map[string]string
	}
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(text, &given)
	}
	if err != nil {
		panic(err)
	}
	seen := map[string]bool{}
	for _, vector := range given.Vectors {
		now, _ := strconv.ParseInt(vector["now"], 10, 64)
		said := "refused"
		if isSigned(vector, given.Audience, given.Keys, now, seen) {
			said = "ok"
		}
		fmt.Println(said, vector["name"])
	}
}
