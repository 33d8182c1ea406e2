package app

import (
	"testing"

	"pleokeycheck/internal/connection"
	"pleokeycheck/internal/history"
)

// TestGuideLeavesRoom: the steps of replacing a key and the past of a
// connection stand where the guide would, until it is opened.
func TestGuideLeavesRoom(t *testing.T) {
	past := history.New([]connection.Record{{ConnectionID: "a"}}, nil)
	for name, c := range map[string]struct {
		s    State
		want bool
	}{
		"nothing yet":         {State{}, true},
		"a key is replaced":   {State{ConnectionsState: ConnectionsState{Selected: "a"}, SavingState: SavingState{Rotation: Rotation{Connection: "a"}}}, false},
		"a past":              {State{Past: past, ConnectionsState: ConnectionsState{Selected: "a"}}, false},
		"no past":             {State{Past: past, ConnectionsState: ConnectionsState{Selected: "b"}}, true},
		"a past, but opened":  {State{Past: past, Guide: Guide{Open: true}, ConnectionsState: ConnectionsState{Selected: "a"}}, true},
		"while work goes on":  {State{CheckState: CheckState{Activity: Checking}}, false},
		"replaced, but a new": {State{Past: past}, true},
	} {
		if got := c.s.GuideShown(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
