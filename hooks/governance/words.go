package governance

import (
	"cooperage/hooks/locale"
)

// KindName is what sort of motion it is, an English catalogue key.
func (m *Motion) KindName() string {
	switch m.Kind {
	case FeeLevel:
		return locale.Mark("Fee level")
	case Confirmation:
		return locale.Mark("Confirming vote")
	}
	return locale.Mark("Resolution")
}

// StateName is where the motion stands in a word or two, an English catalogue key.
func (m *Motion) StateName() string {
	switch m.State {
	case Draft:
		return locale.Mark("Draft")
	case Deliberation:
		return locale.Mark("In deliberation")
	case Open:
		return locale.Mark("Voting")
	case Closed:
		return locale.Mark("To be confirmed")
	case Enacted:
		return locale.Mark("Passed")
	case FailedQuorum:
		return locale.Mark("Quorum missed")
	case Withdrawn:
		return locale.Mark("Withdrawn")
	case Void:
		return locale.Mark("Void")
	}
	if m.Outcome == Kept {
		return locale.Mark("Stays as it is")
	}
	return locale.Mark("Not passed")
}

// Badge is the look of the state's badge.
func (m *Motion) Badge() string {
	switch m.State {
	case Open:
		return "open"
	case Deliberation, Closed:
		return "wait"
	case Enacted:
		return "good"
	case Void:
		return "bad"
	}
	return ""
}

// MethodName says how it is counted, an English catalogue key.
func (m *Motion) MethodName() string {
	switch {
	case m.Kind == FeeLevel:
		return locale.Mark("the middle of all votes (median)")
	case m.Majority == Qualified:
		return locale.Mark("qualified majority")
	}
	return locale.Mark("simple majority")
}

// SecrecyName says whether ballots are secret, an English catalogue key.
func (m *Motion) SecrecyName() string {
	if m.IsSecret() {
		return locale.Mark("secret")
	}
	return locale.Mark("open, by name")
}

// choiceNames are the options of a majority vote.
var choiceNames = map[string]string{
	"yes": locale.Mark("Yes"), "no": locale.Mark("No"), "abstain": locale.Mark("Abstain"),
}
