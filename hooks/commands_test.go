package hooks_test

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
)

// The commands that only compute work in any folder, leave nothing there, and end with 0 only with a result.
func TestCommands_ComputeWithoutADataFolder(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	examples, err := filepath.Abs("../docs/examples")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		ok   bool
	}{
		{"tally EX/board.json", true}, {"tally --json EX/board.json", true}, {"tally EX/board.blt --method schulze", true},
		{"tally --method stv-scottish --seats 1 EX/board.blt", true}, {"tally --help", true},
		{"patronage EX/patronage.json", true}, {"patronage --json EX/patronage.json", true},
		{"match EX/round.json", true}, {"match --json EX/round.json", true},
		{"quote --amount 1000.00 --currency EUR --rate-bp 500", true},
		{"credential verify EX/credential.json --did-document EX/credential-did.json --with EX/credential-status.json --at 2026-12-01T00:00:00Z", true},
		{"credential verify --json EX/credential.json --did-document EX/credential-did.json --with EX/credential-status.json --at 2026-12-01T00:00:00Z", true},
		{"credential verify", false}, {"credential verify EX", false}, {"credential verify missing", false}, {"credential verify EX/board.json", false},
		{"credential verify EX/credential.json --at noon", false}, {"credential check", false},
		{"tally", false}, {"tally EX", false}, {"tally missing", false}, {"tally EX/board.blt", false}, {"tally EX/board.json EX/board.json", false},
		{"tally --methods x EX/board.json", false}, {"tally --method", false}, {"tally --seats two EX/board.json", false}, {"tally -", false},
		{"patronage", false}, {"patronage EX", false}, {"patronage --total EX/patronage.json", false}, {"patronage EX/board.json", false},
		{"match", false}, {"match EX", false}, {"match EX/board.json", false}, {"quote --amount 1", false}, {"quote --rate 1", false},
	} {
		cmd := exec.Command(path, strings.Fields(strings.ReplaceAll(c.args, "EX", examples))...)
		var out, problems bytes.Buffer
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &problems
		_ = cmd.Run() // the status says it
		status, lines := cmd.ProcessState.ExitCode(), strings.Count(problems.String(), "\n")
		if c.ok && (status != 0 || out.Len() == 0 || lines != 0) || !c.ok && (status != 2 || out.Len() != 0 || lines != 1) {
			t.Errorf("%s: status %d, %d bytes, said %q", c.args, status, out.Len(), &problems)
		}
	}
	for _, command := range []string{"tally", "match", "patronage", "credential verify", "quote --amount 1 --currency EUR --rate-bp 5"} {
		cmd := exec.Command(path, append(strings.Fields(command), "--no\n\x1b[2J\r")...)
		file := exec.Command(path, append(strings.Fields(command), "no\n\x1b[2J\r")...)
		for _, cmd := range []*exec.Cmd{cmd, file} {
			cmd.Dir = dir
			said, _ := cmd.CombinedOutput()
			if status := cmd.ProcessState.ExitCode(); status != 2 || strings.Count(string(said), "\n") != 1 || strings.ContainsAny(string(said), "\x1b\r") {
				t.Errorf("%q: status %d, said %q", cmd.Args[1:], status, said)
			}
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Whoever downloads a round's file can compute what was published, with the program and without the co-op's data.
func TestCommands_MatchComputesAPublishedRoundAgain(t *testing.T) {
	t.Parallel()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	a := apptest.New(t)
	round, err := a.Mentorship.Begin(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	a.Crowd(t, round.ID, 60, 10)
	a.Clock.Set(round.RankUntil())
	steward := a.Officer(t, "Sol Steward", "steward")
	if err := a.Mentorship.Tick(a); err != nil {
		t.Fatal(err)
	}
	a.Clock.Shift(time.Hour)
	if err := a.Mentorship.Publish(a, steward, round.ID); err != nil {
		t.Fatal(err)
	}
	member := a.As(t, a.Member(t, "Ana"))
	cmd := exec.Command(path, "match", "--json", "-")
	cmd.Dir, cmd.Stdin = t.TempDir(), strings.NewReader(member.Get(round.Link()+"/1/match.json").Want(http.StatusOK).Body)
	got, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := member.Get(round.Link() + "/1/result.json").Want(http.StatusOK).Body
	if strings.TrimSpace(string(got)) != strings.TrimSpace(want) || strings.Count(want, ":null") != 20 {
		t.Errorf("the command says %s, published is %s", got, want)
	}
}
