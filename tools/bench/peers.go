//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pleokeycheck/pleoclient"
)

// request is one request that a peer is to make as well.
type request struct{ name, method, url, body string }

// requestsOf are the requests that a check made, as it made them.
func requestsOf(exchanges []*pleoclient.Exchange) []request {
	var all []request
	for _, x := range exchanges {
		all = append(all, request{x.Operation, x.Method, x.URL, string(x.RequestBody)})
	}
	return all
}

// peers are other programs that make the same requests with the same key.
type peers struct {
	s        *setup
	env      []string
	key      string // a demo key
	ca       string
	requests []request
	dir      string
}

func (s *setup) peersFor(a *api, key string, requests []request) (*peers, error) {
	dir, err := os.MkdirTemp(s.dir, "peers")
	if err != nil {
		return nil, err
	}
	env, err := s.environ(dir, "NODE_EXTRA_CA_CERTS="+a.ca)
	if err != nil {
		return nil, err
	}
	p := &peers{s, env, key, a.ca, requests, dir}
	if err := p.writeCollection(); err != nil {
		return nil, err
	}
	return p, p.writeBruno()
}

// curl makes the requests over one connection, all at once where that is asked
// for. The first goes alone, as it does in a check.
func (p *peers) curl(parallel bool) (float64, error) {
	var config strings.Builder
	for i, r := range p.requests {
		if i > 0 {
			config.WriteString("next\n")
		}
		fmt.Fprintf(&config, "silent\nfail\ncacert = %q\nuser = %q\nrequest = %s\nurl = %q\noutput = /dev/null\n", p.ca, p.key+":", r.method, r.url)
		if r.body != "" {
			fmt.Fprintf(&config, "header = \"Content-Type: application/json\"\ndata-raw = %q\n", r.body)
		}
	}
	args := []string{"--config", "-"}
	if parallel {
		args = append([]string{"--parallel"}, args...)
	}
	return p.s.timed(p.env, config.String(), "curl", args...)
}

// writeCollection writes a collection for Postman's runner.
func (p *peers) writeCollection() error {
	type object = map[string]any
	var items []object
	for _, r := range p.requests {
		request := object{
			"method": r.method, "url": r.url,
			"auth": object{"type": "basic", "basic": []object{
				{"key": "username", "value": p.key, "type": "string"}, {"key": "password", "value": "", "type": "string"},
			}},
		}
		if r.body != "" {
			request["body"] = object{"mode": "raw", "raw": r.body}
			request["header"] = []object{{"key": "Content-Type", "value": "application/json"}}
		}
		items = append(items, object{"name": r.name, "request": request, "event": []object{{
			"listen": "test", "script": object{"exec": []string{"pm.test('200', () => pm.response.to.have.status(200))"}},
		}}})
	}
	text, err := json.Marshal(object{
		"info": object{"name": "bench", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
		"item": items,
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(p.dir, "collection.json"), text, 0o600)
}

// newman runs the collection.
func (p *peers) newman() (float64, error) {
	return p.s.timed(p.env, "", p.s.tool("node_modules/.bin/newman"), "run", filepath.Join(p.dir, "collection.json"), "--ssl-extra-ca-certs", p.ca)
}

// writeBruno writes the same as Bruno keeps it.
func (p *peers) writeBruno() error {
	folder := filepath.Join(p.dir, "bruno")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	files := map[string]string{"bruno.json": `{"version": "1", "name": "bench", "type": "collection"}`}
	for i, r := range p.requests {
		body, content := "none", ""
		if r.body != "" {
			body, content = "json", "body:json {\n  "+r.body+"\n}\n\n"
		}
		files[fmt.Sprintf("%02d.bru", i)] = fmt.Sprintf(`meta {
  name: %s
  type: http
  seq: %d
}

%s {
  url: %s
  body: %s
  auth: basic
}

auth:basic {
  username: %s
  password:
}

%sassert {
  res.status: eq 200
}
`, r.name, i+1, strings.ToLower(r.method), r.url, body, p.key, content)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// bru runs Bruno's collection.
func (p *peers) bru() (float64, error) {
	dir := p.s.dir
	defer func() { p.s.dir = dir }()
	p.s.dir = filepath.Join(p.dir, "bruno") // it takes the folder that it is in
	return p.s.timed(p.env, "", p.s.tool("node_modules/.bin/bru"), "run", "--cacert", p.ca)
}
