package viewer

import (
	"strconv"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/access"
	"pleokeycheck/internal/answer"
)

// AccessNode is a table, of which the heads and cells are there that are seen; the
// chosen one has the focus.
func (g *gridView) AccessNode() access.Node {
	n := access.Node{ID: "answer.table-" + strconv.Itoa(g.depth), Role: access.Table, Name: g.name, Rows: g.contents.rows, Columns: len(g.contents.heads)}
	_, rows, _ := g.extent(false)
	last := min(g.top+rows, g.contents.rows)
	add := func(row, place int) {
		for _, s := range g.spots() {
			part := &access.Node{ID: strconv.Itoa(row+1) + "." + strconv.Itoa(s.column+1), Role: access.Cell, Row: row, Column: s.column}
			if row < 0 {
				part.Role, part.Name = access.ColumnHeader, g.contents.heads[s.column]
				if g.contents.head != nil {
					part.Name = g.contents.head(s.column)
				}
			} else {
				part.Name = g.contents.cell(row, s.column)
				if g.contents.fill && s.column > 0 { // a value, whose name stands before it
					part.Name = g.contents.cell(row, 0) + ": " + part.Name
				}
			}
			part.State = (access.Focused | access.Selected).If(g.focused && row == g.row && s.column == g.column)
			part.Actions = []access.Action{{Name: "press", Do: func() { g.press(row, s.column) }}}
			part.Focus = func() {
				g.focus()
				g.choose(row, s.column)
			}
			y := kit.Space4 + float32(place)*g.cellHeight()
			part.Bounds = access.Rect{X: int(s.x), Y: int(y), Width: int(s.width), Height: int(g.cellHeight())}
			n.Children = append(n.Children, part)
		}
	}
	add(-1, 0)
	for row := g.top; row < last; row++ {
		add(row, row-g.top+1)
	}
	return n
}

// AccessNode is the answer as the rows that are seen, of which one is chosen.
func (r *rowsView) AccessNode() access.Node {
	n := access.Node{Role: access.List, Name: r.v.words.Text("ui.details.answer")}
	for row := r.top; row < min(r.top+r.seen(), r.count()); row++ {
		part := &access.Node{ID: strconv.Itoa(row + 1), Role: access.ListItem, Name: r.document.Row(row, answer.Matches{}, -1).Text(), Index: row + 1, Of: r.count()}
		part.State = access.Focusable | access.Selectable | access.Selected.If(row == r.current) | access.Focused.If(r.focused && row == r.current)
		if fold := r.document.Foldable(row); fold != answer.NoFold {
			part.State |= access.Expandable | access.Expanded.If(fold == answer.Opened)
			part.Actions = []access.Action{{Name: "press", Do: func() { r.toggle(row) }}}
		}
		part.Focus = func() {
			kit.CanvasOf(r).Focus(r)
			r.choose(row)
		}
		part.Bounds = access.Rect{Y: int(kit.Space4 + float32(row-r.top)*kit.RowHeight()), Width: int(r.Size().Width), Height: int(kit.RowHeight())}
		n.Children = append(n.Children, part)
	}
	return n
}
