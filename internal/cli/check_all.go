package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/setup"
	"pleokeycheck/pleoclient"
)

// runAll checks every saved connection and prints a report of all. The exit
// status is that of the worst verdict, and not 0 where nothing was checked.
func (f *checkFlags) runAll(c *cobra.Command) error {
	if f.keyStdin || f.connection != "" || f.companyID != "" || f.operation != "" || f.baseURL != "" || f.permissions || f.deep || f.json && f.csv ||
		len(f.params) > 0 || f.format != "text" && f.format != "json" || f.format == "json" && f.csv ||
		f.timeout <= 0 || f.environment != "" && !slices.Contains(environments, f.environment) {
		return usageError("--all goes with --env, --timeout, --lang and one of --json and --csv only")
	}
	if f.lang != "" && !message.Known(f.lang) {
		return oneOf("lang", languageTags())
	}
	begun := time.Now()
	store, err := setup.OpenStore()
	if err != nil {
		return err
	}
	f.store = store
	defer f.sayWarnings(c)
	rows, trouble := f.checkAll(c, store)
	if rows == nil && trouble != nil {
		return trouble
	}
	all := app.ReportRows(rows)
	words, err := f.words()
	if err == nil {
		err = f.printAll(c.OutOrStdout(), all, begun, words)
	}
	if err != nil && !isClosedPipe(err) {
		return err
	}
	if trouble != nil {
		say(c, trouble)
	}
	if len(rows) == 0 && isDamaged(store) {
		return errDamaged
	}
	worst := report.Worst(all)
	if worst == check.Failed && !slices.ContainsFunc(all, func(r report.AllRow) bool { return r.Result != nil && refused(r.Result) }) {
		return exitStatus(exitTrouble) // what is saved is not enough to ask Pleo
	}
	return exitStatus(report.ExitStatus(worst))
}

// checkAll gives a row for every saved connection. With rows, the error tells
// that the history could not be written.
func (f *checkFlags) checkAll(c *cobra.Command, store *connection.Store) ([]app.Row, error) {
	list, err := store.List()
	if err != nil {
		return nil, err
	}
	if f.environment != "" {
		list = slices.DeleteFunc(list, func(c connection.Connection) bool { return c.Environment != f.environment })
	}
	switch {
	case len(list) == 0 && f.environment != "":
		say(c, fmt.Errorf("nothing was checked: there is no saved connection of the environment %s", f.environment))
	case len(list) == 0:
		say(c, errors.New("nothing was checked: there is no saved connection; save one in the window"))
	case !slices.ContainsFunc(list, func(c connection.Connection) bool { return c.KeyKept }):
		say(c, errors.New("nothing was checked: no key of these connections is kept in the keychain"))
	}
	round := app.Round{
		Keystore: openKeychain(), Store: store, Check: check.Run, Demo: setup.Demo(), Now: time.Now,
		Client: append(setup.Client(), pleoclient.WithLimits(pleoclient.Limits{
			Connect: min(f.timeout, 10*time.Second), FirstByte: min(f.timeout, 20*time.Second), Total: f.timeout,
		})),
	}
	rows := make([]app.Row, len(list))
	at := map[string]int{}
	for i, con := range list {
		rows[i], at[con.ID] = app.Row{Connection: con}, i
	}
	err = round.Run(c.Context(), list, func(some []app.Row, _ time.Time) {
		for _, row := range some {
			rows[at[row.Connection.ID]] = row
		}
	})
	if err != nil {
		err = fmt.Errorf("the checks ran, but the history could not be written: %w", err)
	}
	return rows, err
}

// printAll writes the report of all.
func (f *checkFlags) printAll(w io.Writer, rows []report.AllRow, at time.Time, words *message.Catalogue) error {
	var text []byte
	var err error
	switch {
	case f.json || f.format == "json":
		text, err = report.AllJSON(rows, at, words)
	case f.csv:
		text = report.AllCSV(rows, words)
	default:
		text = []byte(report.AllText(rows, words))
	}
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}
