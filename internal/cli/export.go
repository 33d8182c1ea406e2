package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
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

// runExport writes a request for curl, or everything for Postman. It needs no
// key, and asks for none.
func runExport(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var f exportFlags
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	flags.StringVar(&f.curl, "curl", "", "print the test request as a curl command for a `shell`: sh, powershell, cmd")
	flags.StringVar(&f.postman, "postman", "", "write a Postman collection and an environment into a `folder`, as new files")
	flags.StringVar(&f.environment, "env", "", "`environment`: "+strings.Join(environments, ", ")+" (demo: a demo-server at "+demoServerURL+")")
	flags.StringVar(&f.baseURL, "base-url", "", "address of another server that speaks this API (`URL`; https, or http on this computer)")
	flags.StringVar(&f.companyID, "company-id", "", "company `ID`")
	flags.StringVar(&f.operation, "operation", check.DefaultOperation(), "test request (`name`): "+strings.Join(allOperationNames(), ", "))
	flags.StringVar(&f.id, "id", "", "`ID` of the one thing that the operation reads")
	flags.Usage = func() {
		io.WriteString(flags.Output(), `Usage: `+program+` export -curl sh -operation employees -env staging -company-id ID
       `+program+` export -postman FOLDER -env staging -company-id ID

No key is needed, and none is written. The curl command asks for the key, or
takes it from the environment variable `+report.KeyVariable+`; Postman takes it from the
secret variable apiKey.

`)
		flags.PrintDefaults()
	}
	if status, ok := parse(flags, args, stdout, stderr); !ok {
		return status
	}
	if wrong := f.validate(); wrong != "" {
		return misuse(flags, stderr, wrong)
	}
	words, err := message.New("en")
	if err == nil {
		err = f.export(stdout, words)
	}
	if err != nil {
		fmt.Fprintln(stderr, program+" export:", err)
		return exitError
	}
	return exitOK
}

// validate looks at the flags together. It repeats nothing that was given: a
// key may stand in the wrong place.
func (f *exportFlags) validate() string {
	op, known := pleoclient.LookupOperation(f.operation)
	switch {
	case (f.curl == "") == (f.postman == ""):
		return "give either -curl or -postman"
	case f.curl != "" && !slices.Contains(report.Shells(), report.Shell(f.curl)):
		return "-curl is one of sh, powershell, cmd"
	case (f.environment == "") == (f.baseURL == ""):
		return "give either -env (one of " + strings.Join(environments, ", ") + ") or -base-url"
	case f.environment != "" && !slices.Contains(environments, f.environment):
		return "-env is one of " + strings.Join(environments, ", ")
	case !known:
		return "-operation is one of " + strings.Join(allOperationNames(), ", ")
	case f.curl != "" && op.NeedsID() != (f.id != ""):
		return "-id goes with an operation that reads one thing, and is needed there"
	case f.curl != "" && f.id != "" && !fits(op, f.id):
		return "-id is an ID: digits and letters from a to f, in five groups"
	}
	if f.baseURL != "" {
		if _, err := pleoclient.ParseBaseURL(f.baseURL); err != nil {
			return "-base-url: " + baseURLTrouble(err)
		}
	}
	company := check.CleanCompanyID(f.companyID)
	if company.Problem != nil {
		return "-company-id is missing, or is no company ID"
	}
	f.companyID = company.ID
	return ""
}

// fits tells whether an ID may stand in the path of the operation.
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
	_, err = fmt.Fprintln(stdout, report.Curl(x, report.Shell(f.curl), words))
	return err
}

// place is the environment and where it answers.
func (f *exportFlags) place() (environment, base string) {
	switch f.environment {
	case app.Staging:
		return app.Staging, pleoclient.Staging.BaseURL
	case app.Production:
		return app.Production, pleoclient.Production.BaseURL
	case app.Demo:
		return app.Demo, demoServerURL
	}
	return app.Custom, f.baseURL
}

func (f *exportFlags) exportPostman(stdout io.Writer, environment, base string, words *message.Catalogue) error {
	collection, err := report.PostmanCollection(f.operation, words)
	if err != nil {
		return err
	}
	values, err := report.PostmanEnvironment(environment, base, f.companyID, words)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(f.postman, 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	for _, file := range []struct {
		name string
		text []byte
	}{{app.CollectionName, collection}, {app.EnvironmentName(environment), values}} {
		path, err := app.WriteNew(f.postman, file.name, file.text)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(stdout, path); err != nil {
			return err
		}
	}
	return nil
}

// allOperationNames are the operations of the catalogue.
func allOperationNames() []string {
	var names []string
	for _, op := range pleoclient.Operations() {
		names = append(names, op.Name)
	}
	return names
}
