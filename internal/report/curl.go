package report

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// Shell is what a command is quoted for.
type Shell string

// The shells: Sh is any that follows POSIX (bash, dash, zsh, ksh).
const (
	Sh         Shell = "sh"
	PowerShell Shell = "powershell"
	Cmd        Shell = "cmd"
)

// curlFormat is the command for a shell, in a file with that extension.
func curlFormat(shell Shell, extension string) Format {
	return Format{
		Subject: Request, Name: string(shell), FileName: func(Source) string { return "pleo-request" }, Extension: extension,
		Write: func(s Source) ([]byte, error) {
			text := Curl(s.Exchange, shell, s.Words)
			if text == "" {
				return nil, nil
			}
			return []byte(text + "\n"), nil
		},
	}
}

// KeyVariable is the environment variable in which a person may put the key;
// without it, the commands ask for the key.
const KeyVariable = "PLEO_API_KEY"

// Curl gives the command that makes the request of an exchange with curl. It
// holds no key: it takes it from the person's own variable, or asks for it
// without showing it, and hands it to curl on standard input (--config -), not
// among the arguments, where other programs could read it. What a person typed
// into address and body is in it. An empty text means that the exchange has no
// request that could be made.
//
// The command follows no redirect, and speaks https only, or plain http where
// the address is that of this computer.
func Curl(x *pleoclient.Exchange, shell Shell, c *message.Catalogue) string {
	if x == nil || x.URL == "" {
		return ""
	}
	u, err := url.Parse(x.URL)
	if err != nil {
		return ""
	}
	if _, err := pleoclient.ParseBaseURL(u.Scheme + "://" + u.Host); err != nil {
		return "" // plain http to another computer would show the key
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	options := [][]string{
		{"--silent"}, {"--show-error"}, {"--fail-with-body"}, {"--globoff"}, {"--no-location"}, {"--proto", "=" + u.Scheme},
		{"--request", x.Method}, {"--header", "Accept: application/json"},
	}
	body := ""
	if x.RequestBody != nil {
		body = asciiJSON(x.RequestBody)
		options = append(options, []string{"--header", "Content-Type: application/json"})
	}
	options = append(options, []string{"--url", u.String()})
	question := c.Text("export.curl.question")
	switch shell {
	case PowerShell:
		return powerShell(question, options, body, "\n", "  ")
	case Cmd:
		return cmdLine("powershell.exe", "-NoProfile", "-Command", powerShell(question, options, body, " ", ""))
	}
	return posix(question, options, body)
}

// posix is the command for shells of that kind. It can be pasted into an
// interactive shell: it has no comment, and reads from the terminal.
func posix(question string, options [][]string, body string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `(
  key=${%[1]s-}
  if [ -z "$key" ]; then
    trap 'stty echo </dev/tty' EXIT
    trap 'exit 130' INT TERM HUP
    stty -echo </dev/tty
    printf '%%s ' %[2]s >/dev/tty
    IFS= read -r key </dev/tty
    stty echo </dev/tty
    echo >/dev/tty
  fi
  key=$(printf '%%s' "$key" | tr -d '\r\n' | sed 's/[\\"]/\\&/g')
  printf 'user = "%%s:"\n' "$key" | curl --config -`, KeyVariable, shQuote(question))
	if body != "" {
		options = append(options, []string{"--data-raw", body})
	}
	writeOptions(&b, options, shQuote, " \\\n    ")
	b.WriteString("\n)")
	return b.String()
}

