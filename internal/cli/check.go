package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/internal/service"
	"pleokeycheck/internal/setup"
	"pleokeycheck/pleoclient"
)

// checkFlags are the flags of the check command.
type checkFlags struct {
	environment, companyID, connection, operation, baseURL, format, lang string
	keyStdin, asIs, permissions, deep, json, all, csv                    bool
	params                                                               paramFlag
	timeout                                                              time.Duration

	store *connection.Store // where a saved connection is checked
	// cleaned are the codes of what was removed from the key.
	cleaned []string
}

// paramFlag collects name=value.
type paramFlag map[string]string

// String implements pflag.Value. It repeats nothing: values may be personal.
func (paramFlag) String() string { return "" }

// Type implements pflag.Value.
func (paramFlag) Type() string { return "name=value" }

// Set implements pflag.Value. Its error repeats nothing either.
func (p *paramFlag) Set(text string) error {
	name, value, found := strings.Cut(text, "=")
	if !found || name == "" {
		return usageError("write it as name=value")
	}
	if *p == nil {
		*p = paramFlag{}
	}
	if _, twice := (*p)[name]; twice {
		return usageError("each parameter goes once; several values of one are separated by commas")
	}
	(*p)[name] = value
	return nil
}

// openKeychain gives the keychain of this person. Tests have one of their own.
var openKeychain = func() *keystore.Keychain { return keystore.New() }

// formats are the ways to write a report.
var formats = report.FormatNames(report.OneCheck)

// checkCommand runs one check and prints its report. The exit status is that of
// the verdict.
func checkCommand(program string) *cobra.Command {
	f := checkFlags{format: "text"}
	c := &cobra.Command{
		Use:   "check",
		Short: "checks a key without a window",
		Long: `Checks a key, or every saved connection, and prints a report.

A key is never an argument or an environment variable of this program.

` + statuses + `

With --all it is that of the worst verdict: failed, then limited, then inconclusive, then cancelled.
A connection without a kept key is named and counts for nothing; where nothing was checked, it is 3,
and 5 where the keychain gave no key.`,
		Example: `  printf '%s' "$KEY" | ` + program + ` check --env staging --company-id ID --key-stdin
  printf '%s' "$KEY" | ` + program + ` check --env staging --key-stdin
  ` + program + ` check --connection NAME
  ` + program + ` check --all [--json|--csv]`,
	}
	flags := c.Flags()
	environmentFlag(c, &f.environment, "environment")
	textFlag(c, &f.companyID, "company-id", "ID", "company ID (default: the key names it, and the report says so)")
	flags.BoolVar(&f.keyStdin, "key-stdin", false, "read the key from standard input (from a terminal: ask, without showing it)")
	flags.BoolVar(&f.asIs, "as-is", false, "send a key that may be another one in coded form (base64) just as it is")
	textFlag(c, &f.connection, "connection", "name", "name of a saved connection, whose key is in the keychain")
	textFlag(c, &f.operation, "operation", "name", "test request: "+strings.Join(operationNames(), ", "), operationNames()...)
	flags.Var(&f.params, "param", "parameter of the test request; repeat it for several")
	flags.BoolVar(&f.permissions, "permissions", false, "also try every reading operation once")
	flags.BoolVar(&f.deep, "deep", false, "also send a deliberately wrong key, which must be refused")
	baseURLFlag(c, &f.baseURL)
	flags.DurationVar(&f.timeout, "timeout", 30*time.Second, "how long each request may take at the most (such as 5s)")
	textFlag(c, &f.format, "format", "name", "how the report is written: "+strings.Join(formats, ", "), formats...)
	flags.BoolVar(&f.all, "all", false, "check every saved connection whose key is in the keychain")
	flags.BoolVar(&f.csv, "csv", false, "with --all: print a table as CSV")
	flags.BoolVar(&f.json, "json", false, "print the report as JSON, as --format json does")
	textFlag(c, &f.lang, "lang", "tag", "language of the report: "+strings.Join(languageTags(), ", ")+" (default that of the system)", languageTags()...)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if f.all {
			return f.runAll(c)
		}
		return f.run(c)
	}
	return c
}

