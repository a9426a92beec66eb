package tally

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the reports in testdata anew")

// reports are the files in testdata/reports, each counted by these methods.
var reports = map[string][]Method{
	"schulze.json": {Schulze, ScottishSTV, RankedPairs, Minimax, Borda, IRV}, "star.json": {STAR, Score}, "median.json": {Median},
	"majority.json": {Majority}, "approval.json": {Approval}, "judgment.json": {MajorityJudgment}, "board.blt": {ScottishSTV, Schulze},
}

func TestReport_ShowsOutcomeAndWorking(t *testing.T) {
	t.Parallel()
	for name, methods := range reports {
		for _, m := range methods {
			in, err := os.Open(filepath.Join("testdata", "reports", name))
			if err != nil {
				t.Fatal(err)
			}
			file, err := Read(in, As{Method: m})
			if err == nil {
				err = in.Close()
			}
			if err != nil {
				t.Fatal(name, err)
			}
			result, err := file.Count()
			if err != nil {
				t.Fatal(name, err)
			}
			var got bytes.Buffer
			if err := result.Report(&got, file.Election); err != nil {
				t.Fatal(err)
			}
			golden(t, strings.TrimSuffix(name, filepath.Ext(name))+"."+string(m)+".txt", got.Bytes())
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "reports", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s (%v):\n%s\nwant\n%s", name, err, got, want)
	}
}

func TestReport_SaysWhatItLeavesOut(t *testing.T) {
	t.Parallel()
	e := Election{Method: Schulze, Options: make([]string, 100), Ballots: []Ballot{{Count: 1}}}
	for i := range e.Options {
		e.Options[i] = strings.Repeat("x", i+1)
	}
	for _, m := range []Method{Schulze, RankedPairs, Borda} {
		e.Method = m
		result, err := Count(e)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := result.Report(&got, e); err != nil || !strings.Contains(got.String(), "--json shows") {
			t.Errorf("%s: %v, %s", m, err, &got)
		}
		if err := result.Report(full{}, e); !errors.Is(err, errFull) {
			t.Errorf("%s: to a full disk: %v", m, err)
		}
	}
}

var errFull = errors.New("no space left")

// full is a disk that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
