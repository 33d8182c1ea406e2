package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// speaks are the methods that give words of the catalogue, and the fields that
// hold some.
var (
	speaks = map[string]bool{
		"Text": true, "Plural": true, "Environment": true, "Verdict": true, "Operation": true, "Area": true, "Access": true,
		"Status": true, "StatusFor": true, "Step": true, "StepOutcome": true, "Duration": true, "Date": true, "DateTime": true,
		"Took": true, "Size": true, "Number": true, "Percent": true, "CleanedNote": true, "List": true, "Upper": true,
	}
	spoken = map[string]bool{"Title": true, "Explanation": true, "Who": true}
)

// mayGlue are the functions that may put a text beside something else, and
// why.
var mayGlue = map[string]string{
	"internal/report/text.go:permissions": "pads columns",
	"internal/report/text.go:table":       "pads columns",
	"internal/report/text.go:receipt":     "pads columns",
}

// glued finds where a text of the catalogue is put together with another text.
// A sentence of parts cannot be translated: another language has another
// order. Line breaks, spaces and signs without letters around a text are
// layout. Texts that pass through a variable are found where the variable is
// assigned a text in the same function.
func glued(name string, source any) ([]string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Body == nil || mayGlue[filepath.ToSlash(name)+":"+f.Name.Name] != "" {
			continue
		}
		words := wordVariables(f.Body)
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.ADD {
					if bad(parts(n), words) {
						found = append(found, fmt.Sprintf("%s: %s", files.Position(n.Pos()), f.Name.Name))
					}
					return false
				}
			case *ast.AssignStmt:
				if n.Tok == token.ADD_ASSIGN && len(n.Rhs) == 1 && bad(append([]ast.Expr{n.Lhs[0]}, parts(n.Rhs[0])...), words) {
					found = append(found, fmt.Sprintf("%s: %s", files.Position(n.Pos()), f.Name.Name))
				}
			}
			return true
		})
	}
	return found, nil
}

// wordVariables are the variables of a function that are given a text.
func wordVariables(body *ast.BlockStmt) map[string]bool {
	words := map[string]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
			for i := range a.Lhs {
				if id, ok := a.Lhs[i].(*ast.Ident); ok && isWords(a.Rhs[i], nil) {
					words[id.Name] = true
				}
			}
		}
		return true
	})
	return words
}

// parts are the operands of a chain of additions.
func parts(e ast.Expr) []ast.Expr {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return append(parts(e.X), parts(e.Y)...)
		}
	case *ast.ParenExpr:
		return parts(e.X)
	}
	return []ast.Expr{e}
}

// isWords reports whether an expression is a text of the catalogue.
func isWords(e ast.Expr, variables map[string]bool) bool {
	switch e := e.(type) {
	case *ast.CallExpr:
		switch f := e.Fun.(type) {
		case *ast.SelectorExpr:
			return speaks[f.Sel.Name] && len(e.Args) > 0
		case *ast.Ident:
			return f.Name == "t" && len(e.Args) > 0
		}
	case *ast.SelectorExpr:
		return spoken[e.Sel.Name]
	case *ast.Ident:
		return variables[e.Name]
	}
	return false
}

// bad reports whether a chain has a text of the catalogue and, beside it,
// another text or words.
func bad(chain []ast.Expr, variables map[string]bool) bool {
	texts, others := 0, 0
	for _, p := range chain {
		switch {
		case isWords(p, variables):
			texts++
		case isSigns(p):
		default:
			others++
		}
	}
	return texts > 1 || texts == 1 && others > 0
}

// isSigns reports whether an expression is a literal without any letter.
func isSigns(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return false
	}
	s, err := strconv.Unquote(lit.Value)
	return err == nil && !strings.ContainsFunc(s, unicode.IsLetter)
}

func TestNoSentenceIsGluedTogether(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, pattern := range []string{"*.go", "gui/*.go", "gui/kit/*.go", "gui/viewer/*.go", "internal/report/*.go", "internal/message/*.go", "internal/app/*.go", "internal/cli/*.go", "internal/desktop/*.go"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			seen++
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name, err := filepath.Rel(root, path)
			if err != nil {
				t.Fatal(err)
			}
			found, err := glued(name, source)
			if err != nil {
				t.Fatal(err)
			}
			for _, where := range found {
				t.Errorf("%s glues a text of the catalogue to something else; make it one text with placeholders, or two paragraphs", where)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d files were read", seen)
	}
}

func TestGlueIsFound(t *testing.T) {
	for code, want := range map[string]int{
		`a := words.Text("x") + ". " + words.Text("y")`:      1,
		`a := w.Title + ". " + w.Explanation`:                1,
		`a := t("x"); a += " " + t("y")`:                     1,
		`a := t("x"); b := a + " · " + who`:                  1,
		`a := c.Environment(e) + " is live"`:                 1,
		`a := "\n" + words.Text("x") + "\n"`:                 0,
		`a := "env." + name`:                                 0,
		`a := words.Text("env." + name)`:                     0,
		`a := words.Text("x", f(words.Text("y") + "z" + q))`: 1,
	} {
		got, err := glued("x.go", "package x\nfunc f() {\n"+code+"\n}")
		if err != nil || len(got) != want {
			t.Errorf("%s: found %q (%v), want %d", code, got, err, want)
		}
	}
}
