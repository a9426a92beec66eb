package tally

import "fmt"

// highestScore is what a score may be where the election names no maximum. It keeps every total within 64 bits.
const highestScore = 1_000_000

// checkScore checks the range: scores are whole numbers from 0, which is also what an option without one gets, to the
// maximum of the election.
func checkScore(e *Election) error {
	if e.Min != 0 {
		return bad("min", "scores begin at 0")
	}
	if e.Max < 0 || e.Max > highestScore {
		return bad("max", "%d is not a highest score between 1 and %d", e.Max, highestScore)
	}
	if e.Max == 0 {
		e.Max = highestScore
	}
	return checkOptions(e)
}

// countScore adds up the scores; the most wins, the lot breaks ties: W. D. Smith, "Range voting" (2000), with totals
// instead of averages, so that an option without a score has 0.
func countScore(c *counting) error {
	points := make([]Halves, len(c.names))
	line := make([]int32, len(c.names))
	for i := range c.e.Ballots {
		if err := c.readScores(i, c.e.Max, line); err != nil {
			return err
		}
		for o, score := range line {
			points[o] += Halves(2*c.e.Ballots[i].Count) * Halves(score)
		}
	}
	c.byMost(points)
	return nil
}

// readScores reads the scores of ballot i into a line with a place for every option.
func (c *counting) readScores(i int, highest int64, line []int32) error {
	b := &c.e.Ballots[i]
	if b.Value != nil || b.Choice != "" || b.Approve != nil || b.Grades != nil || len(b.Ranking) > 0 {
		return badBallot(i, errKind)
	}
	clear(line)
	blank := true
	for name, score := range b.Scores {
		o, ok := c.index[name]
		if !ok {
			return badBallot(i, fmt.Errorf("%q is not an option", name))
		}
		if score < 0 || score > highest {
			return badBallot(i, fmt.Errorf("score %d of %q is not between 0 and %d", score, name, highest))
		}
		if int(o) < len(line) {
			line[o] = int32(score)
			blank = false
		}
	}
	if blank {
		c.r.Detail.Blank += b.Count
	}
	return nil
}
