package report

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
)

// storyRows reads what each story's key may do, from the table that the window
// is held against, too: "story: operation access" and, for what the key only
// claims, the scope in place of the operation.
func storyRows(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("../demo/testdata/permissions.txt")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		story, row, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("no row: %q", line)
		}
		if row = strings.TrimSpace(row); row == "nothing" {
			rows[story] = []string{}
			continue
		}
		rows[story] = append(rows[story], row)
	}
	return rows
}

// TestPermissionsOfEveryStory: the report has exactly the rows that the story
// is about, whether only the permissions were asked for or a check was made.
func TestPermissionsOfEveryStory(t *testing.T) {
	server := httptest.NewServer(demo.Handler(demo.WithSlowDelay(0)))
	defer server.Close()
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	want := storyRows(t)
	if len(want) != len(demo.Stories()) {
		t.Errorf("%d stories in the table, want %d", len(want), len(demo.Stories()))
	}
	for _, story := range demo.Stories() {
		in := check.Input{Environment: "demo", BaseURL: server.URL, Key: secret.New(story.Key), CompanyID: story.CompanyID, Permissions: true}
		for name, r := range map[string]*check.Result{
			"permissions": check.Permissions(t.Context(), in, check.Options{}), "check": check.Run(t.Context(), in, check.Options{}),
		} {
			text, err := JSON(r, words)
			if err != nil {
				t.Fatal(err)
			}
			var report struct {
				Permissions []struct {
					Operation, Scope, Access string
					Claimed, Write           bool
				}
			}
			if err := json.Unmarshal(text, &report); err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, p := range report.Permissions {
				if p.Operation == "" {
					p.Operation = fmt.Sprintf("%s claimed=%v write=%v", p.Scope, p.Claimed, p.Write)
				}
				got = append(got, p.Operation+" "+p.Access)
			}
			if !slices.Equal(got, want[story.ID]) {
				t.Errorf("%s, %s:\n%s\nwant\n%s", story.ID, name, strings.Join(got, "\n"), strings.Join(want[story.ID], "\n"))
			}
		}
	}
}
