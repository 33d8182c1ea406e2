package app

import (
	"context"
	"slices"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/service"
	"pleokeycheck/pleoclient"
)

// Store is what is needed of the saved connections. Its methods touch the disk.
type Store interface {
	service.Connections
	All(limit int) ([]connection.Record, error)
	Erase(r connection.Record) error
	EraseHistory(id string) error
	EraseAll() error
	Warnings() []connection.Warning
}

// Story is a demo key with the company ID that goes with it.
type Story struct {
	ID, Key, CompanyID string
}

// Deps are what the controller works with.
type Deps struct {
	Keystore    service.Keystore
	Connections Store
	// Show renders the state. It is called on the UI goroutine.
	Show func(State)
	// Go runs work that may wait; UI brings a function to the UI goroutine.
	Go, UI func(func())
	// After runs a function on the UI goroutine after a time, unless stopped.
	// Nil for the real clock and UI.
	After func(time.Duration, func()) (stop func())
	// Check and Identify run a check; check.Run and check.Identify.
	Check, Identify func(context.Context, check.Input, check.Options) *check.Result
	// Permissions tries every operation, and Fetch sends one request;
	// check.Permissions and check.Fetch.
	Permissions, Fetch func(context.Context, check.Input, check.Options) *check.Result
	// Demo starts the demo server, once, and returns its base URL.
	Demo    func() (string, error)
	Stories []Story
	// CustomURL is the base URL of a custom server; empty without one.
	CustomURL string
	// Environment is the one to begin with; empty where the person has to choose.
	Environment string
	// Story is the demo key to begin with; empty for none.
	Story  string
	Client []pleoclient.Option
	Now    func() time.Time

	// Marks are those that were kept; Mark keeps more, or takes them away. It
	// touches the disk. Nil to keep none.
	Marks []string
	Mark  func(on bool, ids ...string) error
	// Greet shows the welcome to somebody who has not seen it and has no saved
	// connection.
	Greet bool
	// Folder is where files were saved last, and KeepFolder remembers another; ""
	// and nil for none. Places are the folders where people look for what they
	// saved, the first one first. They touch the disk.
	Folder     string
	KeepFolder func(folder string)
	Places     func() []string
	// OpenFile opens a file with the program that the system has for it; ShowFile
	// shows it in its folder. They wait for others.
	OpenFile, ShowFile func(path string) error
	// Eraser removes everything; nil where that is not offered.
	Eraser service.Eraser
}

// service is what checks and keys are handled with.
func (d Deps) service() service.Service {
	return service.Service{Keystore: d.Keystore, Connections: d.Connections, Check: d.Check, Demo: d.Demo, Client: d.Client, Now: d.Now}
}

// firstEnvironment is the one, of these, that the program was started with;
// none where that is not known.
func (d Deps) firstEnvironment(of []string) string {
	switch {
	case d.CustomURL != "":
		return env.Custom
	case slices.Contains(of, d.Environment):
		return d.Environment
	}
	return ""
}
