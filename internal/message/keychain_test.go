package message_test

import (
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/keystore"
)

// TestKeychainByItsName: where the keychain has a name of its own, the texts say it as
// Windows says it in that language; where it has none, nothing is left behind.
func TestKeychainByItsName(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "Credential Manager", "da": "Legitimationsstyring", "de": "Anmeldeinformationsverwaltung", "es": "Administrador de credenciales",
		"fi": "Tunnistetietojen hallinta", "fr": "Gestionnaire d'identification", "nb": "Legitimasjonsbehandling", "nl": "Referentiebeheer",
		"pt": "Gestor de Credenciais", "sv": "Autentiseringshanteraren",
	} {
		plain := in(t, lang)
		named := plain.WithKeychain(string(keystore.CredentialManager))
		for _, id := range []string{"ui.form.keep", "ui.form.key.kept-unmarked", "ui.saving.saved.title", "ui.waiting.keychain", "ui.about.data", "ui.forget.text", "guide.trouble.keychain.title", "erase.goes.none"} {
			if got := named.Text(id); strings.Count(got, " ("+want+")") != 1 {
				t.Errorf("%s: %s is %q", lang, id, got)
			}
			if got := plain.Text(id); strings.ContainsAny(got, "()") {
				t.Errorf("%s: without a name %s is %q", lang, id, got)
			}
		}
		if got := named.Plural("erase.goes.connections", 2); !strings.Contains(got, want) {
			t.Errorf("%s: %q", lang, got)
		}
		if got := named.Finding(check.Finding{Kind: check.KeychainUnavailable}).Explanation; !strings.Contains(got, want) {
			t.Errorf("%s: %q", lang, got)
		}
		if got := named.For("en").Text("ui.form.keep"); !strings.Contains(got, "(Credential Manager)") {
			t.Errorf("%s, then English: %q", lang, got)
		}
	}
}
