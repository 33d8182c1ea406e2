// Package personal hides what may be about a person, so that an answer can be
// shown in a meeting: names, e-mail addresses, telephone numbers, addresses,
// bank details, notes, and what opens an endpoint.
//
// The rule is to hide unless recognisably technical. In JSON a value is shown
// where its shape says what it is (a UUID, a time, an ENUM_CASE, a Pleo URN) or
// its field is known to be technical; everything else gives way to dots, also
// in JSON that is broken or cut off. In other text only what has a pattern can
// be found: e-mail addresses, long numbers, IBANs; a name cannot.
//
// It knows Pleo's fields, and holds nothing.
package personal

import (
	"bytes"
	"encoding/json"
)

// Dots stand for a hidden value; an e-mail address keeps its form.
const (
	Dots     = "•••••"
	dotsMail = Dots + "@" + Dots
)

// Hide gives the body of an operation (its name in pleoclient's catalogue; any
// other means that nothing more is known) with dots in place of every value
// that may be about a person, and how many they are. Valid JSON stays valid,
// with the same structure. Where nothing is hidden, hidden is body itself.
func Hide(operation string, body []byte) (hidden []byte, n int) {
	text := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\uFEFF")), " \t\r\n")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[' || text[0] == '"') {
		s := scanner{out: output{body: body}, rules: operations[operation]}
		s.run(len(body) - len(text))
		return s.out.done()
	}
	o := output{body: body}
	scanText(&o, true)
	if o.n > 0 && json.Valid(text) { // a number and nothing else
		return []byte(`"` + Dots + `"`), 1
	}
	return o.done()
}

// HideText hides e-mail addresses, telephone numbers, card numbers and IBANs in
// a text, and what stands in quotation marks unless it is technical.
func HideText(text string) string {
	o := output{body: []byte(text)}
	scanText(&o, true)
	hidden, n := o.done()
	if n == 0 {
		return text
	}
	return string(hidden)
}

// output is a body of which some parts give way to others. The copy is made
// when the first does.
type output struct {
	body []byte
	made []byte
	till int // what is before it is in made
	n    int
}

// replace puts text in place of body[from:to]; parts come in order.
func (o *output) replace(from, to int, text string) {
	if o.made == nil {
		o.made = make([]byte, 0, len(o.body)+len(o.body)/8+64)
	}
	o.made = append(append(o.made, o.body[o.till:from]...), text...)
	o.till = to
	o.n++
}

func (o *output) done() ([]byte, int) {
	if o.n == 0 {
		return o.body, 0
	}
	return append(o.made, o.body[o.till:]...), o.n
}
