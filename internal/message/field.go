package message

import (
	"math"
	"strconv"
	"strings"
	"time"

	"pleokeycheck/internal/answer"
)

// Field is the name of a field of an answer: in words where it is a common one,
// else as Pleo calls it.
func (c *Catalogue) Field(name string) string {
	if id := "field." + kebab(name); c.Has(id) {
		return c.Text(id)
	}
	return Clean(name)
}

// minorDigits are how many digits the smallest unit of a currency has where that
// is not two (ISO 4217).
var minorDigits = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0,
	"XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
	"CLF": 4, "UYW": 4,
}

// Cell is what stands in a cell of a table, in one line, as the language writes
// it.
func (c *Catalogue) Cell(cell answer.Cell) string {
	text := ""
	switch cell.Kind {
	case answer.NoCell:
		return ""
	case answer.NumberCell:
		text = c.Numeral(cell.Text)
	case answer.BoolCell:
		text = c.Text("ui.table.no")
		if cell.Text == "true" {
			text = c.Text("ui.table.yes")
		}
	case answer.DateCell:
		return c.DayOf(cell.Text)
	case answer.TimeCell:
		at, err := time.Parse(time.RFC3339, cell.Text)
		if err != nil {
			return Clean(cell.Text)
		}
		return c.DateTime(at)
	case answer.AmountCell:
		return c.Amount(cell.Text, cell.Currency)
	case answer.ListCell:
		return c.Plural("ui.table.entries", cell.Count)
	default: // an object without fields, or deep inside a row
		text = Clean(cell.Text)
	}
	if cell.Cut && !strings.HasSuffix(text, "…") {
		text += "…"
	}
	return text
}

// MinorDigits is how many digits of an amount in the smallest unit stand behind
// the decimal mark.
func MinorDigits(currency string) int {
	if n, known := minorDigits[currency]; known {
		return n
	}
	return 2
}

// Amount is an amount in the smallest unit of its currency, as the language
// writes it: "DKK 1,234.50". An amount that is no whole number stays as it is.
func (c *Catalogue) Amount(minors, currency string) string {
	number, n := Clean(minors), MinorDigits(currency)
	if v, err := strconv.ParseInt(minors, 10, 64); err == nil && exact(minors) {
		number = c.decimal(float64(v)/math.Pow10(n), n)
	}
	return c.Text("ui.table.amount", map[string]string{"Currency": currency, "Number": number})
}

// Numeral is a number of JSON as the language writes it. What has an exponent or
// more digits than can be kept stays as it is.
func (c *Catalogue) Numeral(text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !exact(text) || strings.ContainsAny(text, "eE") {
		return Clean(text)
	}
	_, fraction, _ := strings.Cut(text, ".")
	return c.decimal(v, len(fraction))
}

// exact reports whether a float64 keeps every digit of a number.
func exact(text string) bool { return len(text) <= 15 }
