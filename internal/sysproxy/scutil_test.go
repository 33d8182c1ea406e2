package sysproxy

import (
	"net/url"
	"testing"
)

// settings of a Mac, in the form that scutil(8) prints.
const scutilText = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
    2 : internal.example
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPEnable : 0
  HTTPPort : 3128
  HTTPProxy : old.example
  HTTPSEnable : 1
  HTTPSPort : 8443
  HTTPSProxy : proxy.example
  ProxyAutoConfigEnable : 0
  __SCOPED__ : <dictionary> {
    en0 : <dictionary> {
      HTTPEnable : 1
      HTTPSProxy : other.example
    }
  }
}
`

func TestScutil(t *testing.T) {
	for _, c := range []struct{ text, target, want string }{
		{scutilText, "https://external.pleo.io/", "http://proxy.example:8443"},
		{scutilText, "http://external.pleo.io/", ""},
		{scutilText, "https://internal.example/", ""},
		{scutilText, "https://printer.local/", ""},
		{scutilText, "https://intranet/", ""},
		{"<dictionary> {\n}\n", "https://external.pleo.io/", ""},
		{"", "https://external.pleo.io/", ""},
		{"<dictionary> {\n  HTTPSEnable : 1\n  HTTPSProxy : fd00::1\n  HTTPSPort : 8080\n}\n", "https://external.pleo.io/", "http://[fd00::1]:8080"},
		{"<dictionary> {\n  HTTPSEnable : 1\n  HTTPSProxy : proxy.example\n}\n", "https://external.pleo.io/", "http://proxy.example"},
	} {
		target, err := url.Parse(c.target)
		if err != nil {
			t.Fatal(err)
		}
		proxies, exceptions := parseScutil(c.text)
		got, err := static(proxies, exceptions, target)
		if err != nil || textOf(got) != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.target, textOf(got), err, c.want)
		}
	}
	proxies, exceptions := parseScutil("<dictionary> {\n  HTTPSEnable : 1\n  HTTPSProxy : proxy.example\n  HTTPSPort : 99999\n}\n")
	if _, err := static(proxies, exceptions, &url.URL{Scheme: "https", Host: "external.pleo.io"}); err == nil {
		t.Error("a port that cannot be is taken")
	}
}
