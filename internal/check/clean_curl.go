package check

import "strings"

// strippedCommand recognises a command whose spaces were cleaned away.
var strippedCommand = pattern(`(?i)^curl(?:\.exe)?\W.*://|^curl(?:\.exe)?https?://`)

// curlFlags are the short options of curl that take no value and so may stand
// in one word before -u or -H.
const curlFlags = "sSfivkLgjNnOJlIaqG012346#"

// curlKey finds the key in a cURL command. isCommand reports whether the text is
// such a command at all; key is empty where it holds none.
func curlKey(normal string) (key string, isCommand bool) {
	text := withoutPrompt(normal)
	words := shellWords(text)
	if len(words) < 2 || !isCurl(words[0]) {
		return "", isStrippedCommand(text)
	}
	for i, word := range words {
		option, value := curlOption(word)
		if option == 0 {
			continue
		}
		if value == "" && i+1 < len(words) {
			value = words[i+1]
		}
		if option == 'H' {
			if !headerName().MatchString(value) {
				continue
			}
		} else {
			value, _, _ = strings.Cut(value, ":")
		}
		value = usable(value)
		if value != "" && !strings.ContainsAny(value, "$<>{}%") && !isPlaceholder(value) {
			return value, true
		}
	}
	return "", true
}

// withoutPrompt cuts the prompt of a terminal that was copied along.
func withoutPrompt(text string) string {
	return strings.TrimLeft(strings.Trim(text, " \n"), "$> ")
}

func isStrippedCommand(text string) bool { return strippedCommand().MatchString(withoutPrompt(text)) }

func isCurl(word string) bool {
	return strings.EqualFold(word, "curl") || strings.EqualFold(word, "curl.exe")
}

// curlOption reads a word of a command as the option that carries a user ('u')
// or a header ('H'), with its value where that is in the same word.
func curlOption(word string) (option byte, value string) {
	if long, ok := strings.CutPrefix(word, "--"); ok {
		name, value, _ := strings.Cut(long, "=")
		switch name {
		case "user":
			return 'u', value
		case "header":
			return 'H', value
		}
		return 0, ""
	}
	short, ok := strings.CutPrefix(word, "-")
	if !ok {
		return 0, ""
	}
	short = strings.TrimLeft(short, curlFlags)
	if short == "" || short[0] != 'u' && short[0] != 'H' {
		return 0, ""
	}
	return short[0], short[1:]
}

// shellWords splits a command the way a shell does: quotes, backslashes and
// the line continuations of sh, cmd (^) and PowerShell (`). It knows no
// variables and runs nothing.
func shellWords(text string) []string {
	var words []string
	var word strings.Builder
	started := false
	var quote rune
	runes := []rune(text)
	end := func() {
		if started {
			words = append(words, word.String())
		}
		word.Reset()
		started = false
	}
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		next := rune(0)
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == '\'':
			word.WriteRune(r)
		case r == '\\' && next != 0 && (quote == 0 || next == '"' || next == '\\' || next == '$' || next == '`'):
			i++
			if next != '\n' {
				word.WriteRune(next)
				started = true
			}
		case quote != 0:
			word.WriteRune(r)
		case (r == '^' || r == '`') && next == '\n':
			i++
		case r == ' ' || r == '\n':
			end()
		case r == '$' && next == '\'':
		case r == '\'' || r == '"':
			quote, started = r, true
		case r == '‘' || r == '’' || r == '“' || r == '”':
			started = true
		default:
			word.WriteRune(r)
			started = true
		}
	}
	end()
	return words
}