// run runs one check. The report always comes out, and the status is that of
// its verdict; what stood in the way of the rest is said after it.
func (f *checkFlags) run(c *cobra.Command) error {
	defer f.sayWarnings(c)
	// The words are read while the check waits for the network.
	words := sync.OnceValues(f.words)
	go words()
	result, trouble := f.check(c)
	if result == nil {
		return trouble
	}
	catalogue, err := words()
	if err == nil {
		if note := catalogue.CleanedNote(f.cleaned); note != "" {
			fmt.Fprintln(c.ErrOrStderr(), note)
		}
		err = f.print(c.OutOrStdout(), result, catalogue)
	}
	if err != nil && !isClosedPipe(err) {
		return err
	}
	if trouble != nil {
		say(c, trouble)
	}
	switch {
	case errors.Is(trouble, errNotChecked):
		return exitStatus(exitTrouble)
	case result.Verdict == check.Failed && !refused(result):
		return exitStatus(exitUsage)
	}
	return exitStatus(report.ExitStatus(result.Verdict))
}

// refused reports whether Pleo refused, and not this program before it asked.
func refused(r *check.Result) bool { return r.Verdict == check.Failed && len(r.Exchanges) > 0 }

// errNotChecked tells that the keychain gave no key, so that nothing was
// checked. The report says what to do.
var errNotChecked = errors.New("nothing was checked: the keychain did not give the key")

// print writes the report.
func (f *checkFlags) print(w io.Writer, r *check.Result, words *message.Catalogue) error {
	if f.json {
		f.format = "json"
	}
	source := report.Source{Words: words, Result: r}
	if f.format != "text" { // which is for the terminal
		source.Options = []report.Option{report.MadeBy(setup.Version(), time.Now())}
	}
	text, err := report.FormatNamed(report.OneCheck, f.format).Write(source)
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}

// check runs the check that the flags ask for. An error beside a result is what
// stood in the way of the rest.
func (f *checkFlags) check(c *cobra.Command) (*check.Result, error) {
	ctx := c.Context()
	if err := f.validate(); err != nil {
		return nil, err
	}
	params, err := f.readParams()
	if err != nil {
		return nil, err
	}
	input := check.Input{
		Environment: f.environment, CompanyID: f.companyID, Operation: f.operation, Params: params, Permissions: f.permissions, Deep: f.deep,
	}
	if input.Operation == "" && len(f.params) > 0 {
		input.Operation = check.DefaultOperation()
	}
	if f.baseURL != "" {
		input.Environment, input.BaseURL = env.Custom, f.baseURL
	}
	if f.connection != "" {
		return f.checkSaved(c, input)
	}
	key, err := readKey(ctx, c.InOrStdin(), c.ErrOrStderr())
	if err != nil {
		return nil, err
	}
	input.Key, input.Ask = key, !f.asIs
	f.cleaned = cleanedOf(key)
	s := f.service()
	if err := demoBase(s, &input); err != nil {
		return nil, err
	}
	return s.Run(ctx, service.Job{Input: input}, nil).Result, nil
}

// service is what the command checks with.
func (f *checkFlags) service() service.Service {
	return service.Service{
		Keystore: openKeychain(), Connections: f.store, Check: check.Run, Demo: setup.Demo(), Now: time.Now,
		Client: append(setup.Client(), pleoclient.WithLimits(pleoclient.Limits{
			Connect: min(f.timeout, 10*time.Second), FirstByte: min(f.timeout, 20*time.Second), Total: f.timeout,
		})),
	}
}

// cleanedOf lists what is removed from a key that came with more than the line
// break at its end, which is always there.
func cleanedOf(key secret.Key) (codes []string) {
	cleaned := check.CleanKey(strings.TrimSpace(key.Reveal()))
	if cleaned.Problem != nil {
		return nil // the report says what is wrong
	}
	for _, c := range cleaned.Removed {
		codes = append(codes, string(c))
	}
	return codes
}

