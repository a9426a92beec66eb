package demo

import (
	"strings"
	"testing"
	"time"
)

func TestParse_ReadsTheDemosFlags(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]Wish{
		"serve":                               {},
		"serve --demo":                        {On: true},
		"serve --demo=false":                  {},
		"serve --http 127.0.0.1:1 --demo":     {On: true},
		"serve --demo --clock +8d":            {On: true, Shift: 8 * 24 * time.Hour},
		"serve --demo --clock=36h --dir /tmp": {On: true, Shift: 36 * time.Hour},
		"serve --clock -90m --demo":           {On: true, Shift: -90 * time.Minute},
		"backup create --demo":                {},
		"":                                    {},
	} {
		got, err := Parse(strings.Fields(line))
		if err != nil || got != want {
			t.Errorf("%q: got %+v, %v; want %+v", line, got, err, want)
		}
	}
	for _, line := range []string{"serve --clock +8d", "serve --demo --clock 8", "serve --demo --clock +8w", "serve --demo --clock x8d"} {
		if w, err := Parse(strings.Fields(line)); err == nil {
			t.Errorf("%q was understood as %+v", line, w)
		}
	}
}
