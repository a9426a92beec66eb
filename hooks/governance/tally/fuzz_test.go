package tally

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"cooperage/hooks/strictjson"
)

// FuzzRead: what is read and counted, of JSON and of BLT, is an election that written out and read again is the same
// and has the same result. What is refused is refused in one line that says where.
func FuzzRead(f *testing.F) {
	for text := range refusals {
		f.Add([]byte(text), "")
	}
	f.Add([]byte(sample), "stv-scottish")
	f.Add([]byte("3 1\n1 1=2 - 3 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"\"\n"), "schulze")
	f.Add([]byte(`{"method":"median","status_quo":500,"grid":25,"min":0,"max":1500,"roll":9,"quorum":"1/5","ballots":[{"value":450},{"value":null}]}`), "")
	f.Add([]byte(`{"method":"median","status_quo":50025,"min":0,"max":1500,"ballots":[{"value":450}]}`), "")
	f.Add([]byte(`{"method":"approval","options":["A","B"],"withdrawn":["B"],"ballots":[{"count":2,"approve":["A","B"]}]}`), "")
	f.Add([]byte(`{"ballots":[{"scores":{"A":5,"B":0}}],"method":"star","options":["A","B"]}`), "score")
	f.Add([]byte(`{"method":"majority-judgment","options":["A"],"scale":["good","bad"],"ballots":[{"grades":{"A":"bad"}}]}`), "")
	f.Add([]byte(`{"method":"majority","ballots":[{"choice":"yes"}]}`), "\n")
	f.Add([]byte("1 1\n1 1 0\n0\n\"A\"\n\"\"\n"), "\r\x00")
	f.Fuzz(func(t *testing.T, raw []byte, method string) {
		file, err := Read(bytes.NewReader(raw), As{Method: Method(method)})
		var result Result
		if err == nil {
			result, err = file.Count()
		}
		if err != nil {
			refused, ok := errors.AsType[*strictjson.Error](err)
			if !ok || refused.Line < 1 || refused.Line > bytes.Count(raw, []byte("\n"))+1 || strings.ContainsAny(err.Error(), "\r\n\x00") {
				t.Fatalf("refused by %q", err)
			}
			return
		}
		out, err := json.Marshal(file.Election)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Read(bytes.NewReader(out), As{})
		if err != nil || !reflect.DeepEqual(again.Election, file.Election) {
			t.Fatalf("%s\nread as %+v, %v\nwas     %+v", out, again, err, file.Election)
		}
		if second, err := again.Count(); err != nil || !reflect.DeepEqual(second, result) {
			t.Fatalf("%s\ncounts %+v, %v\nwas    %+v", out, second, err, result)
		}
	})
}
