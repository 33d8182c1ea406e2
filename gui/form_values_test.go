package gui

import (
	"reflect"
	"testing"

	"pleokeycheck/internal/app"
	"pleokeycheck/internal/secret"
)

// TestFormHoldsEveryField: what is put into the form is read from it again, each
// field of it. A field of app.Form that the form does not show is named here.
func TestFormHoldsEveryField(t *testing.T) {
	d := newDesk(t)
	want := app.Form{Key: secret.New("demo-key-that-is-fake"), Story: "full-access", Params: map[string]string{"limit": "3"}}
	want.Operation, want.ExpiresOn = "employees", "2027-01-31"
	v := reflect.ValueOf(&want).Elem()
	fields := reflect.VisibleFields(v.Type())
	for _, field := range fields {
		if f := v.FieldByIndex(field.Index); f.Kind() == reflect.String && f.String() == "" {
			f.SetString("typed into " + field.Name)
		}
	}
	for _, keep := range []bool{true, false} {
		want.Keep = keep
		d.win.form.write(want)
		got := d.win.form.read()
		if !got.Key.Equal(want.Key) {
			t.Error("the form does not hold the key")
		}
		for _, field := range fields {
			x, y := v.FieldByIndex(field.Index).Interface(), reflect.ValueOf(got).FieldByIndex(field.Index).Interface()
			if _, is := x.(secret.Key); !is && !field.Anonymous && !reflect.DeepEqual(x, y) {
				t.Errorf("the form does not hold %s: %q, want %q", field.Name, y, x)
			}
		}
	}
}
