package sysproxy

import (
	"net"
	"strings"
)

// parseScutil reads what "scutil --proxy" prints: a "name : value" a line, lists
// with their numbers as names. What is inside "__SCOPED__" holds for one network
// interface and is left out. It returns a proxy for each scheme that has one,
// and the exceptions.
func parseScutil(text string) (proxies map[string]string, exceptions string) {
	values := map[string]string{}
	var excepted []string
	var in []string // the lists and dictionaries around the line
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		name, value, pair := strings.Cut(line, " : ")
		switch {
		case strings.HasSuffix(line, "{"):
			in = append(in, name)
		case line == "}":
			in = in[:max(0, len(in)-1)]
		case pair && len(in) == 1:
			values[name] = value
		case pair && len(in) == 2 && in[1] == "ExceptionsList":
			excepted = append(excepted, value)
		}
	}
	if values["ExcludeSimpleHostnames"] == "1" {
		excepted = append(excepted, "<local>")
	}
	proxies = map[string]string{}
	for scheme, prefix := range map[string]string{"http": "HTTP", "https": "HTTPS"} {
		if host := values[prefix+"Proxy"]; values[prefix+"Enable"] == "1" && host != "" {
			proxies[scheme] = host
			if port := values[prefix+"Port"]; port != "" {
				proxies[scheme] = net.JoinHostPort(host, port)
			}
		}
	}
	return proxies, strings.Join(excepted, ",")
}
