package message

import (
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/expiry"
)

// Day says a date that has no time of day, kept as midnight in UTC.
func (c *Catalogue) Day(day time.Time) string { return c.In(time.UTC).Date(day) }

// DayOf is Day for a date as it is kept, "2006-01-02"; empty for what is none.
func (c *Catalogue) DayOf(kept string) string {
	day, err := time.Parse(time.DateOnly, kept)
	if err != nil {
		return ""
	}
	return c.Day(day)
}

// Expiry says an expiry date and how far away it is: "31 December 2026, in 8
// days". Empty where no date is known.
func (c *Catalogue) Expiry(s expiry.Status) string {
	facts := map[string]string{"Day": c.Day(s.Day)}
	switch {
	case s.Level == expiry.Unknown:
		return ""
	case s.Days < 0:
		return c.Plural("expiry.ago", -s.Days, facts)
	case s.Days == 0:
		return c.Text("expiry.today", facts)
	case s.Days == 1:
		return c.Text("expiry.tomorrow", facts)
	}
	return c.Plural("expiry.in", s.Days, facts)
}

// ExpiryRemark is what is to be said of the expiry date noted for the key of a
// result, on the day of the check, in paragraphs; none where there is nothing
// to say.
func (c *Catalogue) ExpiryRemark(r *check.Result) []string {
	s := expiry.Of(r.ExpiresOn, r.StartedAt)
	facts := map[string]string{"Day": c.Day(s.Day)}
	refused := r.Finding.Kind == check.KeyRejected || r.Finding.Kind == check.KeyExpiredOrRemoved
	switch {
	case s.Level == expiry.Over && r.Accepted:
		return []string{c.Text("expiry.remark.wrong", facts)}
	case s.Level == expiry.Over && refused:
		return []string{c.Text("expiry.remark.fits", facts)}
	case s.Level.Near() && s.Level != expiry.Over && r.Accepted:
		title, text := c.ExpirySoon(s.Days)
		return []string{title, text}
	}
	return nil
}
