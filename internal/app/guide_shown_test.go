package app

import "testing"

// TestGuideLeavesRoom: the steps of replacing a key and the past of a
// connection stand where the guide would, until it is opened.
func TestGuideLeavesRoom(t *testing.T) {
	past := &Past{of: map[string][]PastCheck{"a": make([]PastCheck, 1)}}
	for name, c := range map[string]struct {
		s    State
		want bool
	}{
		"nothing yet":         {State{}, true},
		"a key is replaced":   {State{Selected: "a", Rotation: Rotation{Connection: "a"}}, false},
		"a past":              {State{Selected: "a", Past: past}, false},
		"no past":             {State{Selected: "b", Past: past}, true},
		"a past, but opened":  {State{Selected: "a", Past: past, Guide: Guide{Open: true}}, true},
		"while work goes on":  {State{Activity: Checking}, false},
		"replaced, but a new": {State{Past: past}, true},
	} {
		if got := c.s.GuideShown(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
