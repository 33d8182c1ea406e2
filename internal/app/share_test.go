package app

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"pleokeycheck/internal/check"
	"pleokeycheck/internal/env"
	"pleokeycheck/internal/keystore"
	"pleokeycheck/internal/message"
	"pleokeycheck/internal/report"
	"pleokeycheck/internal/secret"
	"pleokeycheck/pleoclient"
)

func TestShare(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	w := newBench(t)
	w.Share.Write(ShareRequest{What: ShareText}, words) // nothing was checked
	w.run()
	if n := len(w.State().Sharing.Files); n != 0 {
		t.Errorf("%d files without a result", n)
	}
	w.check(story(t, "full-access"))
	for _, tt := range []struct {
		wanted           ShareRequest
		files            int
		answer, personal bool
	}{
		{ShareRequest{What: ShareText}, 1, false, false},
		{ShareRequest{What: ShareText, Personal: true}, 1, false, false},
		{ShareRequest{What: ShareText, Answer: true}, 1, true, false},
		{ShareRequest{What: ShareMarkdown, Answer: true, Personal: true}, 1, true, true},
		{ShareRequest{What: ShareHTML}, 1, false, false},
		{ShareRequest{What: ShareCurl, Shell: report.Sh}, 1, false, false},
		{ShareRequest{What: SharePostman}, 2, false, false},
	} {
		w.Share.Write(tt.wanted, words)
		w.run()
		files := w.State().Sharing.Files
		if len(files) != tt.files {
			t.Errorf("%+v: %d files, want %d", tt.wanted, len(files), tt.files)
		}
		for _, p := range files {
			if got := strings.Contains(p.Text, `"data": [`); got != tt.answer {
				t.Errorf("%+v: the answer is in it: %v", tt.wanted, got)
			}
			if got := strings.Contains(p.Text, "@example.com"); got != tt.personal {
				t.Errorf("%+v: personal data is in it: %v", tt.wanted, got)
			}
			if tt.wanted.What != ShareHTML && strings.Join(p.Lines, "\n")+"\n" != p.Text {
				t.Errorf("%+v: what is shown is not what leaves", tt.wanted)
			}
		}
	}
	dir := t.TempDir()
	w.Share.Save(dir)
	w.run()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 2 || len(w.State().Notices) == 0 || w.State().Notices[len(w.State().Notices)-1].ID != "ui.pass.saved-several" {
		t.Errorf("saved %q, %v, notices %v", files, err, w.State().Notices)
	}
	t.Chdir(dir)
	w.Share.Save(".")
	w.run()
	if n := w.State().Notices; !filepath.IsAbs(n[len(n)-1].File) || w.State().Sharing.Folder != dir {
		t.Errorf("what is opened begins elsewhere, and gets %q", n[len(n)-1].File)
	}
	w.Share.Save(filepath.Join(dir, "missing"))
	w.run()
	if n := w.State().Notices; n[len(n)-1].ID != "ui.pass.not-saved" {
		t.Errorf("notices %v", n)
	}
}

// TestShareHidesHeldKeys: should a key that this window holds be in what leaves
// after all, it is taken out of every kind of it, also out of what is shown.
func TestShareHidesHeldKeys(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	const held = "Qw8Zr3-held-fake-Tk5Vb7Nm1Xc9-4242"
	b := newBench(t, checking(answering(check.Inconclusive, check.UnexpectedAnswer, func(r *check.Result) {
		x := *r.Answer
		x.Body, x.ContentType = []byte(`{"data":[{"id":"`+held+`"}],"code":"`+held+`"}`), "application/json"
		x.Header = http.Header{"X-Fake": {held}}
		x.URL = "https://api.example.com/v1/" + held
		r.Answer, r.Exchanges = &x, []*pleoclient.Exchange{&x}
		r.Finding.Detail = "the server said " + held
	})))
	b.check(form(held, someID))
	b.wantSaving(AskToSave) // so it is held
	for _, w := range []ShareRequest{
		{What: ShareText, Answer: true, Personal: true}, {What: ShareMarkdown, Answer: true, Personal: true},
		{What: ShareHTML, Answer: true, Personal: true}, {What: ShareBody, Personal: true}, {What: ShareCurl, Shell: report.Sh},
	} {
		b.Share.Write(w, words)
		b.run()
		files := b.State().Sharing.Files
		if len(files) == 0 {
			t.Errorf("%s: nothing was written", w.What)
		}
		for _, p := range files {
			if strings.Contains(p.Text, held) || strings.Contains(strings.Join(p.Lines, "\n"), held) {
				t.Errorf("%s: the key leaves", w.What)
			}
			if w.What == ShareBody && !strings.Contains(p.Text, secret.Hidden) {
				t.Errorf("%s: it was not in it: %s", w.What, p.Text)
			}
		}
	}
}

// A key of another connection that a server worked into a name leaves in no
// file, nor is it shown before; neither does a part of it.
func TestSharedFilesHoldNoKeyOfThisWindow(t *testing.T) {
	words, err := message.New("en")
	if err != nil {
		t.Fatal(err)
	}
	const foreign = "Zq7Xw2Lk5-Fake-Rt8Yb3Nm6Hj9Gf4Dc1" // nothing in it is in the key that is checked
	for name, echoed := range map[string]string{"whole": foreign, "its first twenty": foreign[:20], "split": foreign[:9] + " " + foreign[9:]} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			switch {
			case strings.HasSuffix(r.URL.Path, "/v1/introspect"):
				fmt.Fprintf(w, `{"data":{"authMethod":"API_KEY","clientId":"1","scope":"users:read companies:read","applicationName":"x","subjectURN":"urn:pleo:company:%s"}}`, someID)
			case strings.HasSuffix(r.URL.Path, "/v1/companies/"+someID):
				fmt.Fprintf(w, `{"data":{"id":%q,"name":%q}}`, someID, echoed)
			default:
				fmt.Fprintf(w, `{"data":[{"id":%q,"companyId":%q,"note":%q}],"pagination":{"currentRequestPagination":{},"hasNextPage":false,"hasPreviousPage":false}}`, someID, someID, echoed)
			}
		}))
		t.Cleanup(server.Close)
		w := newBench(t, customURL(server.URL))
		w.Form.ChooseEnvironment(env.Custom)
		w.run()
		f := form(canary, someID)
		f.Keep = false
		w.check(f)
		if r := w.State().Result; r == nil || r.Verdict != check.Working || r.Company.Name != echoed {
			t.Fatalf("%s: the check gave %+v", name, r)
		}
		w.held.session[keystore.Slot{Connection: "another"}] = secret.New(foreign)
		held := secret.NewRedactor(secret.New(foreign))
		for _, what := range []string{ShareText, ShareMarkdown, ShareHTML, ShareCurl, SharePostman, ShareBody} {
			w.Share.Write(ShareRequest{What: what, Shell: report.Sh, Answer: true, Personal: true}, words)
			w.run()
			if len(w.State().Sharing.Files) == 0 {
				t.Errorf("%s: no %s", name, what)
			}
			for _, p := range w.State().Sharing.Files {
				if held.Contains(p.Text) || held.Contains(strings.Join(p.Lines, "\n")) {
					t.Errorf("%s: the key is in %s:\n%s\n%s", name, what, p.Text, strings.Join(p.Lines, "\n"))
				}
			}
		}
	}
}
