package personal

import (
	"bytes"

	"pleokeycheck/pleoclient"
)

// fewestDigits is how many digits a number needs to be hidden: a telephone
// number without its area code has that many.
const fewestDigits = 7

// scanText hides what has a pattern: in what is no sentence, numbers alone. It goes
// over the text once, byte by byte; what it looks back at, it has not yet passed.
func scanText(o *output, sentence bool) {
	text := o.body
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case wordByte(c) || c >= 0x80:
			i = word(o, i, sentence)
		case c == '@' && sentence && i+1 < len(text) && (wordByte(text[i+1]) || text[i+1] >= 0x80):
			// What is before the sign was no word: what follows is an address all the same.
			end := spanOf(text, i+1)
			o.replace(i, end, dotsMail)
			i = end
		case (c == '+' || c == '(') && i+1 < len(text) && (isDigit(text[i+1]) || text[i+1] == '(' || text[i+1] == '+'):
			i = number(o, i, 1)
		case sentence && (c == '"' || c == '\'' || c == '`'):
			i = quoted(o, i, c)
		default:
			i++
		}
	}
}

// wordByte is what a word, an e-mail address, an id is made of.
func wordByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-' || c == '%' || c == '~'
}

// spanOf is where the word that begins at i ends. Marks that also stand between
// words belong to it only before a letter or digit.
func spanOf(text []byte, i int) int {
	start := i
	for i < len(text) {
		c := text[i]
		if wordByte(c) || c >= 0x80 {
			i++
			continue
		}
		if (c == '+' || c == '\'') && i > start && i+1 < len(text) && (isLetter(text[i+1]) || isDigit(text[i+1])) {
			i++
			continue
		}
		break
	}
	return i
}

// word takes the word at i: an e-mail address, a number, or just a word. What
// it returns is never inside the word: so the whole stays linear.
func word(o *output, i int, sentence bool) int {
	text := o.body
	end := spanOf(text, i)
	if sentence && end < len(text) && text[end] == '@' {
		for end < len(text) && text[end] == '@' {
			end = spanOf(text, end+1)
		}
		o.replace(i, end, dotsMail)
		return end
	}
	token := bytes.TrimRight(text[i:end], ".-_")
	letters := 0
	for _, c := range token {
		if isLetter(c) || c >= 0x80 {
			letters++
		}
	}
	if n := timeLength(text[i:]); n > 0 && n >= len(token) {
		return max(i+n, end)
	}
	if n := iban(text[i:]); n > 0 && n >= len(token) {
		o.replace(i, i+n, Dots)
		return max(i+n, end)
	}
	switch {
	case pleoclient.IsUUID(token):
	case bytes.Contains(token, []byte("%40")):
		o.replace(i, end, dotsMail)
	case letters == 0:
		return max(number(o, i, len(token)), end)
	case longestRun(token) >= fewestDigits && letters < digits(token):
		o.replace(i, i+len(token), Dots) // tel.12345678
	}
	return end
}

// longestRun is the most digits in a row.
func longestRun(token []byte) (most int) {
	now := 0
	for _, c := range token {
		if isDigit(c) {
			now++
			most = max(most, now)
		} else {
			now = 0
		}
	}
	return most
}

// number takes at least so many bytes, and the digits after them with what
// people write between, and hides them if they are many digits.
func number(o *output, i, least int) int {
	text := o.body
	last, gap := i+least, 0
	for end := last; end < len(text); end++ {
		c := text[end]
		if isDigit(c) {
			last, gap = end+1, 0
			continue
		}
		if gap++; gap > 3 || bytes.IndexByte([]byte("+ ()-./\t"), c) < 0 {
			break
		}
	}
	if digits(text[i:last]) >= fewestDigits {
		o.replace(i, last, Dots)
	}
	return last
}

// iban gives the length of the IBAN that a text begins with, in groups or not.
func iban(text []byte) int {
	if len(text) < 15 || !isUpper(text[0]) || !isUpper(text[1]) || !isDigit(text[2]) || !isDigit(text[3]) {
		return 0
	}
	n, signs, numbers := 4, 4, 2
	for i := 4; i < len(text) && signs < 34; i++ {
		c := text[i]
		if c == ' ' && i+1 < len(text) && (isUpper(text[i+1]) || isDigit(text[i+1])) && text[i-1] != ' ' {
			continue
		}
		if !isUpper(c) && !isDigit(c) {
			break
		}
		if isDigit(c) {
			numbers++
		}
		signs++
		n = i + 1
	}
	if signs < 15 || numbers < 8 {
		return 0
	}
	return n
}

// longestQuote is how far apart quotation marks may be.
const longestQuote = 200

// quoted takes what stands in quotation marks: what a server repeats of what it
// was sent, unless it is a word as programs write them.
func quoted(o *output, i int, mark byte) int {
	text := o.body
	if i > 0 && (isLetter(text[i-1]) || isDigit(text[i-1])) {
		return i + 1 // an apostrophe
	}
	length := bytes.IndexByte(text[i+1:min(i+1+longestQuote, len(text))], mark)
	if length <= 0 {
		return i + 1
	}
	inside, end := text[i+1:i+1+length], i+1+length
	if pleoclient.IsUUID(inside) || urn(inside) || timeShape(inside) || oneCase(inside) && digits(inside) < fewestDigits ||
		ruleField.shows(inside) || mediaType(inside) || bytes.ContainsAny(inside, "<>=\n") {
		return i + 1
	}
	o.replace(i+1, end, Dots)
	return end + 1
}
