package kittest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// ExpectWidgetsRemembered fails the test if one of these looks otherwise when its
// renderer was dropped and made again, or if a widget of the package under test
// is not among them or inside one. prepare, if it is given, changes one that is
// on the screen.
func ExpectWidgetsRemembered(t *testing.T, objects map[string]fyne.CanvasObject, prepare func(name string, o fyne.CanvasObject)) {
	t.Helper()
	seen := map[string]bool{}
	for name, o := range objects {
		w := test.NewTempWindow(t, &fyne.Container{Layout: atTop{}, Objects: []fyne.CanvasObject{o}})
		w.Resize(fyne.NewSize(240, 400))
		if prepare != nil {
			prepare(name, o)
		}
		maps.Copy(seen, ExpectRemembered(t, name, w.Content()))
	}
	for _, name := range widgets(t) {
		if !seen[name] {
			t.Errorf("%s is a widget that this test does not look at: show one of them", name)
		}
	}
}

// atTop gives objects the width that there is and the height that they need.
type atTop struct{}

func (atTop) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		for range 2 { // at the first, it learns how high it is at this width
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
	}
}

func (atTop) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

// widgets are the names of the types in this folder that make a renderer, or
// have that of one of Fyne's widgets.
func widgets(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "CreateRenderer" {
					names = append(names, strings.TrimPrefix(types.ExprString(n.Recv.List[0].Type), "*"))
				}
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok && slices.ContainsFunc(s.Fields.List, ofFyne) {
					names = append(names, n.Name.Name)
				}
			}
			return true
		})
	}
	return names
}

// ofFyne reports whether a field makes its struct one of Fyne's widgets.
func ofFyne(f *ast.Field) bool {
	name, ok := strings.CutPrefix(types.ExprString(f.Type), "widget.")
	return ok && len(f.Names) == 0 && name != "BaseWidget" && name != "DisableableWidget"
}

// DestroyRenderer has Fyne drop the renderer of a widget, as it does with those of
// what was not painted for a minute.
//
//go:linkname DestroyRenderer fyne.io/fyne/v2/internal/cache.DestroyRenderer
func DestroyRenderer(fyne.Widget)

// forget drops the renderers of all widgets of ours in an object, and returns
// the names of their types. Those that Fyne's widgets make inside are
// completed by its drivers, which this test has none of.
func forget(root fyne.CanvasObject) map[string]bool {
	names := map[string]bool{}
	var ours []fyne.Widget
	SeeEverywhere(root, func(s Sight) {
		if w, ok := s.Object.(fyne.Widget); ok && strings.HasPrefix(reflect.TypeOf(w).Elem().PkgPath(), "pleokeycheck/gui") {
			names[reflect.TypeOf(w).Elem().Name()] = true
			ours = append(ours, w)
		}
	})
	for _, w := range ours {
		DestroyRenderer(w)
	}
	return names
}

// Painting is everything that is drawn of an object, with place, size, colour and
// text, a line each. Fyne's painter for tests cannot do it: it takes no empty
// colours.
func Painting(root fyne.CanvasObject) string {
	var all strings.Builder
	See(root, func(s Sight) {
		switch o := s.Object.(type) {
		case *canvas.Image:
			fmt.Fprintf(&all, "image %v %v %s\n", s.At, o.Size(), o.Resource.Name())
		case *canvas.Text, *canvas.Rectangle, *canvas.Circle, *canvas.Line:
			fmt.Fprintf(&all, "%T %v %+v\n", o, s.At, o)
		}
	})
	return all.String()
}

// ExpectRemembered fails the test if objects look otherwise when their renderers
// were dropped and made again, and returns the types of what is in them.
func ExpectRemembered(t *testing.T, where string, roots ...fyne.CanvasObject) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, root := range roots {
		before := Painting(root)
		maps.Copy(names, forget(root))
		if after := Painting(root); after != before {
			t.Errorf("%s is drawn otherwise after its renderers were dropped: %s", where, Difference(before, after))
		}
	}
	return names
}

// Difference is the first line that differs.
func Difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return x[i] + "\n" + strings.Join(y[min(i, len(y)-1):min(i+1, len(y))], "")
		}
	}
	return "longer"
}
