package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// LongColumn stands in for Fyne's List, whose rows have one height and no focus of
// their own: a column of rows of which only those exist that are seen on its page,
// one more at each end, where the Tab key finds it, and the one with the focus. A
// row that was never seen counts as high as the first that was.
type LongColumn struct {
	Root *fyne.Container

	gap    float32
	create func() fyne.CanvasObject
	fill   func(i int, o fyne.CanvasObject)
	page   *Page // that it scrolls with

	keys      []string // of all rows
	made      map[string]fyne.CanvasObject
	spare     []fyne.CanvasObject // were rows, and may be others
	from, to  int                 // the rows that are made, besides the one with the focus
	heights   map[string]float32  // of the rows, as they were seen last
	guess     float32             // the height of the others
	asked     [2]float32          // width and text size of the heights
	following bool
}

// NewLongColumn makes a column without rows. create makes a row, which fill fills,
// again and again: with another row, or with what changed.
func NewLongColumn(gap float32, create func() fyne.CanvasObject, fill func(i int, o fyne.CanvasObject)) *LongColumn {
	l := &LongColumn{gap: gap, create: create, fill: fill, made: map[string]fyne.CanvasObject{}}
	l.Root = NewFlow(l)
	return l
}

// ScrollsWith tells on which page the column is.
func (l *LongColumn) ScrollsWith(p *Page) {
	l.page = p
	p.onSeen = l.follow
	p.Scroll.OnScrolled = func(fyne.Position) { l.follow() }
}

// SetRows says which rows there are now, each by a key of its own, and fills those
// that are seen.
func (l *LongColumn) SetRows(keys []string) {
	stays := l.anchor()
	l.keys = keys
	l.from, l.to = -1, -1
	l.followFrom(stays)
}

// Made is the row with a key, where it is seen or has the focus; else nil.
func (l *LongColumn) Made(key string) fyne.CanvasObject { return l.made[key] }

// Reach makes a row wherever it is, so that it can get the focus, which scrolls to
// it; nil where there is none.
func (l *LongColumn) Reach(key string) fyne.CanvasObject {
	if l.made[key] == nil && slices.Contains(l.keys, key) {
		l.make(key)
		l.place()
	}
	return l.made[key]
}

// Walk moves the focus from a row to another one by a key that moves through text.
func (l *LongColumn) Walk(from string, key fyne.KeyName) {
	page, last := max(l.to-l.from-3, 1), len(l.keys)-1
	steps := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page, fyne.KeyHome: -last, fyne.KeyEnd: last}
	to := min(max(slices.Index(l.keys, from)+steps[key], 0), last)
	if f, is := l.Reach(l.keys[to]).(fyne.Focusable); is {
		CanvasOf(l.Root).Focus(f)
	}
}

// anchor is a row that stays where it is, whatever becomes of those above it, and
// how far it is below the top of what is seen.
type anchor struct {
	key   string
	below float32
}

// anchor is the row with the focus, or the first that exists of those that are
// seen. At the top of the page nothing is above.
func (l *LongColumn) anchor() anchor {
	if l.page == nil || len(l.keys) == 0 || l.page.Scroll.Offset.Y == 0 {
		return anchor{}
	}
	seen, end := l.seen()
	i, y := l.rowAt(seen)
	a, focused := anchor{l.keys[i], y - seen}, l.focused()
	for found := false; i < len(l.keys) && y < end; i++ {
		o := l.made[l.keys[i]]
		if o != nil && (o == focused || !found) {
			a, found = anchor{l.keys[i], y - seen}, true
		}
		y += l.height(i) + l.gap
	}
	return a
}

// seen is what part of the column can be seen.
func (l *LongColumn) seen() (top, bottom float32) {
	start, _ := OffsetIn(l.page.Scroll.Content, l.Root)
	top = l.page.Scroll.Offset.Y - start
	return top, top + l.page.Scroll.Size().Height
}

