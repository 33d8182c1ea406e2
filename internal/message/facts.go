package message

import (
	"strconv"
	"time"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
)

// Facts that the catalogue adds to those of a finding, for the wording only.
const (
	factIn       = "InEnvironment" // "in Staging", "on the custom server"
	factAnswerer = "Answerer"      // who answers, as the subject of a sentence: "Pleo"
	factArea     = "Area"          // the area of the operation: "Employees"
	factSent     = "Sent"          // set where the key had been sent
	factNotSent  = "NotSent"       // set where nothing had been sent
	factDemo     = "Demo"          // set in the demo environment
	factCustom   = "Custom"        // set for a custom server
	factDated    = "Dated"         // set where the expiry date is noted
	factSoon     = "ExpiresSoon"   // set where the key expires so soon that it is to be replaced
	factApp      = "Application"   // name of the application the key belongs to
	factKeychain = "Keychain"      // the own name of the keychain of this system
)

const set = "yes"

// Facts turns the facts of a finding into what stands in a sentence: codes
// become words, lengths of time and dates are spelt out, and everything is
// cleaned. A fact that cannot be understood is left out rather than shown raw.
// Finding, Headline and Step do this by themselves; a text filled by hand with
// the facts of package check needs it.
func (c *Catalogue) Facts(in map[string]string) map[string]string {
	out := make(map[string]string, len(in)+4)
	for k, v := range in {
		if v = Clean(v); v != "" {
			out[k] = v
		}
	}
	c.environmentWords(out)
	c.phaseWords(out)
	if op := out[check.FactOperation]; op != "" {
		out[factArea] = c.Area(op)
		out[check.FactOperation] = c.Operation(op)
	}
	replace(out, check.FactInsteadOf, c.Area)
	replace(out, check.FactWait, func(v string) string {
		n, err := strconv.ParseInt(v, 10, 32)
		if err != nil || n <= 0 {
			return ""
		}
		return c.Duration(time.Duration(n) * time.Second)
	})
	replace(out, check.FactLimit, c.limitWords)
	for _, date := range []string{check.FactLastWorked, check.FactValidFrom, check.FactValidUntil, check.FactToday} {
		replace(out, date, func(v string) string {
			t, err := time.Parse(time.RFC3339, v)
			if err != nil || t.IsZero() {
				return ""
			}
			return c.Date(t)
		})
	}
	replace(out, check.FactClock, func(v string) string {
		d, err := time.ParseDuration(v)
		if err != nil || d == 0 {
			return ""
		}
		id := "clock.ahead"
		if d < 0 {
			id = "clock.behind"
		}
		return c.Text(id, map[string]string{"Duration": c.Duration(d)})
	})
	return out
}

// environmentWords names the environments and who answers there. Where the
// environment is unknown, the answer is taken to be Pleo's.
func (c *Catalogue) environmentWords(out map[string]string) {
	name := out[check.FactEnvironment]
	if !c.texts.has("env." + name) {
		delete(out, check.FactEnvironment)
		out[factAnswerer] = c.Text("env.production.answerer")
	} else {
		out[check.FactEnvironment] = c.Text("env." + name)
		out[factIn] = c.Text("env." + name + ".in")
		out[factAnswerer] = c.Text("env." + name + ".answerer")
		switch name {
		case env.Demo:
			out[factDemo] = set
		case env.Custom:
			out[factCustom] = set
		}
	}
	replace(out, check.FactOtherEnvironment, func(v string) string {
		if !c.texts.has("env." + v) {
			return ""
		}
		return c.Text("env." + v)
	})
}

// phaseWords names the phase, and says whether the key had been sent by then:
// nothing is sent before the connection stands (package pleoclient).
func (c *Catalogue) phaseWords(out map[string]string) {
	replace(out, check.FactPhase, func(v string) string {
		switch v {
		case "name", "connect", "proxy", "tls":
			out[factNotSent] = set
		case "send", "wait", "download":
			out[factSent] = set
		default:
			return ""
		}
		return c.Text("phase." + v)
	})
}

// replace changes one fact, and removes it where change gives nothing.
func replace(facts map[string]string, name string, change func(string) string) {
	v, ok := facts[name]
	if !ok {
		return
	}
	if v = change(v); v == "" {
		delete(facts, name)
		return
	}
	facts[name] = v
}
