package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
)

// otherwise has what takes the place of an operator.
var otherwise = map[token.Token]string{
	token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">", token.EQL: "!=", token.NEQ: "==",
}

// mutants are all changes of a file that this tool knows.
func mutants(file string) ([]mutant, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var all []mutant
	at := func(p token.Pos) int { return fset.Position(p).Offset }
	replace := func(from, to token.Pos, with string) {
		all = append(all, mutant{file, text, at(from), at(to), with})
	}
	source := func(e ast.Expr) string { return string(text[at(e.Pos()):at(e.End())]) }
	// A condition still stands in the mutant, so that what it uses is used.
	always := func(e ast.Expr) { replace(e.Pos(), e.End(), "(true || ("+source(e)+"))") }
	never := func(e ast.Expr) { replace(e.Pos(), e.End(), "(false && ("+source(e)+"))") }

	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.IfStmt:
			always(n.Cond)
			never(n.Cond)
		case *ast.SwitchStmt:
			for _, c := range n.Body.List {
				for _, e := range c.(*ast.CaseClause).List {
					if n.Tag == nil {
						always(e)
						never(e)
					}
				}
			}
		case *ast.CaseClause: // one of several values less
			for i, e := range n.List {
				if i > 0 {
					replace(n.List[i-1].End(), e.End(), "")
				} else if len(n.List) > 1 {
					replace(e.Pos(), n.List[1].Pos(), "")
				}
			}
		case *ast.BinaryExpr:
			switch {
			case n.Op == token.LAND:
				always(n.X)
				always(n.Y)
			case n.Op == token.LOR:
				never(n.X)
				never(n.Y)
			case otherwise[n.Op] != "":
				replace(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), otherwise[n.Op])
			}
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				replace(n.Pos(), n.X.Pos(), "")
			}
		case *ast.Ident:
			if n.Name == "true" || n.Name == "false" {
				replace(n.Pos(), n.End(), strconv.FormatBool(n.Name != "true"))
			}
		case *ast.BasicLit:
			if i, err := strconv.Atoi(n.Value); n.Kind == token.INT && err == nil {
				replace(n.Pos(), n.End(), strconv.Itoa(i+1))
			}
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt:
			replace(n.Pos(), n.End(), "")
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				replace(n.Pos(), n.End(), "")
			}
		case *ast.BranchStmt:
			if n.Tok == token.BREAK || n.Tok == token.CONTINUE {
				replace(n.Pos(), n.End(), "")
			}
		case *ast.CallExpr: // what cleans, hides or copies its only argument no longer does
			if _, simple := n.Fun.(*ast.Ident); len(n.Args) == 1 && (!simple || !builtin[n.Fun.(*ast.Ident).Name]) {
				replace(n.Pos(), n.End(), source(n.Args[0]))
			}
		}
		return true
	})
	return all, nil
}

// builtin has calls whose argument never stands for their result.
var builtin = map[string]bool{
	"len": true, "cap": true, "make": true, "new": true, "panic": true, "close": true, "clear": true,
	"string": true, "byte": true, "rune": true, "int": true, "int64": true, "float64": true, "error": true,
}
