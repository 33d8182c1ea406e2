//go:build foreign

// Package foreign holds the program against servers that others wrote: nginx
// as it stands in front of an API, wrongly set up; the forward proxies
// tinyproxy and squid; toxiproxy as a bad network; Prism as a mock made from
// an OpenAPI document. It owns tests only.
//
// Everything runs on loopback: no test leaves this computer, and none changes
// it. Names are given to the proxies in a hosts file of their own.
//
// script/test --stage foreign installs the servers and names them in the
// environment: PLEO_KEY_CHECK_BINARY, FOREIGN_TOXIPROXY, FOREIGN_PRISM; nginx,
// tinyproxy and squid are found in PATH.
package foreign