// powerShell is the script for Windows PowerShell 5.1 and PowerShell 7, whose
// ways to hand on a double quote differ: so there is none in an argument, and
// the body goes the way of the key. newline and indent lay it out.
func powerShell(question string, options [][]string, body, newline, indent string) string {
	end := newline
	if newline == " " {
		end = "; "
	}
	var b strings.Builder
	b.WriteString("& {" + newline)
	b.WriteString(indent + "$key = $env:" + KeyVariable + end)
	b.WriteString(indent + "if (-not $key) { $key = [System.Net.NetworkCredential]::new('', (Read-Host -AsSecureString -Prompt " + psQuote(question) + ")).Password }" + end)
	b.WriteString(indent + `$key = ($key -replace '[\r\n]', '').Replace('\', '\\').Replace([string][char]34, '\' + [char]34)` + end)
	b.WriteString(indent + "$config = @('user = ' + [char]34 + $key + ':' + [char]34")
	if body != "" {
		b.WriteString("; 'data-raw = ' + [char]34 + " + withoutQuotes(configEscape(body)) + " + [char]34")
	}
	b.WriteString(")" + end)
	b.WriteString(indent + "$config | curl.exe --config -")
	separator := " "
	if indent != "" {
		separator = " `\n" + indent + indent
	}
	writeOptions(&b, options, psQuote, separator)
	b.WriteString(newline + "}")
	return b.String()
}

// withoutQuotes is a PowerShell text in which [char]34 stands for each double
// quote, so that the script has none and can itself be an argument.
func withoutQuotes(text string) string {
	parts := strings.Split(text, `"`)
	if len(parts) == 1 {
		return psQuote(text)
	}
	for i := range parts {
		parts[i] = psQuote(parts[i])
	}
	return "(@(" + strings.Join(parts, ", ") + ") -join [char]34)"
}

// writeOptions writes each option, with its value, after a separator.
func writeOptions(b *strings.Builder, options [][]string, quote func(string) string, separator string) {
	for _, o := range options {
		b.WriteString(separator + o[0])
		for _, value := range o[1:] {
			b.WriteString(" " + quote(value))
		}
	}
}

// shQuote makes one word of a text for a POSIX shell.
func shQuote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// psQuote makes one word of a text for PowerShell, which takes typographic
// quotes for quotes too.
func psQuote(text string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range text {
		switch r {
		case '\'', '‘', '’', '‚', '‛':
			b.WriteRune(r)
		}
		b.WriteRune(r)
	}
	b.WriteByte('\'')
	return b.String()
}

// cmdLine is a command for the prompt of cmd.exe: each word quoted as Windows
// programs read their command line (CommandLineToArgvW), then a caret before
// all that cmd itself would act on, the quotes included, so that it sees no
// quoted part at all. In a batch file, % would have to be doubled besides.
func cmdLine(words ...string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		if w == "" || strings.ContainsAny(w, " \t\n\v\"&|<>()^%!,;=") {
			w = argvQuote(w)
		}
		quoted[i] = caret.Replace(w)
	}
	return strings.Join(quoted, " ")
}

var caret = strings.NewReplacer("^", "^^", "&", "^&", "|", "^|", "<", "^<", ">", "^>", "(", "^(", ")", "^)", "%", "^%", "!", "^!", `"`, `^"`)

// argvQuote makes one argument of a text by the rules of CommandLineToArgvW:
// backslashes count only before a quote.
func argvQuote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	backslashes := 0
	for _, r := range text {
		switch r {
		case '\\':
			backslashes++
			continue
		case '"':
			b.WriteString(strings.Repeat(`\`, 2*backslashes+1))
		default:
			b.WriteString(strings.Repeat(`\`, backslashes))
		}
		backslashes = 0
		b.WriteRune(r)
	}
	b.WriteString(strings.Repeat(`\`, 2*backslashes) + `"`)
	return b.String()
}

// configEscape makes a text safe between double quotes in curl's config.
func configEscape(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\v", `\v`).Replace(text)
}

// asciiJSON gives JSON on one line with only ASCII in it, saying the same, so
// that no shell's encoding matters. What is no JSON stays as it is.
func asciiJSON(body []byte) string {
	if !json.Valid(body) || !utf8.Valid(body) {
		return string(body)
	}
	var b strings.Builder
	for _, r := range string(body) {
		switch {
		case r == '\n' || r == '\r' || r == '\t': // in JSON, only between the parts
			b.WriteByte(' ')
		case r < utf8.RuneSelf && r != 0x7f:
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
