package message

import (
	"math"
	"strconv"

	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Number is a whole number as the language and its region write it: "4,096" in
// English, "4.096" in German, "4 096" in French.
func (c *Catalogue) Number(n int) string { return c.decimal(float64(n), 0) }

// decimal writes v with that many digits after the decimal mark. In some
// languages four digits stand together; the library knows of no such rule.
func (c *Catalogue) decimal(v float64, digits int) string {
	options := []number.Option{number.Scale(digits)}
	if least, err := strconv.ParseFloat(c.Text("language.thousands-from"), 64); err == nil && math.Abs(v) < least {
		options = append(options, number.NoSeparator())
	}
	return message.NewPrinter(c.region).Sprint(number.Decimal(v, options...))
}

// Percent is a share of a hundred as the language writes it: "150 %".
func (c *Catalogue) Percent(percent int) string {
	return c.Text("size.percent", map[string]string{"Count": c.Number(percent)})
}

// Size is a number of bytes in the unit that suits it: "512 bytes", "1.5 KB",
// "12.0 MB". A kilobyte has 1,024 bytes.
func (c *Catalogue) Size(bytes int64) string {
	switch {
	case bytes < 1024:
		return c.Plural("size.bytes", int(bytes))
	case bytes < 1024*1024:
		return c.Text("size.kilobytes", map[string]string{"Count": c.decimal(float64(bytes)/1024, 1)})
	}
	return c.Text("size.megabytes", map[string]string{"Count": c.decimal(float64(bytes)/(1024*1024), 1)})
}
