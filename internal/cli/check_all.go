package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/service"
)

// runAll checks every saved connection and prints a report of all. The exit
// status is that of the worst verdict, and not 0 where nothing was checked.
func (f *checkFlags) runAll(c *cobra.Command) error {
	other := false
	c.Flags().Visit(func(given *pflag.Flag) {
		other = other || !slices.Contains([]string{"all", "env", "timeout", "lang", "json", "csv", "format"}, given.Name)
	})
	if other || f.json && f.csv || f.format != "text" && f.format != "json" || f.format == "json" && f.csv ||
		f.timeout <= 0 || f.environment != "" && !slices.Contains(environments, f.environment) {
		return usageError("--all goes with --env, --timeout, --lang and one of --json and --csv only")
	}
	if f.lang != "" && !message.Known(f.lang) {
		return oneOf("lang", languageTags())
	}
	begun := time.Now()
	f.store = connection.Default()
	defer f.sayWarnings(c)
	rows, trouble := f.checkAll(c)
	if rows == nil && trouble != nil {
		return trouble
	}
	words, err := f.words()
	if err == nil {
		err = f.printAll(c.OutOrStdout(), rows, begun, words)
	}
	if err != nil && !isClosedPipe(err) {
		return err
	}
	if trouble != nil {
		say(c, trouble)
	}
	if len(rows) == 0 && isDamaged(f.store) {
		return errDamaged
	}
	worst := report.Worst(rows)
	if worst == check.Failed && !slices.ContainsFunc(rows, func(r service.Row) bool { return r.Result != nil && refused(r.Result) }) {
		return exitStatus(exitTrouble) // what is saved is not enough to ask Pleo
	}
	if slices.ContainsFunc(rows, service.Row.KeyRefused) && !slices.ContainsFunc(rows, asked) {
		say(c, errNoKeys)
		return exitStatus(exitTrouble)
	}
	return exitStatus(report.ExitStatus(worst))
}

// errNoKeys tells that the keychain gave no key, so that nothing was checked.
var errNoKeys = errors.New("nothing was checked: the keychain gave none of the keys")

// asked reports whether something was sent for a connection.
func asked(r service.Row) bool { return r.Result != nil && len(r.Result.Exchanges) > 0 }

// checkAll gives a row for every saved connection. With rows, the error tells
// that the history could not be written.
func (f *checkFlags) checkAll(c *cobra.Command) ([]service.Row, error) {
	list, err := f.store.List()
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
	round := service.Round{Service: f.service()}
	rows := make([]service.Row, len(list))
	at := map[string]int{}
	for i, con := range list {
		rows[i], at[con.ID] = service.Row{Connection: con}, i
	}
	err = round.Run(c.Context(), list, func(some []service.Row, _ time.Time) {
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
func (f *checkFlags) printAll(w io.Writer, rows []service.Row, at time.Time, words *message.Catalogue) error {
	format := f.format
	switch {
	case f.json:
		format = "json"
	case f.csv:
		format = "csv"
	}
	text, err := report.FormatNamed(report.AllChecks, format).Write(report.Source{Words: words, Rows: rows, At: at})
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}
