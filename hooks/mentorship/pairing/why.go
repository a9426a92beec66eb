package pairing

// Why is the reason why somebody on a list is not the partner. A block is not among the reasons: it looks like a
// missing listing, to both.
type Why byte

// The reasons.
const (
	NotPossible Why = iota + 1 // they did not list each other, or other reasons that nobody is told
	Filled                     // of a mentor: took people they ranked higher, up to the last place
	NoPlaces                   // of a mentor: had no place to give
	Elsewhere                  // of a mentee: is with somebody they ranked higher
)

// Passed is somebody on a list who ranks above the partner.
type Passed struct {
	Other  int32 // mentor or mentee
	Choice int   // place on the list, from 1
	Why    Why
}

// Choice explains a mentee's result from their own list.
type Choice struct {
	Mentor int32    // or Nobody
	Choice int      // place on the list, from 1; 0 with Nobody
	Passed []Passed // everybody above, best first; the whole list with Nobody
}

// OfMentee explains the result to a mentee.
func (o *Outcome) OfMentee(mentee int) Choice {
	cells := o.table.of(mentee)
	why := Choice{Mentor: o.Mentor[mentee]}
	for at, j := range o.round.Mentees[mentee].Prefs {
		if j == why.Mentor {
			why.Choice = at + 1
			break
		}
		passed := Passed{Other: j, Choice: at + 1, Why: NotPossible}
		if len(cells) > 0 && cells[0].mentor == j {
			cells = cells[1:]
			passed.Why = Filled
			if o.round.Mentors[j].Capacity == 0 {
				passed.Why = NoPlaces
			}
		}
		why.Passed = append(why.Passed, passed)
	}
	return why
}

// Kept is a mentee of a mentor and their place on the mentor's list, from 1.
type Kept struct {
	Mentee int32
	Choice int
}

// Places explains a mentor's result from their own list.
type Places struct {
	Kept   []Kept   // best first
	Passed []Passed // who is not with them and ranks above the last one kept; the whole list when a place is free
}

// OfMentor explains the result to a mentor.
func (o *Outcome) OfMentor(mentor int) Places {
	var why Places
	me := int32(mentor)
	prefs := o.round.Mentors[mentor].Prefs
	for at, i := range prefs {
		if o.worst[mentor] != open && int32(at) > o.worst[mentor] || o.round.Mentors[mentor].Capacity == 0 {
			break
		}
		if o.Mentor[i] == me {
			why.Kept = append(why.Kept, Kept{i, at + 1})
			continue
		}
		passed := Passed{Other: i, Choice: at + 1, Why: NotPossible}
		if o.mutual()[mentor][at] {
			passed.Why = Elsewhere
		}
		why.Passed = append(why.Passed, passed)
	}
	return why
}

// Listed is how many people a mentee lists, and ListedBy how many a mentor does.
func (o *Outcome) Listed(mentee int) int { return len(o.round.Mentees[mentee].Prefs) }

// ListedBy is how many people a mentor lists.
func (o *Outcome) ListedBy(mentor int) int { return len(o.round.Mentors[mentor].Prefs) }
