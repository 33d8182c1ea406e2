package message_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// idForm is the form of an id, as it stands in code.
var idForm = regexp.MustCompile(`^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$`)

// code is what the sources of the module say.
type code struct {
	literals map[string]bool   // every string literal
	asked    map[string]string // id given to Text or Plural → where
}

// readCode parses every source of the module that is not a test.
func readCode(t *testing.T) code {
	t.Helper()
	root := filepath.Join("..", "..")
	c := code{literals: make(map[string]bool), asked: make(map[string]string)}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "dist") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if s, ok := literal(n); ok {
					c.literals[s] = true
				}
			case *ast.CallExpr:
				if id, ok := askedID(n); ok {
					c.asked[id] = files.Position(n.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// askedID gives the literal id that a call of Text or Plural asks for.
func askedID(call *ast.CallExpr) (string, bool) {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 || (fun.Sel.Name != "Text" && fun.Sel.Name != "Plural") {
		return "", false
	}
	id, ok := literal(call.Args[0])
	return id, ok && idForm.MatchString(id)
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// TestTextsAreUsed fails for a text that nothing in the program asks for. Texts
// of a family are asked for by composed ids; TestFamilies looks after those.
func TestTextsAreUsed(t *testing.T) {
	c := readCode(t)
	for _, id := range english(t).IDs() {
		family, _, _ := strings.Cut(id, ".")
		if _, composed := families[family]; !composed && !c.literals[id] {
			t.Errorf("nothing uses %s", id)
		}
	}
}

// TestTextsAreThere fails for a text that is asked for but not in English. It
// covers ids given to Text and Plural, and every literal that is an id of the
// window, wherever it stands.
func TestTextsAreThere(t *testing.T) {
	c, catalogue := readCode(t), english(t)
	for id, where := range c.asked {
		if !catalogue.Has(id) {
			t.Errorf("%s: there is no text %s", where, id)
		}
	}
	for s := range c.literals {
		if c.asked[s] == "" && strings.HasPrefix(s, "ui.") && idForm.MatchString(s) && !catalogue.Has(s) {
			t.Errorf("there is no text %s", s)
		}
	}
}

// TestVariantsHaveWords holds the variants that package check declares against
// those that have words of their own.
func TestVariantsHaveWords(t *testing.T) {
	declared := make(map[string]bool)
	sources, err := filepath.Glob(filepath.Join("..", "check", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if ok && strings.HasPrefix(strings.ToLower(spec.Names[0].Name), "variant") && len(spec.Values) == 1 {
				if s, ok := literal(spec.Values[0]); ok {
					declared[s] = true
				}
			}
			return true
		})
	}
	worded := make(map[string]bool)
	for _, names := range variants {
		for _, v := range names {
			worded[v] = true
		}
	}
	for v := range declared {
		if !worded[v] {
			t.Errorf("the variant %s has no words", v)
		}
	}
	for v := range worded {
		if !declared[v] {
			t.Errorf("package check has no variant %s", v)
		}
	}
}
