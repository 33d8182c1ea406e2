//go:build linux

// Command ui is the program's window, driven by bench through lines on standard
// input. A small square in a corner of the window turns green in the frame that
// shows what is waited for, so that bench sees on the screen when it was painted.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"image/color"
	"os"
	"runtime/debug"
	"runtime/trace"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"pleokeycheck/gui"
	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/secret"
)

// The square before and after.
var (
	waiting = color.NRGBA{R: 0xff, A: 0xff}
	there   = color.NRGBA{G: 0xff, A: 0xff}
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "ui:", err)
		os.Exit(1)
	}
}

// noKeys is a keychain that keeps nothing.
type noKeys struct{}

func (noKeys) Get(context.Context, keystore.Slot) (secret.Key, error) {
	return secret.Key{}, &keystore.Error{Op: "get", Kind: keystore.NotFound}
}

func (noKeys) Set(context.Context, keystore.Slot, secret.Key) error {
	return errors.New("keeps nothing")
}

func (noKeys) Delete(context.Context, keystore.Slot) error { return nil }

func (noKeys) Search(context.Context) (keystore.Found, error) { return keystore.Found{}, nil }

// driver is the window and what is measured of it.
type driver struct {
	control *app.Controller
	window  *gui.Window
	canvas  fyne.Canvas
	menu    *fyne.MainMenu
	square  *canvas.Rectangle
	form    app.Form
	pause   atomic.Int64 // the longest, in nanoseconds
}

func run() error {
	baseURL := flag.String("base-url", "", "`URL` of the server to check at")
	key := flag.String("key", "", "a demo key")
	company := flag.String("company-id", "", "its company")
	dir := flag.String("config", "", "configuration `folder`, with the one of saved connections in it")
	want := flag.Int("connections", -1, "wait for so many connections and the history, not for an answer")
	flag.Parse()
	environment := env.Staging
	if *baseURL != "" {
		environment = env.Custom
	}
	// As the program does it (see package desktop).
	debug.SetGCPercent(1200)
	if err := os.Setenv("XDG_CONFIG_HOME", *dir); err != nil {
		return err
	}
	words, err := message.New("en")
	if err != nil {
		return err
	}
	fyneapp.SetMetadata(fyne.AppMetadata{Name: "ui", Migrations: map[string]bool{"fyneDo": true}})
	a := kit.Still(fyneapp.NewWithID(""), "io.github.pleokeycheck")
	go kit.ReadFonts()
	store := connection.ReadAhead(connection.Default())
	d := &driver{square: canvas.NewRectangle(waiting)}
	d.form = app.Form{Key: secret.New(*key), CompanyID: *company, Entered: connection.Entered{Operation: check.DefaultOperation()}}
	d.square.Resize(fyne.NewSize(8, 8))
	w := gui.New(a, words, gui.About{}, nil, gui.Memory{}, func(show func(app.State)) *app.Controller {
		d.control = app.New(app.Deps{
			Keystore: noKeys{}, Connections: store,
			Show: func(s app.State) {
				show(s)
				if *want >= 0 && len(s.Connections) == *want && s.Past != nil || *want < 0 && s.Answer.Document != nil {
					d.square.FillColor = there
					d.square.Refresh()
				}
			},
			Go: func(f func()) { go f() }, UI: fyne.Do,
			Check: check.Run, Identify: check.Identify, Permissions: check.Permissions, Fetch: check.Fetch,
			CustomURL: *baseURL, Environment: environment, Now: time.Now,
		})
		return d.control
	})
	window := a.Driver().AllWindows()[0]
	d.window, d.canvas, d.menu = w, window.Canvas(), window.MainMenu()
	frames := kit.NewFrames() // in front: it says where in a trace painting begins
	frames.OnFrame = func() { trace.Log(context.Background(), "frame", "") }
	window.SetContent(container.NewStack(frames, window.Content(), container.NewWithoutLayout(d.square)))
	a.Lifecycle().SetOnStarted(func() {
		go d.beat()
		go d.obey()
	})
	w.Show()
	w.Run()
	return nil
}

// beat asks for the goroutine of the UI every millisecond, and notes the
// longest time that it was not to be had.
func (d *driver) beat() {
	for {
		asked := time.Now()
		fyne.DoAndWait(func() {})
		d.pause.Store(max(d.pause.Load(), int64(time.Since(asked))))
		time.Sleep(time.Millisecond)
	}
}

// timed runs f on the goroutine of the UI and prints how long it took, in
// milliseconds.
func timed(f func()) {
	var took time.Duration
	fyne.DoAndWait(func() {
		began := time.Now()
		f()
		took = time.Since(began)
	})
	fmt.Println(float64(took) / float64(time.Millisecond))
}

