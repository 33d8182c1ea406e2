package settings

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestSaveAndLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	want := Settings{Width: 1180, Height: 800, Environment: "demo", Language: "da", Theme: "dark", Contrast: "high", TextSize: 150}
	for range 2 {
		if err := Save(dir, want); err != nil {
			t.Fatal(err)
		}
	}
	if got := Load(dir); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	info, err := os.Stat(filepath.Join(dir, name))
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v: others may read it", info.Mode(), err)
	}
}

func TestLoadBelievesLittle(t *testing.T) {
	tests := map[string]Settings{
		"":                            {},
		"{":                           {},
		`{"width":"wide"}`:            {},
		`{"width":1e30,"height":800}`: {},
		`{"width":1,"height":1,"environment":"demo"}`: {Environment: "demo"},
		`{"width":-5,"height":800}`:                   {},
		`{"textSize":900,"theme":"pink","contrast":"higher","language":"` + strings.Repeat("x", 99) + `"}`: {},
		`{"textSize":80,"theme":"light","language":"nb"}`:                                                  {TextSize: 80, Theme: "light", Language: "nb"},
		`{"width":900,"height":700,"later":true}`:                                                          {Width: 900, Height: 700},
		`{"marks":["b","a","b","","NO","a b"]}`:                                                            {Marks: []string{"a", "b"}},
		`{"tab":"ui.details.answer"}`:                                                                      {Tab: "ui.details.answer"},
		`{"tab":"../../etc"}`:                                                                              {},
	}
	for text, want := range tests {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := Load(dir); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
	}
	if got := Load(filepath.Join(t.TempDir(), "nowhere")); !reflect.DeepEqual(got, Settings{}) {
		t.Errorf("nothing: got %+v", got)
	}
}
