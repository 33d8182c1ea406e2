package report

import (
	"strings"
	"testing"

	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// hard are texts that shells act upon.
var hard = []string{
	"", "plain", "it's", `"quoted"`, `back\slash\`, `\"`, `a\\"b\`, "$HOME $(id) `id` ${x}", "%PATH% %20 ^% 100%", "a&b|c<d>e^f(g)", "wow!", "a\nb\tc",
	"‘typographic’ ‚quotes‛", "æøå 漢字 😀", "--option", "-", "{a,b}[1-3]", "*?~#;=", "x'y''z'", "'", "''", `{"name":"O'Neil \"x\" %"}`,
}

// unquotePS reads a text between single quotes as PowerShell does
// (about_Quoting_Rules: a doubled quote is one, nothing else counts; the
// typographic quotes are quotes too).
func unquotePS(t *testing.T, word string) string {
	t.Helper()
	runes := []rune(word)
	quote := func(r rune) bool { return strings.ContainsRune("'‘’‚‛", r) }
	if len(runes) < 2 || !quote(runes[0]) || !quote(runes[len(runes)-1]) {
		t.Fatalf("%s is not quoted", word)
	}
	var b strings.Builder
	for i := 1; i < len(runes)-1; i++ {
		if quote(runes[i]) {
			i++
			if i >= len(runes)-1 || !quote(runes[i]) {
				t.Fatalf("%s ends before its end", word)
			}
		}
		b.WriteRune(runes[i])
	}
	return b.String()
}

// readCmd reads a line as the prompt of cmd.exe does where no quote is left
// unescaped: a caret takes the meaning from what follows. What would act fails.
func readCmd(t *testing.T, line string) string {
	t.Helper()
	var b strings.Builder
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		switch {
		case runes[i] == '^':
			i++
		case strings.ContainsRune("\"&|<>()%!\n", runes[i]):
			t.Fatalf("%q acts in %s", runes[i], line)
		}
		b.WriteRune(runes[i])
	}
	return b.String()
}

// readArgv splits a command line as CommandLineToArgvW documents.
func readArgv(line string) []string {
	var all []string
	var b strings.Builder
	inside, any, backslashes := false, false, 0
	flush := func() { b.WriteString(strings.Repeat(`\`, backslashes)); backslashes = 0 }
	for _, r := range line {
		switch {
		case r == '\\':
			backslashes++
			any = true
		case r == '"':
			b.WriteString(strings.Repeat(`\`, backslashes/2))
			if backslashes%2 == 1 {
				b.WriteByte('"')
			} else {
				inside = !inside
			}
			backslashes, any = 0, true
		case (r == ' ' || r == '\t') && !inside:
			flush()
			if any {
				all = append(all, b.String())
			}
			b.Reset()
			any = false
		default:
			flush()
			b.WriteRune(r)
			any = true
		}
	}
	flush()
	if any {
		all = append(all, b.String())
	}
	return all
}

func TestQuotingForWindows(t *testing.T) {
	for _, text := range hard {
		if got := unquotePS(t, psQuote(text)); got != text {
			t.Errorf("PowerShell reads %s as %q, not %q", psQuote(text), got, text)
		}
		if strings.ContainsAny(text, "\n") {
			continue // no line of cmd holds a line break; curl's own are escaped
		}
		line := cmdLine("a.exe", text, "z")
		if got := readArgv(readCmd(t, line)); len(got) != 3 || got[1] != text {
			t.Errorf("cmd reads %s as %q, not %q", line, got, text)
		}
	}
}

// readConfig reads what stands between double quotes in curl's configuration, as
// its manual has it: a backslash before \, ", t, n, r and v.
func readConfig(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '"' || c == '\n':
			t.Fatalf("%q ends the text in %q", c, text)
		case c == '\\':
			i++
			if i == len(text) {
				t.Fatalf("%q ends in a backslash", text)
			}
			if at := strings.IndexByte("tnrv", text[i]); at >= 0 {
				c = "\t\n\r\v"[at]
			} else {
				c = text[i]
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

func TestConfigEscape(t *testing.T) {
	for _, text := range append(hard, `C:\new\table\`, `\n`, "a\rb\vc") {
		if got := readConfig(t, configEscape(text)); got != text {
			t.Errorf("curl reads %s as %q, not %q", configEscape(text), got, text)
		}
	}
}

// A key goes to one host and never in the clear, whatever a person's own settings
// of curl say; and curl reads no patterns into an address.
func TestCurlFollowsNoRedirect(t *testing.T) {
	c, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, shell := range FormatNames(Request) {
		shell := Shell(shell)
		got := Curl(&pleoclient.Exchange{Method: "GET", URL: "https://external.pleo.io/v1/introspect"}, shell, c)
		for _, option := range []string{" --no-location", " --globoff", " --proto ", "=https"} {
			if strings.Count(got, option) != 1 {
				t.Errorf("%s, %q: %s", shell, option, got)
			}
		}
	}
}

func FuzzQuotingForWindows(f *testing.F) {
	for _, text := range hard {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "")
		if got := unquotePS(t, psQuote(text)); got != text {
			t.Errorf("PowerShell reads %s as %q", psQuote(text), got)
		}
		text = strings.NewReplacer("\n", "", "\r", "").Replace(text)
		if got := readArgv(readCmd(t, cmdLine("a.exe", text, "z"))); len(got) != 3 || got[1] != text {
			t.Errorf("cmd reads %q as %q", text, got)
		}
	})
}

// The script that cmd hands to PowerShell has no double quote, arrives whole,
// and is what PowerShell would get pasted, on one line.
func TestCmdHandsOnTheScript(t *testing.T) {
	c, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	x := &pleoclient.Exchange{Method: "POST", URL: "https://external.pleo.io/v1/vendors:search?company_id=a%20b&x='!^", RequestBody: []byte(`{"name":"O'Neil & \"Sons\" 100% – å"}`)}
	script := Curl(x, PowerShell, c)
	if strings.Contains(script, `"`) {
		t.Errorf("the script has a double quote:\n%s", script)
	}
	got := readArgv(readCmd(t, Curl(x, Cmd, c)))
	if len(got) != 4 || got[0] != "powershell.exe" || got[2] != "-Command" {
		t.Fatalf("cmd reads %q", got)
	}
	squeeze := func(s string) string {
		return strings.Join(strings.Fields(strings.NewReplacer("`", " ", ";", " ").Replace(s)), " ")
	}
	if squeeze(got[3]) != squeeze(script) {
		t.Errorf("cmd hands on\n%s\nwant\n%s", got[3], script)
	}
}

func TestCurlRefuses(t *testing.T) {
	c, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"", "http://external.pleo.io/v1/introspect", "ftp://external.pleo.io/", "://", "file:///etc/passwd"} {
		if got := Curl(&pleoclient.Exchange{Method: "GET", URL: address}, Sh, c); got != "" {
			t.Errorf("%s: got %s", address, got)
		}
	}
	if got := Curl(&pleoclient.Exchange{Method: "GET", URL: "https://canary@external.pleo.io/#canary"}, Sh, c); strings.Contains(got, "canary") {
		t.Errorf("got %s", got)
	}
}
