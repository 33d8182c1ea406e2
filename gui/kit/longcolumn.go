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
	Root *fyne.Container // holds the rows that exist

	gap    float32
	create func() fyne.CanvasObject
	fill   func(i int, o fyne.CanvasObject)
	page   *Page // that it scrolls with

	rows      []longRow
	spare     []fyne.CanvasObject // were rows, and may be others
	from, to  int                 // the rows that exist, besides the one with the focus
	guess     float32             // the height of those that were never seen
	asked     [2]float32          // width and size of text that the heights are for
	following bool
}

// longRow is a row: what tells it from others, its height when it was seen last, 0
// for never, and what shows it, nil where it does not exist.
type longRow struct {
	key    string
	height float32
	o      fyne.CanvasObject
}

// NewLongColumn makes a column without rows. create makes a row, which fill fills,
// again and again: with another row, or with what changed.
func NewLongColumn(gap float32, create func() fyne.CanvasObject, fill func(i int, o fyne.CanvasObject)) *LongColumn {
	l := &LongColumn{gap: gap, create: create, fill: fill}
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
	before := make(map[string]longRow, len(l.rows))
	for _, r := range l.rows {
		before[r.key] = r
	}
	l.rows = make([]longRow, len(keys))
	for i, key := range keys {
		l.rows[i] = before[key]
		l.rows[i].key = key
		delete(before, key)
	}
	for _, r := range before {
		if r.o != nil && r.o != l.focused() { // which would be another row, with the focus
			l.spare = append(l.spare, r.o)
		}
	}
	l.from, l.to = -1, -1
	l.followFrom(stays)
}

// Made is the row with a key, where it exists; else nil.
func (l *LongColumn) Made(key string) fyne.CanvasObject {
	if i := l.index(key); i >= 0 {
		return l.rows[i].o
	}
	return nil
}

// Reach makes a row wherever it is, so that it can get the focus, which scrolls to
// it; nil where there is none.
func (l *LongColumn) Reach(key string) fyne.CanvasObject {
	i := l.index(key)
	if i < 0 {
		return nil
	}
	if l.rows[i].o == nil {
		l.make(i)
		l.place()
	}
	return l.rows[i].o
}

// Walk moves the focus from a row to another one by a key that moves through text.
func (l *LongColumn) Walk(from string, key fyne.KeyName) {
	page, last := max(l.to-l.from-3, 1), len(l.rows)-1
	if last < 0 { // the row is gone, with all others
		return
	}
	steps := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page, fyne.KeyHome: -last, fyne.KeyEnd: last}
	to := min(max(l.index(from)+steps[key], 0), last)
	if f, is := l.Reach(l.rows[to].key).(fyne.Focusable); is {
		CanvasOf(l.Root).Focus(f)
	}
}

func (l *LongColumn) index(key string) int {
	return slices.IndexFunc(l.rows, func(r longRow) bool { return r.key == key })
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
	if l.page == nil || len(l.rows) == 0 || l.page.Scroll.Offset.Y == 0 {
		return anchor{}
	}
	seen, end := l.seen()
	i, y := l.rowAt(seen)
	a, focused := anchor{l.rows[i].key, y - seen}, l.focused()
	for found := false; i < len(l.rows) && y < end; i++ {
		if o := l.rows[i].o; o != nil && (o == focused || !found) {
			a, found = anchor{l.rows[i].key, y - seen}, true
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
	for ; i < len(l.rows)-1; i++ {
		next := y + l.height(i) + l.gap
		if next > at {
			break
		}
		y = next
	}
	return i, y
}

// start is where a row begins.
func (l *LongColumn) start(i int) (y float32) {
	for j := range i {
		y += l.height(j) + l.gap
	}
	return y
}

func (l *LongColumn) height(i int) float32 {
	if h := l.rows[i].height; h > 0 {
		return h
	}
	return l.guess
}

// follow makes the rows that are seen now.
func (l *LongColumn) follow() {
	if !l.following {
		l.followFrom(l.anchor())
	}
}

func (l *LongColumn) followFrom(stays anchor) {
	if l.page == nil {
		return
	}
	l.following = true
	defer func() { l.following = false }()
	for range len(l.rows) + 2 { // each turn learns the height of another row, or is the last
		seen, _ := l.seen()
		if i := l.index(stays.key); i >= 0 {
			l.page.Scroll.Offset.Y += l.start(i) - stays.below - seen
		}
		l.place()
		seen, end := l.seen()
		from, _ := l.rowAt(seen)
		to, _ := l.rowAt(end)
		from, to = max(from-1, 0), min(to+2, len(l.rows))
		if from == l.from && to == l.to {
			return
		}
		l.from, l.to = from, to
		l.make(-1)
	}
}

// make makes the rows between from and to, that with the focus, and one more.
func (l *LongColumn) make(more int) {
	focused := l.focused()
	wanted := func(i int) bool {
		return i >= l.from && i < l.to || i == more || l.rows[i].o != nil && l.rows[i].o == focused
	}
	for i := range l.rows {
		if r := &l.rows[i]; r.o != nil && !wanted(i) {
			l.spare, r.o = append(l.spare, r.o), nil
		}
	}
	l.Root.Objects = nil
	for i := range l.rows {
		if !wanted(i) {
			continue
		}
		r, last := &l.rows[i], len(l.spare)-1
		switch {
		case r.o != nil:
		case last >= 0:
			r.o, l.spare = l.spare[last], l.spare[:last]
		default:
			r.o = l.create()
		}
		l.fill(i, r.o)
		l.Root.Objects = append(l.Root.Objects, r.o)
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
	now := [2]float32{width, Measure(theme.SizeNameText)}
	other := now != l.asked
	if other {
		l.asked, l.guess = now, 0
	}
	for i := range l.rows {
		switch r := &l.rows[i]; {
		case r.o != nil:
			r.height = HeightFor(r.o, width)
			if l.guess == 0 {
				l.guess = r.height
			}
		case other:
			r.height = 0
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
	for i, r := range l.rows {
		height := l.height(i)
		if r.o != nil {
			put(r.o, 0, y, width, height)
		}
		y += height + l.gap
	}
	return max(y-l.gap, 0)
}
