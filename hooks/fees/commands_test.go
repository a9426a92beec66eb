package fees

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestQuoteCommand_PrintsStepsInMinorUnits(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	q := question{amounts: []string{"333.33", "333.33", "333.34"}, currency: "EUR", rate: 650, rated: true, json: true}
	if err := q.answer(nil, time.Time{}, &out); err != nil {
		t.Fatal(err)
	}
	want := `{"currency":"EUR","rate_bp":650,"steps":[{"amount":33333,"commission":2166,"net":31167},{"amount":33333,` +
		`"commission":2167,"net":31166},{"amount":33334,"commission":2167,"net":31167}],"commission":6500,"net":93500,"total":100000}` + "\n"
	if out.String() != want {
		t.Errorf("got  %swant %s", &out, want)
	}
	out.Reset()
	q.json = false
	if err := q.answer(nil, time.Time{}, &out); err != nil || !strings.Contains(out.String(), "total EUR  1000.00       65.00           935.00") {
		t.Errorf("%v\n%s", err, &out)
	}
}

func TestQuoteCommand_RefusesInOneLine(t *testing.T) {
	t.Parallel()
	for name, q := range map[string]question{
		"nothing":            {currency: "EUR", rated: true},
		"no currency":        {amounts: []string{"1"}, rated: true},
		"thousands":          {amounts: []string{"1,000.00"}, currency: "EUR", rated: true},
		"too many decimals":  {amounts: []string{"1.005"}, currency: "EUR", rated: true},
		"yen with decimals":  {amounts: []string{"1.5"}, currency: "JPY", rated: true},
		"a negative release": {amounts: []string{"5.00", "-1.00"}, currency: "EUR", rated: true},
		"beyond the end":     {amounts: []string{"40000000000000.01"}, currency: "EUR", rated: true},
		"a rate above all":   {amounts: []string{"1"}, currency: "EUR", rate: 10001, rated: true},
		"a negative rate":    {amounts: []string{"1"}, currency: "EUR", rate: -1, rated: true},
		"no such tier":       {amounts: []string{"1"}, currency: "EUR", tier: "robot", rated: true},
		"no such day":        {amounts: []string{"1"}, currency: "EUR", at: "2026-02-30", rated: true},
	} {
		var out bytes.Buffer
		err := q.answer(nil, time.Time{}, &out)
		if err == nil || strings.Contains(reason(err), "\n") || out.Len() > 0 {
			t.Errorf("%s: %v, %s", name, err, &out)
		}
	}
}
