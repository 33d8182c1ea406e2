// Package desktop starts the window: it looks for a screen, runs the main loop,
// and wires the controller to the disk, the keychain and the network.
package desktop

import (
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"github.com/go-gl/glfw/v3.4/glfw"

	"pleokeycheck/assets"
	"pleokeycheck/gui"
	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/demo"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/settings"
	"pleokeycheck/internal/setup"
)

// settled is when the window is there and has nothing left to do. Memory is not
// collected before: what opening the window took beyond what it needs is given
// back then.
const settled = time.Second

// startGrowth is how much the memory may grow until it is collected while the
// window opens, in percent: to some 50 MiB.
const startGrowth = 1200

// Run opens the window and returns when it is closed, which the end of ctx
// does as well. Fyne listens for the signals too, but not while it starts.
func Run(ctx context.Context, begin setup.Window) error {
	growth := debug.SetGCPercent(startGrowth)
	words, err := message.New(setup.Languages()...)
	if err != nil {
		return err
	}
	left, remember := memory()
	if left.Language != "" {
		words = words.For(left.Language)
	}
	words = words.WithKeychain(string(keystore.AskName()))
	if !findDisplay() {
		return noWindow(words, "ui.start.no-screen")
	}
	a := newFyneApp()
	go kit.ReadFonts()
	all := stories()
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	kept, keepMark := marks()
	folder, keepFolder := savedIn()
	store := connection.Default()
	saved := connection.ReadAhead(store)
	loop := newMainLoop(fyne.Do)
	if begin.Environment == "" {
		begin.Environment = left.Environment
	}
	a.Lifecycle().SetOnStarted(func() {
		time.AfterFunc(settled, func() {
			debug.SetGCPercent(growth)
			debug.FreeOSMemory()
		})
	})
	var w *gui.Window
	if trouble := opens(func() bool {
		w = gui.New(a, words, gui.About{Version: setup.Version(), Licences: assets.Licences, Icon: fyne.NewStaticResource("icon.png", assets.IconPNG)}, ids, left, func(show func(app.State)) *app.Controller {
			return app.New(app.Deps{
				Keystore: keystore.New(), Connections: saved, Show: show,
				Go: loop.Go, UI: loop.Do,
				Check: check.Run, Identify: check.Identify, Permissions: check.Permissions, Fetch: check.Fetch,
				Demo: setup.Demo(), Stories: all,
				CustomURL: begin.BaseURL, Environment: begin.Environment, Story: begin.Story,
				Client: setup.Client(),
				Now:    time.Now,
				Marks:  kept, Mark: keepMark,
				Folder: folder, KeepFolder: keepFolder, Places: places, OpenFile: openFile, ShowFile: showFile,
				Greet: begin.Greet, Eraser: setup.Everything{Store: store},
			})
		})
		w.Remember(remember)
		w.OnLeaving(loop.leave)
		shown := w.Show()
		if screen := glfw.GetPrimaryMonitor(); shown && screen != nil {
			_, _, width, height := screen.GetWorkarea()
			w.Limit(width, height)
		}
		return shown
	}); trouble != "" {
		return noWindow(words, trouble)
	}
	defer context.AfterFunc(ctx, func() { loop.Do(w.Close) })()
	endReading := serveReaders(a, w, loop.Do)
	endFollowing := followSystem(a, func(s kit.System) { loop.Do(func() { w.FollowSystem(s) }) })
	w.Run()
	endFollowing()
	endReading()
	loop.finish(farewell)
	return nil
}

// opens calls open, which opens the window, and returns the id of the text that
// says why there is none; empty where there is one.
func opens(open func() bool) (trouble string) {
	defer func() {
		p := recover()
		if _, fromGLFW := p.(*glfw.Error); p != nil && !fromGLFW {
			panic(p)
		}
		switch {
		case !screenFound():
			trouble = "ui.start.no-screen"
		case p != nil:
			trouble = "ui.start.no-graphics"
		}
	}()
	if !open() {
		return "ui.start.no-graphics"
	}
	return ""
}

// screenFound reports whether GLFW could begin. Fyne's driver logs that it could
// not, and goes on until something panics.
func screenFound() (found bool) {
	defer func() { _ = recover() }()
	return glfw.GetPlatform() != 0
}

// newFyneApp makes Fyne's side of the program. It has an id towards desktops only
// (see kit.Still), so that Fyne keeps no preferences of its own: their file is empty for a moment at each closing,
// and was found torn. How the window was left is in package settings.
func newFyneApp() fyne.App {
	leaveBusAlone()
	cache, err := os.UserCacheDir()
	if err == nil {
		err = os.MkdirAll(cache, 0o700) // Fyne expects it
	}
	icon := fyne.NewStaticResource("window.png", assets.WindowIcon)
	fyneapp.SetMetadata(fyne.AppMetadata{Name: "Key Check for Pleo", Version: setup.Version(), Icon: icon, Migrations: map[string]bool{"fyneDo": true}})
	inner := fyneapp.NewWithID("")
	a := kit.Still(inner, "io.github.pleokeycheck")
	if err == nil {
		// A program without an id gets an empty folder at every start.
		_ = os.Remove(filepath.Join(cache, "fyne", inner.UniqueID()))
	}
	a.SetIcon(icon)
	endAlone(a)
	return a
}

// endAlone takes away the hook that Fyne queues when its loop ends, and then
// waits for: where it is queued between the loop's last look and its end, it is
// never run, and the program never ends. All that it does is save preferences,
// of which there are none.
func endAlone(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// memory reads how the window was left, and returns what keeps how it is left.
func memory() (gui.Memory, func(gui.Memory)) {
	dir, err := connection.DefaultDir()
	if err != nil {
		return gui.Memory{}, func(gui.Memory) {}
	}
	s := settings.Load(dir)
	left := gui.Memory{
		Width: s.Width, Height: s.Height, Environment: s.Environment, Tab: s.Tab,
		Language: s.Language, Appearance: kit.Appearance(s.Theme), Contrast: kit.Contrast(s.Contrast), TextSize: s.TextSize,
	}
	return left, func(m gui.Memory) {
		// Not worth a word where it does not succeed: the next start has the
		// defaults.
		_, _ = settings.Update(dir, func(s *settings.Settings) {
			s.Width, s.Height, s.Environment, s.Tab = m.Width, m.Height, m.Environment, m.Tab
			s.Language, s.Theme, s.Contrast, s.TextSize = m.Language, string(m.Appearance), string(m.Contrast), m.TextSize
		})
	}
}

// stories are the demo keys for the controller.
func stories() []app.Story {
	var all []app.Story
	for _, s := range demo.Stories() {
		all = append(all, app.Story{ID: s.ID, Key: s.Key, CompanyID: s.CompanyID})
	}
	return all
}

// marks reads what the person ticked or put away, and returns what keeps more.
func marks() ([]string, func(on bool, ids ...string) error) {
	dir, err := connection.DefaultDir()
	if err != nil {
		return nil, nil
	}
	return settings.Load(dir).Marks, func(on bool, ids ...string) error {
		_, err := settings.Update(dir, func(s *settings.Settings) { s.Mark(on, ids...) })
		return err
	}
}

// savedIn reads where files were saved last, and returns what remembers another
// folder.
func savedIn() (string, func(folder string)) {
	dir, err := connection.DefaultDir()
	if err != nil {
		return "", nil
	}
	return settings.Load(dir).Folder, func(folder string) {
		// Not worth a word where it does not succeed: another start begins elsewhere.
		_, _ = settings.Update(dir, func(s *settings.Settings) { s.Folder = folder })
	}
}
