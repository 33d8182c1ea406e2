package guide

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
)

// TestEveryFindingIsSolvedSomewhere: each kind leads to a part, not only to a
// step, and to one that is there.
func TestEveryFindingIsSolvedSomewhere(t *testing.T) {
	for _, kind := range check.Kinds() {
		for _, variant := range []string{"", "anything-else"} {
			at := For(check.Finding{Kind: kind, Variant: variant})
			if !at.Exists() || at.Part == "" {
				t.Errorf("%s leads to %q", kind, at.ID())
			}
		}
	}
	if at := For(check.Finding{Kind: "unheard-of"}); at.Exists() {
		t.Errorf("a kind that is not known leads to %q", at.ID())
	}
}

// TestSolvingNamesWhatIsThere holds every row of the table, also those of
// variants, against package check.
func TestSolvingNamesWhatIsThere(t *testing.T) {
	declared := variantsOfCheck(t)
	seen := map[check.Kind]bool{}
	for anchor, ids := range solves {
		for _, id := range ids {
			kind, variant, has := strings.Cut(string(id), "/")
			if !slices.Contains(check.Kinds(), check.Kind(kind)) || seen[id] {
				t.Errorf("%s: there is no such kind, or it stands there twice", id)
			}
			seen[id] = true
			if has && !declared[variant] {
				t.Errorf("%s: package check has no such variant", id)
			}
		}
		if at := At(anchor); !at.Exists() || at.Part == "" {
			t.Errorf("%s leads to %q", ids, anchor)
		}
	}
	if at := For(check.Finding{Kind: check.KeyMalformed, Variant: "masked"}); at.ID() != "create.copy" {
		t.Errorf("a variant with a part of its own leads to %s", at.ID())
	}
}

// variantsOfCheck reads the variants that package check declares.
func variantsOfCheck(t *testing.T) map[string]bool {
	t.Helper()
	declared := map[string]bool{}
	sources, err := filepath.Glob("../check/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatal(err, len(sources))
	}
	for _, path := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || !strings.HasPrefix(strings.ToLower(spec.Names[0].Name), "variant") || len(spec.Values) != 1 {
				return true
			}
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					declared[s] = true
				}
			}
			return true
		})
	}
	return declared
}

func TestAnchors(t *testing.T) {
	for id, exists := range map[string]bool{
		"": false, "create": true, "create.expiry": true, "create.nothing": false, "nothing": false, "safe.leak": true, "nothing.leak": false,
	} {
		if at := At(id); at.Exists() != exists || at.ID() != id {
			t.Errorf("%q: exists %v, id %q", id, at.Exists(), at.ID())
		}
	}
}

// TestGuideIsWellFormed: ids are unique and in the form of an id, and the way
// is numbered without a gap.
func TestGuideIsWellFormed(t *testing.T) {
	number := 0
	for _, s := range Steps() {
		if len(s.Parts) < 2 {
			t.Errorf("%s has %d parts", s.ID, len(s.Parts))
		}
		if s.Number != 0 {
			if number++; s.Number != number {
				t.Errorf("%s has the number %d, want %d", s.ID, s.Number, number)
			}
		}
	}
	if number != 5 {
		t.Errorf("the way has %d steps", number)
	}
	ids := Texts()
	slices.Sort(ids)
	if len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Error("an id stands there twice")
	}
}

func ticking(ids ...string) func(string) bool {
	return func(id string) bool { return slices.Contains(ids, id) }
}

func TestProgress(t *testing.T) {
	before := []string{"before.web-app", "before.role", "before.api-keys"}
	result := func(v check.Verdict, accepted bool, k check.Kind) *check.Result {
		return &check.Result{Verdict: v, Accepted: accepted, Finding: check.Finding{Kind: k}}
	}
	for _, c := range []struct {
		name  string
		e     Evidence
		want  string // of the steps, in their order: o, d, a, l
		first string
	}{
		{"nothing yet", Evidence{}, "ooooo" + "ll", "before"},
		{"two of three ticked", Evidence{Ticked: ticking(before[:2]...)}, "ooooo" + "ll", "before"},
		{"all ticked", Evidence{Ticked: ticking(before...)}, "doooo" + "ll", "create"},
		{"a key is kept, never checked", Evidence{Kept: true}, "odooo" + "ll", "before"},
		{"worked last week", Evidence{Kept: true, Worked: true}, "ddddo" + "ll", "next"},
		{"works", Evidence{Result: result(check.Working, true, check.OK)}, "ddddo" + "ll", "next"},
		{"works in the demo", Evidence{Result: result(check.Working, true, check.OK), Demo: true}, "ooddo" + "ll", "before"},
		{"a demo key is kept", Evidence{Kept: true, Demo: true}, "ooooo" + "ll", "before"},
		{"all read", Evidence{Worked: true, Ticked: ticking("next.endpoints", "next.installation", "next.customers", "next.reading")}, "ddddd" + "ll", "next"},
		{"refused", Evidence{Kept: true, Worked: true, Result: result(check.Failed, false, check.KeyRejected)}, "odooo" + "al", "trouble.refused"},
		{"a permission is missing", Evidence{Result: result(check.Limited, true, check.ScopeMissing)}, "daooo" + "ll", "create.permissions"},
		{"another company", Evidence{Result: result(check.Failed, true, check.CompanyMismatch)}, "ddaoo" + "ll", "request.company"},
		{"shown to everybody", Evidence{Result: &check.Result{Verdict: check.Failed, Finding: check.Finding{Kind: check.CompanyMalformed, Variant: "looks-like-key"}}}, "ooooo" + "la", "safe.leak"},
		{"stopped", Evidence{Result: result(check.Stopped, false, check.Cancelled)}, "ooooo" + "ll", "before"},
	} {
		got := ""
		for _, s := range Steps() {
			got += string(c.e.Of(s))[:1]
		}
		if got != c.want || c.e.First().ID() != c.first {
			t.Errorf("%s: %s from %s, want %s from %s", c.name, got, c.e.First().ID(), c.want, c.first)
		}
	}
}
