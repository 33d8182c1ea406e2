package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

// checkFlags are the flags of the check command.
type checkFlags struct {
	environment, companyID, connection, operation, baseURL, format, lang string
	keyStdin, permissions, deep, json, all, csv                          bool
	params                                                               paramFlag
	timeout                                                              time.Duration
}

// paramFlag collects name=value.
type paramFlag map[string]string

// String implements flag.Value. It repeats nothing: values may be personal.
func (paramFlag) String() string { return "" }

// Set implements flag.Value. Its error repeats nothing either.
func (p *paramFlag) Set(text string) error {
	name, value, found := strings.Cut(text, "=")
	if !found || name == "" {
		return errors.New("write it as name=value")
	}
	if *p == nil {
		*p = paramFlag{}
	}
	if _, twice := (*p)[name]; twice {
		return errors.New("each parameter goes once; several values of one are separated by commas")
	}
	(*p)[name] = value
	return nil
}

// usageError is a wrong use of the flags, in words that repeat nothing that
// might be a key.
type usageError string

func (e usageError) Error() string { return string(e) }

// runCheck runs one check and prints its report. The exit status is that of
// the verdict.
func runCheck(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var f checkFlags
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.StringVar(&f.environment, "env", "", "`environment`: "+strings.Join(environments, ", "))
	flags.StringVar(&f.companyID, "company-id", "", "company `ID`")
	flags.BoolVar(&f.keyStdin, "key-stdin", false, "read the key from standard input (from a terminal: ask, without showing it)")
	flags.StringVar(&f.connection, "connection", "", "`name` of a saved connection, whose key is in the keychain")
	flags.StringVar(&f.operation, "operation", "", "test request (`name`): "+strings.Join(operationNames(), ", "))
	flags.Var(&f.params, "param", "parameter of the test request (`name=value`); repeat it for several")
	flags.BoolVar(&f.permissions, "permissions", false, "also try every reading operation once")
	flags.BoolVar(&f.deep, "deep", false, "also send a deliberately wrong key, which must be refused")
	flags.StringVar(&f.baseURL, "base-url", "", "address of another server that speaks this API (`URL`; https, or http on this computer)")
	flags.DurationVar(&f.timeout, "timeout", 30*time.Second, "how long each request may take at the most (`duration`, such as 5s)")
	flags.StringVar(&f.format, "format", "text", "how the report is written (`name`): text, markdown, html, json")
	flags.BoolVar(&f.all, "all", false, "check every saved connection whose key is in the keychain")
	flags.BoolVar(&f.csv, "csv", false, "with -all: print a table as CSV")
	flags.BoolVar(&f.json, "json", false, "print the report as JSON, as -format json does")
	flags.StringVar(&f.lang, "lang", "", "language of the report (`tag`): "+strings.Join(languageTags(), ", ")+" (default that of the system)")
	flags.Usage = func() {
		io.WriteString(flags.Output(), `Usage: printf '%s' "$KEY" | `+program+` check -env staging -company-id ID -key-stdin
       `+program+` check -connection NAME
       `+program+` check -all [-json|-csv]

A key is never an argument or an environment variable of this program.
Exit status: 0 working, 1 failed, 2 wrong use, 3 inconclusive, 4 limited, 130 cancelled.
With -all that of the worst verdict: failed, then limited, then inconclusive, then cancelled.
A connection without a kept key is named and counts for nothing; where nothing was checked, it is 3.

`)
		flags.PrintDefaults()
	}
	if status, ok := parse(flags, args, stdout, stderr); !ok {
		return status
	}
	if f.all {
		return f.runAll(ctx, flags, stdout, stderr)
	}
	// The words are read while the check waits for the network.
	words := sync.OnceValues(f.words)
	go words()
	result, err := f.check(ctx, stdin, stderr)
	var wrong usageError
	switch {
	case errors.As(err, &wrong):
		return misuse(flags, stderr, wrong.Error())
	case err != nil:
		fmt.Fprintln(stderr, program+" check:", err)
		return exitError
	}
	catalogue, err := words()
	if err == nil {
		err = f.print(stdout, result, catalogue)
	}
	if err != nil {
		fmt.Fprintln(stderr, program+" check:", err)
		return exitError
	}
	return report.ExitStatus(result.Verdict)
}

