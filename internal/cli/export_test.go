package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pleokeycheck/internal/demo"
)

const someCompany = "3d0f6a52-8c41-4b7e-9a26-5e71c0b4d813"

func TestExportCurl(t *testing.T) {
	for shell, signs := range map[string][]string{
		"sh":         {"curl --config -", "stty -echo", "--proto '=https'"},
		"powershell": {"curl.exe --config -", "-AsSecureString", "$env:PLEO_API_KEY"},
		"cmd":        {"powershell.exe -NoProfile -Command ^\"", "curl.exe --config -"},
	} {
		t.Run(shell, func(t *testing.T) {
			status, stdout, stderr := call(t, "", "export", "--curl", shell, "--env", "staging", "--company-id", someCompany)
			if status != exitOK || stderr != "" {
				t.Fatalf("status %d: %s", status, stderr)
			}
			for _, sign := range append(signs, "https://external.staging.pleo.io/", someCompany, "PLEO_API_KEY") {
				if !strings.Contains(stdout, sign) {
					t.Errorf("%q is not in %s", sign, stdout)
				}
			}
			if shell == "cmd" && strings.Count(stdout, "\n") != 1 {
				t.Errorf("more than one line for the prompt: %s", stdout)
			}
		})
	}
	_, stdout, _ := call(t, "", "export", "--curl", "sh", "--env", "demo", "--company-id", someCompany, "--operation", "employee", "--id", someCompany)
	if !strings.Contains(stdout, demoServerURL+"/") || !strings.Contains(stdout, "/employees/"+someCompany) {
		t.Errorf("one employee of the demo: %s", stdout)
	}
	_, stdout, _ = call(t, "", "export", "--curl", "sh", "--base-url", "https://pleo.example.com/api", "--company-id", someCompany)
	if !strings.Contains(stdout, "https://pleo.example.com/api/") {
		t.Errorf("another server: %s", stdout)
	}
}

func TestExportPostman(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	args := []string{"export", "--postman", dir, "--env", "staging", "--company-id", someCompany}
	first, second := "", ""
	for _, list := range []*string{&first, &second} {
		status, stdout, stderr := call(t, "", args...)
		if status != exitOK || stderr != "" {
			t.Fatalf("status %d: %s", status, stderr)
		}
		*list = stdout
	}
	paths := append(strings.Split(strings.TrimSpace(first), "\n"), strings.Split(strings.TrimSpace(second), "\n")...)
	if len(paths) != 4 || first == second {
		t.Fatalf("it says %s, then %s: a file that is there stays", first, second)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil || !json.Valid(text) {
			t.Fatalf("%s: %v", path, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read %s: %v, %v", path, info.Mode(), err)
		}
		for _, s := range demo.Stories() {
			if strings.Contains(string(text), s.Key) {
				t.Errorf("the key of %s is in %s", s.ID, path)
			}
		}
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := call(t, "", "export", "--postman", blocked, "--env", "staging", "--company-id", someCompany); status != exitTrouble || stderr == "" {
		t.Errorf("a file in the place of the folder: status %d, %q", status, stderr)
	}
}

func TestWrongUseOfExport(t *testing.T) {
	for name, tt := range map[string]struct {
		args string
		says string
	}{
		"nothing asked for":   {"--env staging --company-id " + someCompany, "either --curl or --postman"},
		"both":                {"--curl sh --postman x --env staging --company-id " + someCompany, "either --curl or --postman"},
		"key as shell":        {"--curl " + canary + " --env staging --company-id " + someCompany, "--curl is one of"},
		"no place":            {"--curl sh --company-id " + someCompany, "either --env"},
		"two places":          {"--curl sh --env demo --base-url https://pleo.example.com --company-id " + someCompany, "either --env"},
		"key as environment":  {"--curl sh --env " + canary + " --company-id " + someCompany, "--env is one of"},
		"key as company":      {"--curl sh --env staging --company-id " + canary, "--company-id"},
		"no company":          {"--curl sh --env staging", "--company-id"},
		"key as operation":    {"--curl sh --env staging --operation " + canary + " --company-id " + someCompany, "--operation is one of"},
		"no id":               {"--curl sh --env staging --operation employee --company-id " + someCompany, "--id goes with"},
		"an id of nothing":    {"--curl sh --env staging --id x --company-id " + someCompany, "--id goes with"},
		"key as id":           {"--curl sh --env staging --operation employee --id " + canary + " --company-id " + someCompany, "--id is an ID"},
		"http elsewhere":      {"--curl sh --base-url http://pleo.example.com --company-id " + someCompany, "must begin with https://"},
		"key as an argument":  {"--curl sh --env staging --company-id " + someCompany + " " + canary, "no arguments"},
		"key as unknown flag": {"-" + canary, "there is a flag that it does not have"},
	} {
		t.Run(name, func(t *testing.T) {
			status, stdout, stderr := call(t, "", append([]string{"export"}, strings.Fields(tt.args)...)...)
			if status != exitUsage || stdout != "" || !strings.Contains(stderr, tt.says) {
				t.Errorf("status %d, %q, %q; want %q", status, stdout, stderr, tt.says)
			}
			if strings.Contains(stdout+stderr, canary) {
				t.Errorf("the key is repeated: %s%s", stdout, stderr)
			}
		})
	}
}

// TestFormats: each way to write the report says the same, and holds no key.
func TestFormats(t *testing.T) {
	story := demo.Stories()[0]
	for format, begins := range map[string]string{"": "✓ ", "text": "✓ ", "markdown": "# ✓ ", "html": "<!doctype html>", "json": "{"} {
		args := []string{"check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin", "--permissions"}
		if format != "" {
			args = append(args, "--format", format)
		}
		status, stdout, stderr := call(t, story.Key, args...)
		if status != exitOK || stderr != "" {
			t.Fatalf("%s: status %d: %s", format, status, stderr)
		}
		if !strings.HasPrefix(strings.ToLower(stdout), begins) {
			t.Errorf("%s begins with %.60q", format, stdout)
		}
		if strings.Contains(stdout, story.Key) || strings.Contains(stdout, "@example.com") {
			t.Errorf("%s holds the key or personal data", format)
		}
		if !strings.Contains(stdout, story.CompanyID) {
			t.Errorf("%s does not name the company", format)
		}
	}
	one := []string{"check", "--env", "demo", "--company-id", story.CompanyID, "--key-stdin", "--format", "json", "--json"}
	if status, stdout, stderr := call(t, story.Key, one...); status != exitOK || !json.Valid([]byte(stdout)) {
		t.Errorf("--json beside --format json: status %d: %s", status, stderr)
	}
}
