package gui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
)

// receipt is the list of steps, each a statement that turned out true or not.
type receipt struct {
	words *message.Catalogue
	root  *fyne.Container
	rows  []*receiptRow
}

type receiptRow struct {
	root        *fyne.Container
	icon        *widget.Icon
	text, right *kit.Label
}

func newReceipt(words *message.Catalogue) *receipt {
	r := &receipt{words: words}
	rows := kit.NewColumn(0)
	for i := range check.StepNames() {
		row := &receiptRow{
			icon: widget.NewIcon(nil), text: kit.NewBody(" "),
			right: kit.NewLabel("", kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{}),
		}
		mark := kit.NewSquare(18, row.icon)
		row.root = kit.NewInset(0, kit.Space8, kit.NewLine(kit.Space8, 1, mark, row.text, row.right))
		r.rows = append(r.rows, row)
		if i > 0 {
			rows.Add(kit.NewRule())
		}
		rows.Add(row.root)
	}
	r.root = kit.NewCard(rows)
	return r
}

// show puts the steps on the screen; those that did not run yet are waiting.
func (r *receipt) show(s app.State) {
	kit.SetVisible(r.root, len(s.Steps) > 0 || s.Activity == app.Checking || s.Activity == app.ReadingKeychain)
	var identity *check.Identity
	environment := s.Environment
	if s.Result != nil {
		identity, environment = s.ShownResult().Identity, s.Result.Environment
	}
	for i, name := range check.StepNames() {
		step := check.Step{Name: name, Status: check.Skipped}
		waiting := !s.AnswerStays()
		for _, each := range s.Steps {
			if each.Name == name {
				step, waiting = each, false
			}
		}
		row := r.rows[i]
		look := receiptLook(step, s.Result)
		kit.SetIcon(row.icon, look.icon, look.text)
		row.text.Color = theme.ColorNameForeground
		if step.Status == check.Skipped {
			row.text.Color = kit.ColorSecondary
		}
		row.text.SetText(r.words.Step(step, environment, identity))
		row.right.SetText(r.right(step, waiting))
	}
	kit.Rearrange(r.root)
}

// right is what stands at the right of a row: the time, or the status.
func (r *receipt) right(step check.Step, waiting bool) string {
	switch {
	case waiting:
		return ""
	case step.Status == check.Skipped, step.Status == check.Running:
		return r.words.StepOutcome(step)
	case step.Status == check.StepFailed, step.Status == check.Warned:
		return r.words.StepOutcome(step)
	case step.Duration < time.Millisecond:
		return ""
	}
	return r.words.Took(step.Duration)
}
