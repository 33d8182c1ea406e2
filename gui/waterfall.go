package gui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/history"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// timeColors are the colours of the phases, in their order.
var timeColors = []fyne.ThemeColorName{kit.ColorTime1, kit.ColorTime2, kit.ColorTime3, kit.ColorTime4, kit.ColorTime5}

// phaseNames and phaseSlower are the words of the phases, in their order.
var (
	phaseNames  = []string{"ui.waterfall.name", "ui.waterfall.connect", "ui.waterfall.secure", "ui.waterfall.wait", "ui.waterfall.download"}
	phaseSlower = []string{"ui.waterfall.slow-name", "ui.waterfall.slow-connect", "ui.waterfall.slow-secure", "ui.waterfall.slow-wait", "ui.waterfall.slow-download"}
)

// phases are the times of an exchange in their order: name, connect, TLS,
// wait, download.
func phases(t pleoclient.Timing) []time.Duration {
	return []time.Duration{t.DNS, t.Connect, t.TLS, t.Wait, t.Download}
}

// mostEarlier is how many earlier runs the waterfall shows.
const mostEarlier = 5

// waterfall shows where the time of an exchange went, against earlier runs of
// the same connection on the same scale.
type waterfall struct {
	words        *message.Catalogue
	root, legend *fyne.Container
	bars         *fallBars
	keys         []*kit.Label
	note         *kit.Label
}

func newWaterfall(words *message.Catalogue) *waterfall {
	w := &waterfall{words: words, bars: newFallBars(), legend: kit.NewWrapped(kit.Space12), note: kit.NewHint("")}
	for i := range phaseNames {
		text := kit.NewLabel("", kit.ColorSecondary, theme.SizeNameCaptionText, fyne.TextStyle{})
		swatch := kit.NewSquare(10, kit.NewPanel(timeColors[i], "", 2))
		w.keys = append(w.keys, text)
		w.legend.Add(kit.NewLine(kit.Space4, 1, swatch, text))
	}
	w.root = kit.NewColumn(kit.Space8, w.bars, w.legend, w.note)
	return w
}

// set shows the times of now, and of earlier runs, newest first.
func (w *waterfall) set(now pleoclient.Timing, earlier []history.Check) {
	parts := phases(now)
	var before [][]time.Duration
	for _, e := range earlier {
		if len(e.Timing) > 0 && len(before) < mostEarlier {
			before = append(before, timesOf(e))
		}
	}
	for i, text := range w.keys {
		text.SetText(w.words.Text(phaseNames[i], map[string]string{"Took": w.words.Took(parts[i])}))
	}
	w.bars.set(parts, before)
	w.note.SetText(w.compared(parts, before))
	kit.Rearrange(w.root)
}

// timesOf are the times of a check of the past, in the order of the phases.
func timesOf(p history.Check) []time.Duration {
	out := make([]time.Duration, len(history.Phases))
	for i, name := range history.Phases {
		out[i] = time.Duration(p.Timing[name]) * time.Millisecond
	}
	return out
}

// compared says in words what differs from the earlier runs.
func (w *waterfall) compared(now []time.Duration, before [][]time.Duration) string {
	if len(before) == 0 {
		return ""
	}
	slowest, excess, usual := -1, 100*time.Millisecond, time.Duration(0)
	for i, took := range now {
		if u := median(before, i); took >= 2*u && took-u >= excess {
			slowest, excess, usual = i, took-u, u
		}
	}
	if slowest < 0 {
		return w.words.Plural("ui.waterfall.as-usual", len(before))
	}
	return w.words.Text(phaseSlower[slowest], map[string]string{"Took": w.words.Took(now[slowest]), "Usual": w.words.Took(usual)})
}

// median is what one phase usually took.
func median(runs [][]time.Duration, phase int) time.Duration {
	var all []time.Duration
	for _, r := range runs {
		all = append(all, r[phase])
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// fallBars draws a bar for now, and a thinner one beneath for each earlier run.
type fallBars struct {
	widget.BaseWidget
	runs [][]time.Duration // now first
}

func newFallBars() *fallBars {
	b := &fallBars{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *fallBars) set(now []time.Duration, before [][]time.Duration) {
	b.runs = append([][]time.Duration{now}, before...)
	b.Refresh()
}

const (
	barNow     = 12
	barEarlier = 5
	barGap     = 3
)

func (b *fallBars) height() float32 {
	n := float32(len(b.runs) - 1)
	if n < 0 {
		return 0
	}
	if n > 0 {
		n = n*(barEarlier+barGap) + barGap
	}
	return barNow + n
}

// CreateRenderer draws the bars.
func (b *fallBars) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(b, func() fyne.Size { return fyne.NewSize(80, b.height()) }, b.draw)
}

// draw draws a rectangle for each phase and run.
func (b *fallBars) draw(size fyne.Size) (bars []fyne.CanvasObject) {
	var longest time.Duration
	for _, run := range b.runs {
		longest = max(longest, total(run))
	}
	if longest <= 0 {
		return nil
	}
	var y float32
	for i, run := range b.runs {
		height := float32(barNow)
		if i > 0 {
			height = barEarlier
		}
		var x float32
		for phase, took := range run {
			width := size.Width * float32(took) / float32(longest)
			if took > 0 {
				bars = append(bars, kit.NewRectangle(kit.Color(timeColors[phase]), 0, fyne.NewPos(x, y), fyne.NewSize(width, height)))
			}
			x += width
		}
		y += height + barGap
		if i == 0 {
			y += barGap
		}
	}
	return bars
}

func total(run []time.Duration) (sum time.Duration) {
	for _, d := range run {
		sum += d
	}
	return sum
}
