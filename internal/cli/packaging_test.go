//go:build !cli

package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestManPage: the manual names every command and every flag, and no other.
func TestManPage(t *testing.T) {
	page, err := os.ReadFile("packaging/linux/pleo-key-check.1")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(page), `\-`, "-")
	flagsIn := func(pattern, text string) map[string]bool {
		all := map[string]bool{}
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			all[m[1]] = true
		}
		return all
	}
	for _, command := range []string{"window", "check", "export", "demo-server", "remove-everything"} {
		_, help, _ := call(t, "", command, "-h")
		_, section, found := strings.Cut(text, ".SH FLAGS OF "+strings.ToUpper(command)+"\n")
		if !found {
			t.Errorf("the manual has no section about the flags of %s", command)
			continue
		}
		section, _, _ = strings.Cut(section, "\n.SH ")
		real, told := flagsIn(`(?m)^  (-[a-z-]+)`, help), flagsIn(`(?m)^\.TP\n\.BI? (-[a-z-]+)`, section)
		if len(real) == 0 {
			t.Fatalf("no flags in: %s", help)
		}
		for flag := range real {
			if !told[flag] {
				t.Errorf("the manual does not tell of %s %s", command, flag)
			}
		}
		for flag := range told {
			if !real[flag] {
				t.Errorf("the manual tells of %s %s, which does not exist", command, flag)
			}
		}
	}
	_, help, _ := call(t, "", "help")
	for command := range flagsIn(`(?m)^  pleo-key-check \[?([a-z-]+)`, help) {
		if !strings.Contains(text, command) {
			t.Errorf("the manual does not tell of %s", command)
		}
	}
	for _, status := range []string{"0", "1", "2", "3", "4", "130"} {
		if !strings.Contains(text, ".TP\n.B "+status+"\n") {
			t.Errorf("the manual does not tell of exit status %s", status)
		}
	}
}
