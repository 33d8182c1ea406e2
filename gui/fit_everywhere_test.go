//go:build !race

// Everything at every size: long, and on one goroutine. script/test runs these
// without the race detector.

package gui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/service"
)

// TestLanguagesFit looks whether anything is cut off in any language, at the
// normal and at twice the text size.
func TestLanguagesFit(t *testing.T) {
	catalogues := map[string]*message.Catalogue{"invented": pseudoWords(t)}
	for _, l := range english(t).Languages() {
		if l.Tag != "en" {
			catalogues[l.Tag] = english(t).For(l.Tag).WithKeychain("credential-manager") // the longest name
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(catalogues)) {
		t.Run(lang, func(t *testing.T) {
			d := newDeskWith(t, catalogues[lang])
			d.tell("full-access")
			shown := d.win.shown
			seen := scenes(d.words)
			for _, by := range []float32{1, 2} {
				d.scale(by)
				for _, size := range languageSizes {
					where := fmt.Sprintf("%s, %.0fx%.0f at %.0fx", lang, size.Width, size.Height, by)
					d.resize(size.Width, size.Height)
					for _, name := range slices.Sorted(maps.Keys(seen)) {
						d.win.show(seen[name])
						d.expectAllSeen(where + ", " + name)
					}
					d.win.show(shown)
					for i, id := range d.win.details.tabs.IDs {
						d.win.details.tabs.ChooseAt(i)
						d.win.panes.refit()
						d.expectAllSeen(where + ", " + id)
					}
					for name := range sheets {
						d.open(name)
						d.expectAllSeen(where + ", " + name)
						d.key(fyne.KeyEscape)
					}
				}
			}
		})
	}
}

func TestSheetsFit(t *testing.T) {
	for name := range sheets {
		d := newDesk(t)
		d.tell("full-access")
		everySize(t, d, func(_ *testing.T, where string) {
			d.open(name)
			d.expectAllSeen(where + ", " + name)
			at := d.canvas().Focused()
			for range 4 {
				d.canvas().FocusNext()
				d.expectFocusInSight()
			}
			d.canvas().Focus(at)
			d.key(fyne.KeyEscape)
		})
		d.t = t
	}
}

func TestEveryFindingFits(t *testing.T) {
	d := newDesk(t)
	findings := everyFinding(everyFact)
	everySize(t, d, func(t *testing.T, where string) {
		for i, f := range findings {
			v := everyVerdict[i%len(everyVerdict)]
			d.win.show(fullState(f, v, everyEnvironment[i%len(everyEnvironment)]))
			d.expectAllSeen(fmt.Sprintf("%s, %s %s as %s", where, f.Kind, f.Variant, v))
		}
	})
}

func TestEveryVerdictFits(t *testing.T) {
	d := newDesk(t)
	for _, f := range everyFinding(everyFact) {
		for _, v := range everyVerdict {
			d.win.show(fullState(f, v, env.Production))
			d.expectAllSeen(fmt.Sprintf("%s %s as %s", f.Kind, f.Variant, v))
		}
	}
}

// TestFindingsWithoutFactsFit: words that say less.
func TestFindingsWithoutFactsFit(t *testing.T) {
	d := newDesk(t)
	d.resize(640, 480)
	for _, f := range everyFinding(nil) {
		d.win.show(fullState(f, check.Failed, env.Staging))
		d.expectAllSeen(fmt.Sprintf("%s %s", f.Kind, f.Variant))
	}
}

// TestEverySavingFits looks at everything that can become of a key.
func TestEverySavingFits(t *testing.T) {
	d := newDesk(t)
	f := check.Finding{Kind: check.KeychainFailed, Variant: check.VariantDiffers, Facts: everyFact}
	everySize(t, d, func(_ *testing.T, where string) {
		for status := app.NotAsked; status <= app.SaveFailed; status++ {
			s := fullState(f, check.Limited, env.Production)
			s.Saving.Status = status
			s.Key = everyKey[int(status)%len(everyKey)]
			d.win.show(s)
			d.expectAllSeen(fmt.Sprintf("%s, saving %d, key %+v", where, status, s.Key))
		}
	})
}

// TestEveryStoryFits runs each demo story to its end.
func TestEveryStoryFits(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 640, Height: 480}, {Width: 1180, Height: 800}} {
		for _, story := range demo.Stories() {
			t.Run(fmt.Sprintf("%s at %.0f", story.ID, size.Width), func(t *testing.T) {
				d := newDesk(t)
				d.resize(size.Width, size.Height)
				d.expectAllSeen("at the beginning")
				d.tell(story.ID)
				if got := d.win.shown.Result; got == nil || string(got.Finding.Kind) != story.Kind || string(got.Verdict) != story.Verdict {
					t.Errorf("result %+v, want %s, %s", got, story.Verdict, story.Kind)
				}
				d.expectAllSeen("at the end")
			})
		}
	}
}

func TestEveryRotationFits(t *testing.T) {
	d := newDesk(t)
	everySize(t, d, func(_ *testing.T, where string) {
		for name, change := range everyRotation() {
			s := rotationState()
			change(&s)
			d.win.show(s)
			d.expectAllSeen(where + ", " + name)
		}
	})
}

// TestPermissionsFitAtTwiceTheSize also looks at the progress.
func TestPermissionsFitAtTwiceTheSize(t *testing.T) {
	d := newDesk(t)
	d.tell("full-access")
	d.menu("ui.menu.permissions")
	d.scale(2)
	for _, width := range []float32{640, 1180} {
		d.resize(width, 800)
		d.expectAllSeen("done")
		s := d.win.shown
		s.Activity, s.Permissions = app.CheckingPermissions, app.Permissions{Done: 3, Total: 13}
		d.win.show(s)
		d.expectAllSeen("running")
		if !strings.Contains(d.read(), "Tried 3 of 13") {
			t.Error("no progress on the screen")
		}
	}
}

// TestViewsFit looks at every view with much in it, at every size.
func TestViewsFit(t *testing.T) {
	d := newDesk(t)
	for _, s := range []string{"full-access", "expired", "read-only-employees"} {
		d.menu("ui.menu.new")
		d.tell(s)
	}
	s := d.win.shown
	for i, con := range savedConnections() {
		row := service.Row{Connection: con, Status: service.RowDone, At: time.Now()}
		row.Result = fullResult(check.Finding{Kind: check.KeyRejected, Facts: everyFact}, everyVerdict[i%len(everyVerdict)], con.Environment)
		s.All.Rows = append(s.All.Rows, row)
	}
	s.All.Running, s.All.Total, s.All.Done = true, 9, 4
	everySize(t, d, func(t *testing.T, where string) {
		for _, view := range []app.View{app.ViewAll, app.ViewHistory} {
			for _, running := range []bool{true, false} {
				s.View, s.All.Running = view, running
				d.win.show(s)
				d.expectAllSeen(fmt.Sprint(where, ", ", view, running))
			}
		}
	})
}