// print writes the report.
func (f *checkFlags) print(w io.Writer, r *check.Result, words *message.Catalogue) (err error) {
	text, made := "", report.MadeBy(versionText(), time.Now())
	switch {
	case f.json || f.format == "json":
		var out []byte
		out, err = report.JSON(r, words)
		text = string(out)
	case f.format == "markdown":
		text = report.Markdown(r, words, made)
	case f.format == "html":
		text, err = report.HTML(r, words, made)
	default:
		text = report.Text(r, words)
	}
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	return err
}

// check runs the check that the flags ask for.
func (f *checkFlags) check(ctx context.Context, stdin io.Reader, stderr io.Writer) (*check.Result, error) {
	if err := f.validate(); err != nil {
		return nil, err
	}
	input := check.Input{Environment: f.environment, CompanyID: f.companyID, Operation: f.operation, Permissions: f.permissions, Deep: f.deep}
	params, err := f.readParams()
	if err != nil {
		return nil, err
	}
	input.Params = params
	if f.baseURL != "" {
		input.Environment, input.BaseURL = app.Custom, f.baseURL
	}
	options := check.Options{Client: append(clientOptions(), pleoclient.WithLimits(pleoclient.Limits{
		Connect: min(f.timeout, 10*time.Second), FirstByte: min(f.timeout, 20*time.Second), Total: f.timeout,
	}))}
	if f.connection != "" {
		return f.checkSaved(ctx, input, options)
	}
	key, err := readKey(stdin, stderr)
	if err != nil {
		return nil, err
	}
	input.Key = key
	if input.Operation == "" && len(f.params) > 0 {
		input.Operation = check.DefaultOperation()
	}
	if err := demoBase(&input); err != nil {
		return nil, err
	}
	return check.Run(ctx, input, options), nil
}

// demoBase starts the demo server where it is needed.
func demoBase(input *check.Input) (err error) {
	if input.Environment == app.Demo {
		input.BaseURL, err = startDemo()()
	}
	return err
}

// validate looks at the flags together.
func (f *checkFlags) validate() error {
	switch {
	case f.csv && !f.all:
		return usageError("-csv goes with -all")
	case f.keyStdin == (f.connection != ""):
		return usageError("give either -key-stdin or -connection")
	case f.environment != "" && !slices.Contains(environments, f.environment):
		return usageError("-env is one of " + strings.Join(environments, ", "))
	case f.environment == "" && f.baseURL == "" && f.connection == "":
		return usageError("give -env: one of " + strings.Join(environments, ", "))
	case f.operation != "" && !slices.Contains(operationNames(), f.operation):
		return usageError("-operation is one of " + strings.Join(operationNames(), ", "))
	case f.lang != "" && !message.Known(f.lang):
		return usageError("-lang is one of " + strings.Join(languageTags(), ", "))
	case !slices.Contains([]string{"text", "markdown", "html", "json"}, f.format):
		return usageError("-format is one of text, markdown, html, json")
	case f.json && f.format != "text" && f.format != "json":
		return usageError("-json and -format ask for different things")
	case f.timeout <= 0:
		return usageError("-timeout must be more than nothing")
	}
	if f.baseURL != "" {
		if _, err := pleoclient.ParseBaseURL(f.baseURL); err != nil {
			return usageError("-base-url: " + baseURLTrouble(err))
		}
	}
	return nil
}