// frames draws the same window three times, and prints the longest pause of
// that: what painting takes, whatever is painted.
func (d *driver) frames() {
	d.pause.Store(0)
	for range 3 {
		fyne.DoAndWait(d.square.Refresh)
		time.Sleep(20 * time.Millisecond) // a frame and a bit of those that Fyne paints in a second
	}
	time.Sleep(200 * time.Millisecond)
	fmt.Println(float64(d.pause.Load()) / float64(time.Millisecond))
}

// busy does something while an execution trace is written, and until what follows
// from it is over.
func (d *driver) busy(path string, f func()) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := trace.Start(file); err != nil {
		return err
	}
	defer trace.Stop()
	fyne.DoAndWait(f)
	for range 3 { // what follows from it is over, however slow the machine is
		time.Sleep(time.Second / 3)
		fyne.DoAndWait(func() {})
	}
	return nil
}

// step is something that a person does, by its name; nil where there is none such.
func (d *driver) step(name string) func() {
	word, arg, _ := strings.Cut(name, "=")
	switch word {
	case "check":
		return func() { d.control.Check.Run(d.form) }
	case "search":
		return func() { d.control.Answer.SearchAnswer("fake", func(answer.Matches) {}) }
	case "select":
		return func() { d.control.Connections.Select(d.control.State().Connections[500].ID) }
	case "view":
		return func() { d.control.Open(app.View(arg)) }
	case "look":
		return func() { d.window.SetLook(kit.Appearance(arg), 100) }
	case "size":
		return func() { d.window.SetLook(kit.Light, 200) }
	case "language":
		return func() { d.window.SetLanguage(arg) }
	case "tab":
		return func() { tabs(d.canvas.Content(), "ui.details."+arg) }
	case "menu":
		return func() {
			for _, menu := range d.menu.Items {
				for _, item := range menu.Items {
					if item.Label == arg {
						item.Action()
					}
				}
			}
		}
	case "close":
		return func() { kit.CloseTop(d.canvas) }
	case "type":
		return func() { d.field("company"); d.canvas.Focused().TypedRune('1') }
	}
	return nil
}

// field gives the focus to a field: the first or second of the form, that of the
// search in the answer, or that of the history.
func (d *driver) field(name string) {
	view := app.ViewCheck
	if name == "history" {
		view = app.ViewHistory
	}
	d.control.Open(view)
	var fields []fyne.Focusable
	for _, stop := range kit.Stops(d.canvas.Content()) {
		if _, is := stop.(*kit.Field); is {
			fields = append(fields, stop)
		}
	}
	i := map[string]int{"key": 0, "company": 1, "answer": len(fields) - 1, "history": 0}[name]
	d.canvas.Focus(fields[i])
}

// tabs chooses the tab with an id, in whatever has it.
func tabs(in fyne.CanvasObject, id string) {
	switch in := in.(type) {
	case *kit.Segments:
		if i := slices.Index(in.IDs, id); i >= 0 {
			in.ChooseAt(i)
		}
	case *container.Scroll:
		tabs(in.Content, id)
	case *fyne.Container:
		for _, o := range in.Objects {
			tabs(o, id)
		}
	}
}

// obey does what the lines ask for, and answers each with a line.
func (d *driver) obey() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.SplitN(lines.Text(), " ", 3)
		switch words[0] {
		case "busy": // FILE STEP
			if err := d.busy(words[1], d.step(words[2])); err != nil {
				fmt.Println(err)
				continue
			}
			fmt.Println("0")
		case "check":
			d.pause.Store(0)
			fyne.DoAndWait(func() { d.control.Check.Run(d.form) })
			fmt.Println("0")
		case "field":
			fyne.DoAndWait(func() { d.field(words[1]) })
			fmt.Println("0")
		case "search":
			found := make(chan struct{})
			began := time.Now()
			fyne.DoAndWait(func() {
				d.control.Answer.SearchAnswer("fake", func(answer.Matches) { close(found) })
			})
			<-found
			fmt.Println(float64(time.Since(began)) / float64(time.Millisecond))
		case "pause":
			fmt.Println(float64(d.pause.Load()) / float64(time.Millisecond))
		case "frames":
			d.frames()
		case "history":
			timed(func() { d.control.Open(app.ViewHistory) })
		case "select":
			timed(func() { d.control.Connections.Select(d.control.State().Connections[0].ID) })
		}
	}
	os.Exit(0)
}