// rowAt is the row at a height, and where it begins.
func (l *LongColumn) rowAt(at float32) (i int, y float32) {
	for ; i < len(l.keys)-1; i++ {
		next := y + l.height(i) + l.gap
		if next > at {
			break
		}
		y = next
	}
	return i, y
}

func (l *LongColumn) height(i int) float32 {
	if h, known := l.heights[l.keys[i]]; known {
		return h
	}
	return l.guess
}

// follow makes the rows that are seen now.
func (l *LongColumn) follow() {
	if l.page != nil && !l.following {
		l.followFrom(l.anchor())
	}
}

func (l *LongColumn) followFrom(stays anchor) {
	if l.page == nil {
		return
	}
	l.following = true
	defer func() { l.following = false }()
	for range len(l.keys) + 2 { // each turn learns the height of another row, or is the last
		seen, _ := l.seen()
		if i := slices.Index(l.keys, stays.key); i >= 0 {
			l.page.Scroll.Offset.Y += l.start(i) - stays.below - seen
		}
		l.place()
		seen, end := l.seen()
		from, _ := l.rowAt(seen)
		to, _ := l.rowAt(end)
		from, to = max(from-1, 0), min(to+2, len(l.keys))
		if from == l.from && to == l.to {
			return
		}
		l.from, l.to = from, to
		l.make("")
	}
}

// start is where a row begins.
func (l *LongColumn) start(i int) (y float32) {
	for j := range i {
		y += l.height(j) + l.gap
	}
	return y
}

// make makes the rows between from and to, that with the focus, and one more.
func (l *LongColumn) make(more string) {
	focused, before := l.focused(), l.made
	l.made = make(map[string]fyne.CanvasObject, len(before))
	var rows []int
	for i, key := range l.keys {
		o, was := before[key]
		if i >= l.from && i < l.to || key == more || was && o == focused {
			rows = append(rows, i)
			l.made[key] = o
			delete(before, key)
		}
	}
	for _, o := range before {
		if o != focused { // which is no other row when its own is gone
			l.spare = append(l.spare, o)
		}
	}
	l.Root.Objects = nil
	for _, i := range rows {
		o := l.made[l.keys[i]]
		switch last := len(l.spare) - 1; {
		case o != nil:
		case last >= 0:
			o, l.spare = l.spare[last], l.spare[:last]
		default:
			o = l.create()
		}
		l.made[l.keys[i]] = o
		l.fill(i, o)
		l.Root.Objects = append(l.Root.Objects, o)
	}
	l.measure(l.Root.Size().Width)
}

func (l *LongColumn) focused() fyne.CanvasObject {
	if c := CanvasOf(l.Root); c != nil {
		o, _ := c.Focused().(fyne.CanvasObject)
		return o
	}
	return nil
}

// place lays the rows and the page out.
func (l *LongColumn) place() {
	Rearrange(l.Root)
	if l.page != nil {
		l.page.Settle()
	}
}

// measure learns how high the rows are that exist.
func (l *LongColumn) measure(width float32) {
	if now := [2]float32{width, Measure(theme.SizeNameText)}; now != l.asked || l.heights == nil {
		l.asked, l.guess, l.heights = now, 0, map[string]float32{}
	}
	for key, o := range l.made {
		l.heights[key] = HeightFor(o, width)
		if l.guess == 0 {
			l.guess = l.heights[key]
		}
	}
	if l.guess == 0 {
		l.guess = Scaled(3 * Space16)
	}
}

// Least is the least width of the rows.
func (l *LongColumn) Least(objects []fyne.CanvasObject) float32 { return WidestOf(objects) }

// Arrange puts the rows that exist where they belong among all.
func (l *LongColumn) Arrange(_ []fyne.CanvasObject, width, _ float32, put Put) float32 {
	l.measure(width)
	var y float32
	for i, key := range l.keys {
		height := l.height(i)
		if o := l.made[key]; o != nil {
			put(o, 0, y, width, height)
		}
		y += height + l.gap
	}
	return max(y-l.gap, 0)
}