// demoBase starts the demo server where it is needed.
func demoBase(s service.Service, input *check.Input) (err error) {
	if input.Environment == env.Demo {
		input.BaseURL, err = s.Demo()
	}
	return err
}

// validate looks at the flags together.
func (f *checkFlags) validate() error {
	switch {
	case f.csv && !f.all:
		return usageError("--csv goes with --all")
	case f.asIs && !f.keyStdin:
		return usageError("--as-is goes with --key-stdin")
	case f.keyStdin == (f.connection != ""):
		return usageError("give either --key-stdin or --connection")
	case f.environment == "" && f.baseURL == "" && f.connection == "":
		return usageError("give --env: one of " + strings.Join(environments, ", "))
	case f.operation != "" && !slices.Contains(operationNames(), f.operation):
		return oneOf("operation", operationNames())
	case f.lang != "" && !message.Known(f.lang):
		return oneOf("lang", languageTags())
	case !slices.Contains(formats, f.format):
		return oneOf("format", formats)
	case f.json && f.format != "text" && f.format != "json":
		return usageError("--json and --format ask for different things")
	case f.timeout <= 0:
		return usageError("--timeout must be more than nothing")
	}
	return validPlace(f.environment, f.baseURL)
}

// checkSaved checks the key of a saved connection and notes the outcome.
func (f *checkFlags) checkSaved(c *cobra.Command, input check.Input) (*check.Result, error) {
	f.store = connection.Default()
	con, err := f.find(f.store)
	if err != nil {
		return nil, err
	}
	if f.baseURL != "" && (con.Environment != env.Custom || con.BaseURL != f.baseURL) {
		return nil, usageError("the key of this connection is bound to another server; a key goes to one server only")
	}
	saved := service.InputOf(con)
	input.Environment, input.BaseURL, input.ExpiresOn = saved.Environment, saved.BaseURL, saved.ExpiresOn
	if input.CompanyID == "" {
		input.CompanyID, input.CompanyFromKey = saved.CompanyID, saved.CompanyFromKey
	}
	input.Operation = cmp.Or(input.Operation, saved.Operation)
	s := f.service()
	if err := demoBase(s, &input); err != nil {
		return nil, err
	}
	out := s.Run(c.Context(), service.Job{Input: input, Connection: con, Kept: true}, nil)
	switch {
	case out.NotChecked && out.Result.Verdict == check.Stopped:
		return out.Result, nil
	case out.NotChecked:
		return out.Result, errNotChecked
	}
	if err := service.WriteHistory(f.store, out.Connection, out.Result, s.Now()); err != nil && !errors.Is(err, service.ErrOtherCompany) {
		return out.Result, fmt.Errorf("the check ran, but the history could not be written: %w", err)
	}
	return out.Result, nil
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
		if isDamaged(store) {
			return connection.Connection{}, errDamaged
		}
		return connection.Connection{}, usageError("there is no saved connection of that name; the window lists them")
	case 1:
		return all[0], nil
	}
	return connection.Connection{}, usageError("several connections have that name; rename one, or add --env")
}

// readParams reads the parameters of the operation, which is named or the
// default.
func (f *checkFlags) readParams() (pleoclient.Params, error) {
	name := cmp.Or(f.operation, check.DefaultOperation())
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
			return pleoclient.Params{}, usageError("--param: " + name + " knows these parameters only: " + strings.Join(paramNames(op), ", "))
		}
		all = append(all, p.Param+": "+strings.TrimSuffix(words.ParamProblem(p), "."))
	}
	return pleoclient.Params{}, usageError("--param " + strings.Join(all, "\n--param "))
}

func paramNames(op pleoclient.Operation) []string {
	names := namesOf(op.Params(), func(p pleoclient.Param) string { return p.Name })
	if len(names) == 0 {
		return []string{"none"}
	}
	return names
}

// operationNames are the operations that a standalone key can be tested with.
func operationNames() []string {
	usable := slices.DeleteFunc(slices.Clone(pleoclient.Operations()), func(op pleoclient.Operation) bool { return !op.BasicAuth })
	return namesOf(usable, operationName)
}

func operationName(op pleoclient.Operation) string { return op.Name }
