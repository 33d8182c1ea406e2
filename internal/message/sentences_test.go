package message_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	severalWords = regexp.MustCompile(`\pL \pL|\pL[.,:;?…] \pL`)
	anyWord      = regexp.MustCompile(`\pL{2}`)
)

// notForPeople are literals with several words that no person reads on the
// screen.
var notForPeople = []*regexp.Regexp{
	regexp.MustCompile(`^</?[a-z]`), // a picture
	regexp.MustCompile(`^(Select all|New Folder|Create Folder|Enter filename|Show Hidden Files)$`), // Fyne's names for its texts
}

// sentences lists the literals of a file that a person may read: with several
// words, or given to something of package kit or to SetText. What goes into a
// log or an error is none.
func sentences(file *ast.File) map[token.Pos]string {
	found := map[token.Pos]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.CallExpr:
			fun, ok := n.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			from, _ := fun.X.(*ast.Ident)
			switch {
			case from != nil && (from.Name == "fmt" && fun.Sel.Name == "Errorf" || from.Name == "errors" || from.Name == "slog" || from.Name == "regexp" || from.Name == "fyne" && fun.Sel.Name == "LogError"):
				return false
			case from != nil && from.Name == "kit" || fun.Sel.Name == "SetText":
				for _, arg := range n.Args {
					if s, ok := literal(arg); ok && anyWord.MatchString(s) {
						found[arg.Pos()] = s
					}
				}
			}
		case *ast.BasicLit:
			if s, ok := literal(n); ok && severalWords.MatchString(s) {
				found[n.Pos()] = s
			}
		}
		return true
	})
	for pos, s := range found {
		for _, pattern := range notForPeople {
			if pattern.MatchString(s) {
				delete(found, pos)
			}
		}
	}
	return found
}

// TestSentencesAreInTheCatalogue fails for a sentence that stands in the code of
// the window.
func TestSentencesAreInTheCatalogue(t *testing.T) {
	read := 0
	for _, dir := range []string{"gui", "gui/kit", "gui/viewer", "internal/app", "internal/app/*"} {
		paths, err := filepath.Glob(filepath.Join("..", "..", dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			read++
			for pos, s := range sentences(file) {
				t.Errorf("%s: %q belongs into the catalogue", files.Position(pos), s)
			}
		}
	}
	if read < 80 {
		t.Errorf("%d files were read", read)
	}
}

func TestSentencesAreFound(t *testing.T) {
	const source = `package x
import "a/b c d"
var a = "This key works"
func f() error {
	kit.NewButton("Save", nil)
	label.SetText("Done")
	w.words.Text("ui.close", map[string]string{"Name": x})
	fyne.LogError("open the browser", err)
	g("Really? Yes")
	return fmt.Errorf("find the key: %w", err)
}`
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, s := range sentences(file) {
		got[s] = true
	}
	if len(got) != 4 || !got["This key works"] || !got["Save"] || !got["Done"] || !got["Really? Yes"] {
		t.Errorf("found %v", got)
	}
}
