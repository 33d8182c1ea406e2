package viewer

import (
	"strconv"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/access"
	"pleokeycheck/internal/answer"
)

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