// checkSaved checks the key of a saved connection and notes the outcome.
func (f *checkFlags) checkSaved(ctx context.Context, input check.Input, options check.Options) (*check.Result, error) {
	store, err := openStore()
	if err != nil {
		return nil, err
	}
	con, err := f.find(store)
	if err != nil {
		return nil, err
	}
	if f.baseURL != "" && (con.Environment != app.Custom || con.BaseURL != f.baseURL) {
		return nil, usageError("the key of this connection is bound to another server; a key goes to one server only")
	}
	input.Environment, input.BaseURL, input.ExpiresOn = con.Environment, con.BaseURL, con.ExpiresOn
	if input.Operation == "" && len(f.params) > 0 {
		input.Operation = check.DefaultOperation()
	}
	if input.CompanyID == "" {
		input.CompanyID = con.CompanyID
	}
	if input.Operation == "" && len(f.params) == 0 && con.Operation != check.DefaultOperation() {
		input.Operation = con.Operation
	}
	if err := demoBase(&input); err != nil {
		return nil, err
	}
	key, err := keystore.New().Get(ctx, keystore.Slot{Environment: con.Environment, Connection: con.ID})
	if err != nil {
		return check.Unstarted(input, app.KeychainFinding(ctx, err), time.Now()), nil
	}
	input.Key = key
	if at, ok, err := store.LastWorked(con.ID); err == nil && ok {
		input.LastWorked = at
	}
	result := check.Run(ctx, input, options)
	if err := app.WriteHistory(store, con, result, time.Now()); err != nil && !errors.Is(err, app.ErrOtherCompany) {
		return nil, fmt.Errorf("the check ran (%s), but the history could not be written: %w", result.Verdict, err)
	}
	return result, nil
}

// find finds the one connection of that name.
func (f *checkFlags) find(store *connection.Store) (connection.Connection, error) {
	all, err := store.ByName(f.connection)
	if err != nil {
		return connection.Connection{}, err
	}
	if f.environment != "" {
		all = slices.DeleteFunc(all, func(c connection.Connection) bool { return c.Environment != f.environment })
	}
	switch len(all) {
	case 0:
		return connection.Connection{}, usageError("there is no saved connection of that name; the window lists them")
	case 1:
		return all[0], nil
	}
	return connection.Connection{}, usageError("several connections have that name; rename one, or add -env")
}

// readParams reads the parameters of the operation, which is named or the
// default.
func (f *checkFlags) readParams() (pleoclient.Params, error) {
	name := f.operation
	if name == "" {
		name = check.DefaultOperation()
	}
	op, _ := pleoclient.LookupOperation(name)
	params, problems := pleoclient.ParseParams(op, f.params)
	if len(problems) == 0 {
		return params, nil
	}
	words, err := message.New("en")
	if err != nil {
		return pleoclient.Params{}, err
	}
	var all []string
	for _, p := range problems {
		if p.Code == pleoclient.ParamUnknown { // it may be anything, also a key
			return pleoclient.Params{}, usageError("-param: " + name + " knows these parameters only: " + strings.Join(paramNames(op), ", "))
		}
		all = append(all, p.Param+": "+strings.TrimSuffix(words.ParamProblem(p), "."))
	}
	return pleoclient.Params{}, usageError("-param " + strings.Join(all, "\n-param "))
}

func paramNames(op pleoclient.Operation) []string {
	var names []string
	for _, p := range op.Params() {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return []string{"none"}
	}
	return names
}

// operationNames are the operations that a standalone key can be tested with.
func operationNames() []string {
	var names []string
	for _, op := range pleoclient.Operations() {
		if op.BasicAuth {
			names = append(names, op.Name)
		}
	}
	return names
}

// maxKeyInput is how much of standard input is read: more than any key, so
// that what is too long is told rather than cut.
const maxKeyInput = 64 << 10

// readKey reads the key from standard input; from a terminal without showing
// it.
func readKey(stdin io.Reader, stderr io.Writer) (secret.Key, error) {
	if file, ok := stdin.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		fmt.Fprint(stderr, "API key (it is not shown): ")
		text, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(stderr)
		if err != nil {
			return secret.Key{}, fmt.Errorf("read the key: %w", err)
		}
		defer clear(text)
		return secret.New(string(text)), nil
	}
	var text bytes.Buffer
	if _, err := io.Copy(&text, io.LimitReader(stdin, maxKeyInput)); err != nil {
		return secret.Key{}, fmt.Errorf("read the key from standard input: %w", err)
	}
	return secret.New(text.String()), nil
}
