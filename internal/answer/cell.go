package answer

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// CellKind is what a cell holds.
type CellKind uint8

// The kinds.
const (
	NoCell     CellKind = iota // nothing: the field is not there, or null
	TextCell                   // Text without its quotes
	NumberCell                 // Text as it came
	BoolCell                   // "true" or "false"
	DateCell                   // "2006-01-02"
	TimeCell                   // RFC 3339
	AmountCell                 // Text in the smallest unit of Currency
	ListCell                   // of Count elements; Text as it came
	ObjectCell                 // of Count fields; Text as it came
)

// Cell is a value of a table. What a server sent is in it as it came: whoever
// shows it cleans it.
type Cell struct {
	Kind     CellKind
	Text     string
	Currency string
	Count    int
	Cut      bool // Text is only the beginning

	from, to int
}

// cellAt reads a value of valid JSON.
func cellAt(body []byte, from, to int) Cell {
	c := Cell{from: from, to: to}
	literal := body[from:to]
	switch literal[0] {
	case 'n':
		c.Kind = NoCell
	case 't', 'f':
		c.Kind, c.Text = BoolCell, string(literal)
	case '"':
		c.Kind = TextCell
		c.Text, c.Cut = textOf(literal, mostInCell)
		c.Kind = kindOfText(c.Text)
	case '{':
		c.Kind = ObjectCell
		if isAmount(body, from) {
			c.Kind = AmountCell
			c.Text, c.Currency = amountAt(body, from)
			return c
		}
		for range members(body, from) {
			c.Count++
		}
		c.Text, c.Cut = beginning(literal)
	case '[':
		c.Kind = ListCell
		for range elements(body, from) {
			c.Count++
		}
		c.Text, c.Cut = beginning(literal)
	default:
		c.Kind = NumberCell
		c.Text, c.Cut = beginning(literal)
	}
	return c
}

// Whole is what a cell holds, to be copied: a text without its quotes, else the
// JSON. cut tells that it was too long to be copied whole.
func (t *Table) Whole(c Cell) (value string, cut bool) {
	if c.to == 0 {
		return "", false
	}
	literal := t.body[c.from:c.to]
	if literal[0] == '"' {
		return textOf(literal, mostCopied)
	}
	cut = len(literal) > mostCopied
	return strings.ToValidUTF8(string(literal[:min(len(literal), mostCopied)]), "\uFFFD"), cut
}

// textOf is a string without its quotes, or its first bytes.
func textOf(literal []byte, most int) (text string, cut bool) {
	end := 1
	for end < len(literal)-1 && end <= most {
		if literal[end] == '\\' {
			end++
			if literal[end] == 'u' {
				end += 4
			}
		}
		end++
	}
	cut = end < len(literal)-1
	raw := strings.ToValidUTF8(string(literal[1:end]), "\uFFFD")
	if json.Unmarshal([]byte(`"`+raw+`"`), &text) != nil {
		return raw, cut
	}
	return text, cut
}

func beginning(literal []byte) (string, bool) {
	if len(literal) > mostInCell {
		return strings.ToValidUTF8(string(literal[:mostInCell]), ""), true
	}
	return string(literal), false
}

// kindOfText is how a text is written for a person.
func kindOfText(text string) CellKind {
	if len(text) < len(time.DateOnly) || len(text) > 40 || text[4] != '-' {
		return TextCell
	}
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return DateCell
	}
	if _, err := time.Parse(time.RFC3339, text); err == nil {
		return TimeCell
	}
	return TextCell
}

// isAmount reports whether an object is an amount of money as Pleo writes it:
// {"currency": "DKK", "minors": 123450}, or "value" in place of "minors".
func isAmount(body []byte, at int) bool {
	_, currency := amountAt(body, at)
	return currency != ""
}

// amountAt reads an amount; the currency is empty where it is none.
func amountAt(body []byte, at int) (minors, currency string) {
	n := 0
	for name, value := range members(body, at) {
		if n++; n > 2 {
			return "", ""
		}
		literal := body[value:endOf(body, value)]
		switch string(name) {
		case "currency":
			if len(literal) != 5 || literal[0] != '"' {
				return "", ""
			}
			for _, c := range literal[1:4] {
				if c < 'A' || c > 'Z' {
					return "", ""
				}
			}
			currency = string(literal[1:4])
		case "minors", "value":
			if minors = string(literal); minors[0] != '-' && (minors[0] < '0' || minors[0] > '9') || len(minors) > 18 || strings.ContainsAny(minors, ".eE") {
				return "", ""
			}
		default:
			return "", ""
		}
	}
	if minors == "" || currency == "" {
		return "", ""
	}
	return minors, currency
}

// EscapeFormula makes of a cell one that no spreadsheet takes for a formula.
func EscapeFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\uff1d\uff0b\uff0d\uff20", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}

// PasteLine is a line of cells as spreadsheets take it from the clipboard.
func PasteLine(cells []string) string {
	line := make([]string, len(cells))
	for i, c := range cells {
		line[i] = strings.NewReplacer("\t", " ", "\r", " ", "\n", " ").Replace(EscapeFormula(c))
	}
	return strings.Join(line, "\t") + "\n"
}

// number is by what cells are sorted that are no texts.
func (c Cell) number() float64 {
	switch c.Kind {
	case DateCell:
		at, _ := time.Parse(time.DateOnly, c.Text)
		return float64(at.UnixMilli())
	case TimeCell:
		at, _ := time.Parse(time.RFC3339, c.Text)
		return float64(at.UnixMilli())
	case ListCell, ObjectCell:
		return float64(c.Count)
	}
	n, _ := strconv.ParseFloat(c.Text, 64)
	return n
}
