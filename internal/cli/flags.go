package cli

import (
	"errors"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// text is the value of a flag that is given once at the most: of two answers to
// one question, neither is taken.
type text struct {
	to    *string
	kind  string
	given bool
}

func (t *text) String() string { return *t.to }

// Type is what the help shows in the place of the value.
func (t *text) Type() string { return t.kind }

// Set implements pflag.Value.
func (t *text) Set(value string) error {
	if t.given {
		return usageError("give it once")
	}
	*t.to, t.given = value, true
	return nil
}

// textFlag adds a flag with a text of some kind, and what the shell completes it
// with.
func textFlag(c *cobra.Command, to *string, name, kind, usage string, values ...string) {
	c.Flags().Var(&text{to: to, kind: kind}, name, usage)
	// It only fails for a flag that there is not.
	_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

func environmentFlag(c *cobra.Command, to *string, usage string) {
	textFlag(c, to, "env", "environment", usage+": "+strings.Join(environments, ", "), environments...)
}

func baseURLFlag(c *cobra.Command, to *string) {
	textFlag(c, to, "base-url", "URL", "address of another server that speaks this API, in place of --env (https, or http on this computer)")
}

// namesOf are the names of what a flag can take.
func namesOf[T any](all []T, name func(T) string) []string {
	var names []string
	for _, each := range all {
		names = append(names, name(each))
	}
	return names
}

// oneOf says what a flag takes, without repeating what it was given.
func oneOf(flag string, values []string) error {
	return usageError("--" + flag + " is one of " + strings.Join(values, ", "))
}

// flagName is what a flag may look like to be named: anything else may be a
// key.
var flagName = regexp.MustCompile(`^[a-z]{1,12}(-[a-z]{1,12})?$`)

// flagError says which flag is wrong. pflag's own messages repeat the value,
// which may be a key.
func (p Program) flagError(c *cobra.Command, err error) error {
	if p.Window == nil && !c.HasParent() {
		return errNoWindow
	}
	var unknown *pflag.NotExistError
	var lacking *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(c, unknown)
	case errors.As(err, &lacking):
		return usageError("--" + lacking.GetFlag().Name + " needs a value")
	case errors.As(err, &wrong):
		return wrongValue(wrong)
	}
	return usageError("that is not how flags are written: two dashes and a name, such as --help")
}

func unknownFlag(c *cobra.Command, unknown *pflag.NotExistError) error {
	name, dashes := unknown.GetSpecifiedName(), "--"
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		name, _, _ = strings.Cut(short, "=")
		dashes = "-"
	}
	long := ""
	c.Flags().VisitAll(func(f *pflag.Flag) {
		// The letters of -h and -v are read before the rest is not understood.
		if dashes == "-" && len(name) > 1 && (f.Name == name || f.Shorthand != "" && f.Name == f.Shorthand+name) {
			long = f.Name
		}
	})
	switch {
	case long != "":
		return usageError("flags are written with two dashes: --" + long)
	case flagName.MatchString(name):
		return usageError("there is no flag " + dashes + name)
	}
	return usageError("there is a flag that it does not have; a key is never an argument, use check --key-stdin")
}

func wrongValue(wrong *pflag.InvalidValueError) error {
	name, why := "--"+wrong.GetFlag().Name, usageError("")
	switch {
	case errors.As(wrong, &why):
		return usageError(name + ": " + string(why))
	case wrong.GetFlag().Value.Type() == "bool":
		return usageError(name + " takes no value")
	case wrong.GetFlag().Value.Type() == "duration":
		return usageError(name + " is a duration, such as 5s")
	}
	return usageError(name + " does not take that value")
}
