//go:build unix && !darwin

package atspi

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"

	"pleokeycheck/internal/access"
)

// call is a method call: what it is about, as it is now, and its arguments, of
// the types that the method's signature says.
type call struct {
	*session
	access.Place
	path dbus.ObjectPath
	args []any
}

func (c call) int(i int) int     { return int(c.args[i].(int32)) }
func (c call) text(i int) string { return c.args[i].(string) }

// method answers calls with arguments of a signature.
type method struct {
	in     string
	answer func(c call) []any
}

// iface is an interface: which nodes have it, its properties and its methods.
type iface struct {
	has        func(n *access.Node) bool
	properties map[string]func(c call) any
	set        map[string]func(c call, value any) bool
	methods    map[string]method
}

// returns makes the results of a method.
func returns(values ...any) []any { return values }

// LookupObject gives every path an object: that of a node, or of none.
func (s *session) LookupObject(path dbus.ObjectPath) (dbus.ServerObject, bool) {
	o := object{call{session: s, path: path}}
	id, is := idOf(path)
	if is {
		o.Place, is = s.tree.Load().Find(id)
	}
	return o, is || path == cachePath || strings.HasPrefix(prefix, strings.TrimSuffix(string(path), "/")+"/")
}

// object is a path while it is asked.
type object struct{ call }

// faces are the names of the interfaces that the object has, in their order.
func (o object) faces() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(interfaces)) {
		if _, ok := o.LookupInterface(name); ok {
			names = append(names, name)
		}
	}
	return names
}

// LookupInterface gives those that the node has. Every object can be looked at;
// Cache is of the program.
func (o object) LookupInterface(name string) (dbus.Interface, bool) {
	switch name {
	case "org.freedesktop.DBus.Introspectable":
		return bound{o, map[string]method{"Introspect": {"", introspect}}}, true
	case properties:
		return bound{o, map[string]method{"Get": {"ss", nil}, "GetAll": {"s", nil}, "Set": {"ssv", nil}}}, o.Node != nil
	case face + "Cache":
		return bound{o, map[string]method{"GetItems": {"", cacheItems}}}, o.path == cachePath
	case "": // the caller left it to us
		all := map[string]method{}
		for _, face := range o.faces() {
			maps.Copy(all, interfaces[face].methods)
		}
		return bound{o, all}, true
	}
	f, ok := interfaces[name]
	return bound{o, f.methods}, ok && o.Node != nil && f.has(o.Node)
}

// bound is an interface of an object.
type bound struct {
	object
	methods map[string]method
}

// LookupMethod gives a method of the object.
func (b bound) LookupMethod(name string) (dbus.Method, bool) {
	m, ok := b.methods[name]
	return called{b.object, name, m}, ok
}

// called is a method of an object. It takes its arguments as they come.
type called struct {
	object
	name string
	method
}

// DecodeArguments sees to it that the arguments are of the method's types.
func (m called) DecodeArguments(_ *dbus.Conn, _ string, _ *dbus.Message, args []any) ([]any, error) {
	if dbus.SignatureOf(args...).String() != m.in {
		return nil, dbus.ErrMsgInvalidArg
	}
	return args, nil
}

// Call answers.
func (m called) Call(args ...any) ([]any, error) {
	c := m.call
	c.args = args
	if m.answer == nil {
		return m.property(c)
	}
	return m.answer(c), nil
}

// What godbus asks for where a method does not decode its arguments itself.
func (m called) NumArguments() int     { return 0 }
func (m called) NumReturns() int       { return 0 }
func (m called) ArgumentValue(int) any { return nil }
func (m called) ReturnValue(int) any   { return nil }

// property reads and writes the properties of an interface of the object.
func (m called) property(c call) ([]any, error) {
	name := c.text(0)
	f, ok := interfaces[name]
	if !ok || !f.has(c.Node) {
		return nil, dbus.MakeUnknownInterfaceError(name)
	}
	unknown := func() error {
		return dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", []any{fmt.Sprintf("%s has no %s", name, c.text(1))})
	}
	switch m.name {
	case "GetAll":
		all := map[string]dbus.Variant{}
		for each, get := range f.properties {
			all[each] = dbus.MakeVariant(get(c))
		}
		return returns(all), nil
	case "Get":
		get, ok := f.properties[c.text(1)]
		if !ok {
			return nil, unknown()
		}
		return returns(dbus.MakeVariant(get(c))), nil
	}
	set, ok := f.set[c.text(1)]
	if !ok || !set(c, c.args[2].(dbus.Variant).Value()) {
		return nil, unknown()
	}
	return nil, nil
}

// introspect describes an object to those who look at the bus by hand.
func introspect(c call) []any {
	var b strings.Builder
	b.WriteString("<node>")
	for _, name := range (object{c}).faces() {
		fmt.Fprintf(&b, `<interface name="%s">`, name)
		for _, each := range slices.Sorted(maps.Keys(interfaces[name].methods)) {
			fmt.Fprintf(&b, `<method name="%s">`, each)
			for signature := interfaces[name].methods[each].in; signature != ""; signature = signature[1:] {
				fmt.Fprintf(&b, `<arg type="%s" direction="in"/>`, signature[:1])
			}
			b.WriteString(`</method>`)
		}
		for _, each := range slices.Sorted(maps.Keys(interfaces[name].properties)) {
			fmt.Fprintf(&b, `<property name="%s" type="%s" access="read"/>`, each, dbus.SignatureOf(interfaces[name].properties[each](c)))
		}
		b.WriteString(`</interface>`)
	}
	var below []string
	if at := strings.TrimSuffix(string(c.path), "/") + "/"; at == prefix {
		for n := range c.tree.Load().All() {
			below = append(below, strings.TrimPrefix(string(pathOf(n.ID)), prefix))
		}
	} else if rest, ok := strings.CutPrefix(prefix, at); ok {
		name, _, _ := strings.Cut(rest, "/")
		below = append(below, name)
	}
	for _, name := range below {
		b.WriteString(`<node name="`)
		_ = xml.EscapeText(&b, []byte(name))
		b.WriteString(`"/>`)
	}
	b.WriteString("</node>")
	return returns(b.String())
}
