package message_test

import (
	"strings"
	"testing"

	"pleokeycheck/internal/message"
)

func TestFieldNames(t *testing.T) {
	c := english(t)
	for name, want := range map[string]string{
		"companyId": "Company ID", "company_id": "Company ID", "email": "E-mail", "addressLine1": "Street", "postalCode": "Postal code",
		"foreignExtensionId": "foreignExtensionId", "": "", "a\u202eb": "ab", "x.title": "x.title",
	} {
		if got := c.Field(name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
	for _, lang := range message.AllLanguages() {
		other := in(t, lang.Tag)
		if got := other.Field("createdAt"); got == "createdAt" || lang.Tag != "en" && got == "Created" {
			t.Errorf("%s: createdAt is called %q", lang.Tag, got)
		}
	}
}

func TestAmount(t *testing.T) {
	for lang, amounts := range map[string]map[[2]string]string{
		"en": {
			{"123450", "DKK"}: "DKK 1,234.50", {"1500", "ISK"}: "ISK 1,500", {"-5", "EUR"}: "EUR -0.05", {"1234567", "KWD"}: "KWD 1,234.567",
			{"0", "RSD"}: "RSD 0.00", {"1234567890123456", "DKK"}: "DKK 1234567890123456",
		},
		"da": {{"123450", "DKK"}: "1.234,50 DKK"},
		"fr": {{"123450", "EUR"}: "1 234,50 EUR"},
	} {
		c := in(t, lang)
		for in, want := range amounts {
			got := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2212", "-", "\u2011", "-").Replace(c.Amount(in[0], in[1]))
			if got != want {
				t.Errorf("%s: %v is %q, want %q", lang, in, got, want)
			}
		}
	}
}

func TestNumeral(t *testing.T) {
	c := in(t, "de")
	for text, want := range map[string]string{
		"1234": "1.234", "0.25": "0,25", "12345.678": "12.345,678", "1e5": "1e5", "12345678901234567890": "12345678901234567890", "•••••": "•••••",
	} {
		if got := c.Numeral(text); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}
