package report

import (
	"encoding/csv"
	"math/big"
	"strings"
	"time"
	"unicode"

	"pleokeycheck/internal/answer"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

var answerCSVFormat = Format{
	Subject: OneAnswer, Name: "csv", Extension: ".csv",
	FileName: func(s Source) string { return AnswerName(s.Exchange) },
	Write:    func(s Source) ([]byte, error) { return []byte(AnswerCSV(s.Table, s.Words)), nil },
}

// AnswerName names a file of an answer by operation and day, as in
// pleo-employees-2026-11-25.
func AnswerName(x *pleoclient.Exchange) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, x.Operation)
	return "pleo-" + name + "-" + x.StartedAt.Local().Format(time.DateOnly)
}

// AnswerCSV gives an answer as CSV, as AllCSV does: a line of heads in words and
// a line a row. An amount is a plain number with a point, its currency in a
// column of its own; dates, times and numbers are as they came; a list is JSON.
// What is hidden in the answer is hidden here.
func AnswerCSV(table *answer.Table, c *message.Catalogue) string {
	var b strings.Builder
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	var line []string
	put := func(text string) { line = append(line, answer.EscapeFormula(text)) }
	end := func() {
		_ = w.Write(line) // a builder takes everything
		line = line[:0]
	}
	for _, column := range table.Columns {
		head := columnName(column, c)
		put(head)
		if column.Amounts {
			put(head + " · " + c.Field("currency"))
		}
	}
	end()
	for i := range table.Rows() {
		for j, cell := range table.Row(i) {
			switch text, cut := table.Whole(cell); {
			case cell.Kind == answer.NoCell:
				line = append(line, "")
			case cell.Kind == answer.AmountCell:
				line = append(line, decimalAmount(cell))
			case cell.Kind == answer.NumberCell && !cut:
				line = append(line, text) // no formula, also below zero
			case cut:
				put(plainCell(text) + "…")
			default:
				put(plainCell(text))
			}
			if table.Columns[j].Amounts {
				line = append(line, cell.Currency)
			}
		}
		end()
	}
	w.Flush()
	return b.String()
}

// plainCell is a text without what is not seen and could change how it reads.
func plainCell(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) {
			return -1
		}
		return r
	}, text)
}

// columnName is what a column is called.
func columnName(column answer.Column, c *message.Catalogue) string {
	if len(column.Path) == 0 {
		return c.Text("ui.table.value")
	}
	names := make([]string, len(column.Path))
	for i, name := range column.Path {
		names[i] = c.Field(name)
	}
	return strings.Join(names, " · ")
}

// decimalAmount is an amount as a plain number: -1234.50.
func decimalAmount(cell answer.Cell) string {
	minors, ok := new(big.Int).SetString(cell.Text, 10)
	if !ok {
		return message.Clean(cell.Text)
	}
	digits := message.MinorDigits(cell.Currency)
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return new(big.Rat).SetFrac(minors, unit).FloatString(digits)
}
