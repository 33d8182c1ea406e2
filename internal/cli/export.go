package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/pleoclient"
)

// demoServerURL is where demo-server listens unless told otherwise: what is
// exported for the demo goes there.
const demoServerURL = "http://127.0.0.1:8080"

// exportFlags are the flags of the export command.
type exportFlags struct {
	curl, postman, environment, baseURL, companyID, operation, id string
}

// exportCommand writes a request for curl, or everything for Postman. It needs no
// key, and asks for none.
func exportCommand(program string) *cobra.Command {
	f := exportFlags{operation: check.DefaultOperation()}
	c := &cobra.Command{
		Use:   "export",
		Short: "writes a request for curl, or all of them for Postman",
		Long: `Writes a request for curl, or all of them for Postman.

No key is needed, and none is written. The curl command asks for the key, or
takes it from the environment variable ` + report.KeyVariable + `; Postman takes it from the
secret variable apiKey.`,
		Example: `  ` + program + ` export --curl sh --operation employees --env staging --company-id ID
  ` + program + ` export --postman FOLDER --env staging --company-id ID`,
	}
	textFlag(c, &f.curl, "curl", "shell", "print the test request as a curl command for a shell: "+strings.Join(shells(), ", "), shells()...)
	c.Flags().Var(&text{to: &f.postman, kind: "folder"}, "postman", "write a Postman collection and an environment into a folder, as new files")
	_ = c.MarkFlagDirname("postman") // it only fails for a flag that there is not
	environmentFlag(c, &f.environment, "environment (demo: a demo-server at "+demoServerURL+")")
	baseURLFlag(c, &f.baseURL)
	textFlag(c, &f.companyID, "company-id", "ID", "company ID")
	textFlag(c, &f.operation, "operation", "name", "test request: "+strings.Join(allOperationNames(), ", "), allOperationNames()...)
	textFlag(c, &f.id, "id", "ID", "ID of the one thing that the operation reads")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := f.validate(); err != nil {
			return err
		}
		words, err := message.New("en")
		if err != nil {
			return err
		}
		return f.export(c.OutOrStdout(), words)
	}
	return c
}

// shells are those that a request is written for.
func shells() []string { return report.FormatNames(report.Request) }

// validate looks at the flags together. It repeats nothing that was given: a
// key may stand in the wrong place.
func (f *exportFlags) validate() error {
	op, known := pleoclient.LookupOperation(f.operation)
	switch {
	case (f.curl == "") == (f.postman == ""):
		return usageError("give either --curl or --postman")
	case f.curl != "" && !slices.Contains(shells(), f.curl):
		return oneOf("curl", shells())
	case f.environment == "" && f.baseURL == "":
		return usageError("give either --env (one of " + strings.Join(environments, ", ") + ") or --base-url")
	case !known:
		return oneOf("operation", allOperationNames())
	case f.curl != "" && op.NeedsID() != (f.id != ""):
		return usageError("--id goes with an operation that reads one thing, and is needed there")
	case f.curl != "" && f.id != "" && !fits(op, f.id):
		return usageError("--id is an ID: digits and letters from a to f, in five groups")
	}
	if err := validPlace(f.environment, f.baseURL); err != nil {
		return err
	}
	company := check.CleanCompanyID(f.companyID)
	if company.Problem != nil {
		return usageError("--company-id is missing, or is no company ID")
	}
	f.companyID = company.ID
	return nil
}

// fits reports whether an ID may stand in the path of the operation.
func fits(op pleoclient.Operation, id string) bool {
	typed := map[string]string{}
	for _, name := range op.PathParams {
		typed[name] = id
	}
	_, problems := pleoclient.ParseParams(op, typed)
	return len(problems) == 0
}

// export writes what was asked for.
func (f *exportFlags) export(stdout io.Writer, words *message.Catalogue) error {
	environment, base := f.place()
	if f.postman != "" {
		return f.exportPostman(stdout, environment, base, words)
	}
	op, _ := pleoclient.LookupOperation(f.operation)
	p := pleoclient.Params{CompanyID: f.companyID, Limit: 1, Path: map[string]string{}}
	for _, name := range op.PathParams {
		p.Path[name] = f.id
	}
	x, err := pleoclient.Describe(base, op, p)
	if err != nil {
		return err
	}
	text, err := report.FormatNamed(report.Request, f.curl).Write(report.Source{Words: words, Exchange: x})
	if err != nil {
		return err
	}
	_, err = stdout.Write(text)
	return err
}

// place is the environment and where it answers.
func (f *exportFlags) place() (environment, base string) {
	switch f.environment {
	case env.Staging:
		return env.Staging, pleoclient.Staging.BaseURL
	case env.Production:
		return env.Production, pleoclient.Production.BaseURL
	case env.Demo:
		return env.Demo, demoServerURL
	}
	return env.Custom, f.baseURL
}

func (f *exportFlags) exportPostman(stdout io.Writer, environment, base string, words *message.Catalogue) error {
	source := report.Source{Words: words, Operation: f.operation, Environment: environment, BaseURL: base, CompanyID: f.companyID}
	if err := os.MkdirAll(f.postman, 0o700); err != nil {
		return fmt.Errorf("the folder of --postman cannot be made: %w", withoutPath(err))
	}
	for _, format := range report.Formats(report.Collection) {
		text, err := format.Write(source)
		if err != nil {
			return err
		}
		path, err := report.WriteNew(f.postman, format.FileName(source)+format.Extension, text)
		if err != nil {
			return fmt.Errorf("the folder of --postman cannot be written to: %w", withoutPath(err))
		}
		if _, err := fmt.Fprintln(stdout, path); err != nil {
			return err
		}
	}
	return nil
}

// withoutPath is what the system said, without the path: somebody may have put
// a key there.
func withoutPath(err error) error {
	var system syscall.Errno
	if errors.As(err, &system) {
		return system
	}
	return errors.New("it is no folder")
}

// allOperationNames are the operations of the catalogue.
func allOperationNames() []string { return namesOf(pleoclient.Operations(), operationName) }
