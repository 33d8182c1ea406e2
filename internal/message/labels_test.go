package message_test

import (
	"strings"
	"testing"
)

// TestTextsNameLabelsAsTheyAre: where a text names a button or a verdict, it is
// called as it is on the screen, in every language.
func TestTextsNameLabelsAsTheyAre(t *testing.T) {
	named := map[string][]string{
		"verdict.limited":      {"guide.result.meaning.text"},
		"verdict.inconclusive": {"guide.result.meaning.text"},
		"ui.form.check":        {"rotation.check.text"},
		"ui.form.key.replace":  {"finding.keychain-failed.key-gone.action", "finding.keychain-failed.other-address.action", "guide.safe.rotation.text", "expiry.notice.text"},
		"ui.form.company.find": {"finding.company-missing.action", "finding.company-malformed.action", "finding.company-malformed.organisation.action", "finding.company-is-sample.action"},
		"guide.path.settings":  {"guide.before.api-keys.title"},
		"area.employees":       {"finding.not-found.action", "finding.company-unconfirmed.action", "finding.answer-timeout.action"},
	}
	eachTranslation(t, func(t *testing.T, _ string, texts map[string]map[string]string) {
		for label, ids := range named {
			for _, id := range ids {
				if !strings.Contains(texts[id][""], texts[label][""]) {
					t.Errorf("%s does not say %q: %s", id, texts[label][""], texts[id][""])
				}
			}
		}
	})
}
