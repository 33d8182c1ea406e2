package gui

import (
	"time"

	"fyne.io/fyne/v2"

	"pleokeycheck/gui/kit"
	"pleokeycheck/internal/app"
	"pleokeycheck/internal/check"
	"pleokeycheck/internal/message"
	"pleokeycheck/pleoclient"
)

// connectionPart is the way to the server, and its certificate.
type connectionPart struct {
	root  *fyne.Container
	words *message.Catalogue
	facts *facts
	note  *kit.Label
}

func newConnectionPart(words *message.Catalogue) *connectionPart {
	c := &connectionPart{words: words, facts: newFacts(words), note: kit.NewHint("")}
	c.root = kit.NewColumn(kit.Space12, c.facts.root, c.note)
	return c
}

// show puts the way to the server on the screen.
func (c *connectionPart) show(s app.State) {
	x, t, f := s.Answer.Exchange, c.words.Text, c.facts
	f.clear()
	f.code("ui.details.address", x.RemoteAddr)
	f.add("ui.details.protocol", x.Proto)
	if x.ReusedConn {
		f.add("ui.details.reused", t("ui.details.reused.yes"))
	}
	f.code("ui.details.proxy", x.Proxy)
	f.add("ui.details.clock", c.words.Facts(map[string]string{check.FactClock: clockText(x.ClockOffset)})[check.FactClock])
	if x.TLS != nil {
		f.add("ui.details.tls", x.TLS.Version)
		c.showCertificate(x.TLS.Chain)
	}
	switch {
	case x.TLS == nil && x.Status > 0:
		c.note.SetText(t("ui.details.no-tls"))
	case x.TLS != nil && len(x.TLS.Chain) > 0 && x.Status == 0:
		c.note.SetText(t("ui.details.refused-certificate"))
	default:
		c.note.SetText("")
	}
}

// showCertificate shows the server's certificate and who vouches for it.
func (c *connectionPart) showCertificate(chain []pleoclient.Certificate) {
	if len(chain) == 0 {
		return
	}
	leaf := chain[0]
	c.facts.add("ui.details.certificate", message.Clean(leaf.Subject))
	c.facts.add("ui.details.issuer", message.Clean(leaf.Issuer))
	c.facts.add("ui.details.valid", c.words.Text("ui.details.valid.dates", map[string]string{
		"From": c.words.Date(leaf.NotBefore), "Until": c.words.Date(leaf.NotAfter),
	}))
	for _, above := range chain[1:] {
		c.facts.add("ui.details.vouched", message.Clean(above.Subject))
	}
}

// clockText is a difference of clocks worth telling, in the form of the fact;
// "" for less than a minute.
func clockText(offset time.Duration) string {
	if offset = offset.Round(time.Second); offset.Abs() < time.Minute {
		return ""
	}
	return offset.String()
}
