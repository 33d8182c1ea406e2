//go:build exports

package exports

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"pleokeycheck/internal/report"
)

// newman is Postman's own runner.
func newman(t *testing.T) string {
	t.Helper()
	path := os.Getenv("EXPORTS_NEWMAN")
	if path == "" {
		t.Fatal("EXPORTS_NEWMAN is not set: run script/test --stage exports")
	}
	return path
}

func TestCollectionRuns(t *testing.T) {
	base, s := serve(t), story(t, "full-access")
	words := english(t)
	collection, err := report.PostmanCollection("employees", words)
	if err != nil {
		t.Fatal(err)
	}
	again, err := report.PostmanCollection("employees", words)
	if err != nil || !bytes.Equal(collection, again) {
		t.Error("two exports differ")
	}
	environment, err := report.PostmanEnvironment("demo", base, s.CompanyID, words)
	if err != nil {
		t.Fatal(err)
	}
	expectClean(t, "the collection", string(collection), s)
	expectClean(t, "the environment", string(environment), s)
	c, e := write(t, "c.json", collection), write(t, "e.json", environment)
	with := func(key string) (string, error) {
		return run(t, []string{"NO_COLOR=1"}, newman(t), "run", c, "-e", e, "--env-var", "apiKey="+key, "--color", "off", "--ignore-redirects")
	}
	out, err := with(s.Key)
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if !strings.Contains(out, words.Text("export.postman.status")) || !strings.Contains(out, "/v2/employees/") {
		t.Errorf("it ran otherwise than expected: %s", out)
	}
	if strings.Contains(out, "{{") {
		t.Errorf("a variable was not filled in: %s", out)
	}
	if out, err := with("wrong-fake-key"); err == nil || !strings.Contains(out, "AssertionError") {
		t.Errorf("a wrong key passes: %v %s", err, out)
	}
}
