package certificates

import (
	"errors"
	"testing"
)

// What is being drawn keeps nobody waiting who asks for something else, and is drawn once however many ask.
func TestPapers_OnlyThoseWaitWhoAskForWhatIsBeingDrawn(t *testing.T) {
	t.Parallel()
	var p papers
	begun, finish, answers, drawn := make(chan struct{}), make(chan struct{}), make(chan string), 0
	slow := func() ([]byte, error) {
		drawn++
		close(begun)
		<-finish
		return []byte("slow"), nil
	}
	ask := func() {
		raw, err := p.get("slow", slow)
		if err != nil {
			t.Error(err)
		}
		answers <- string(raw)
	}
	go ask()
	<-begun
	go ask()
	others := make(chan error)
	go func() {
		_, err := p.get("other", func() ([]byte, error) { return []byte("other"), nil })
		others <- err
	}()
	if err := <-others; err != nil { // for ever, if it waits for the slow one
		t.Fatal(err)
	}
	close(finish)
	for range 2 {
		if got := <-answers; got != "slow" {
			t.Errorf("got %q", got)
		}
	}
	if drawn != 1 {
		t.Errorf("it was drawn %d times", drawn)
	}
}

// What went wrong once is tried again.
func TestPapers_KeepNoFailure(t *testing.T) {
	t.Parallel()
	var p papers
	if _, err := p.get("a", func() ([]byte, error) { return nil, errors.New("no") }); err == nil {
		t.Error("no error")
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_, _ = p.get("a", func() ([]byte, error) { panic("no") })
	}()
	if raw, err := p.get("a", func() ([]byte, error) { return []byte("yes"), nil }); err != nil || string(raw) != "yes" {
		t.Errorf("got %q, %v", raw, err)
	}
}
