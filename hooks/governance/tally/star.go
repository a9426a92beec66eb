package tally

import (
	"cmp"
	"slices"
)

// fiveStars is the highest score of STAR.
const fiveStars = 5

// star is a count by STAR under way.
type star struct {
	*counting
	lines  []uint8 // a line of scores for every ballot
	counts []int64 // of the ballots
	totals []Halves
	fives  []int64
}

// countSTAR scores, then holds an automatic runoff, as the Equal Vote Coalition defines it (starvoting.org; its page on
// ties gives the tie-breaks): the two options with the highest totals are the finalists, and of them the one that more
// ballots score above the other wins. Ties for a finalist go to the head-to-head comparison (of more than two tied, to
// those with the fewest defeats among them, again and again while that leaves fewer), then to the most fives, then to
// the lot; a tie in the runoff to the higher total, then the most fives, then the lot.
//
// Without a lot see underEveryLot.
func countSTAR(c *counting) error {
	s := &star{counting: c, totals: make([]Halves, len(c.names)), fives: make([]int64, len(c.names))}
	line := make([]int32, len(c.names))
	s.lines = make([]uint8, 0, len(line)*len(c.e.Ballots))
	s.counts = make([]int64, len(c.e.Ballots))
	for i := range c.e.Ballots {
		if err := c.readScores(i, fiveStars, line); err != nil {
			return err
		}
		s.add(i, line)
	}
	c.r.Detail.Scores, c.r.Detail.Fives = keyed(c, s.totals), keyed(c, s.fives)
	_, err := c.underEveryLot(len(s.lines), s.decide)
	return err
}

// add adds a ballot.
func (s *star) add(i int, line []int32) {
	count := s.e.Ballots[i].Count
	s.counts[i] = count
	for o, score := range line {
		s.lines = append(s.lines, uint8(score))
		s.totals[o] += Halves(2*count) * Halves(score)
		if score == fiveStars {
			s.fives[o] += count
		}
	}
}

// decide finds the finalists and the winner.
func (s *star) decide(l *lots, d *Detail) []int {
	left := s.all()
	if len(left) == 1 {
		return left
	}
	var finalists []int
	for len(finalists) < 2 {
		tied := least(left, func(o int) Halves { return -s.totals[o] })
		if len(finalists)+len(tied) > 2 {
			tied = []int{s.finalist(l, d, tied)}
		}
		finalists = append(finalists, tied...)
		left = slices.DeleteFunc(left, func(o int) bool { return slices.Contains(tied, o) })
	}
	return []int{s.runoff(l, d, [2]int(finalists))}
}

// finalist returns who of those tied comes first, where not all can.
func (s *star) finalist(l *lots, d *Detail, tied []int) int {
	tie := Tie{About: ForFinalist, Options: s.called(tied), By: ByHeadToHead}
	kept := s.headToHead(tied)
	if len(kept) > 1 {
		tie.By = ByFives
		kept = least(kept, func(o int) int64 { return -s.fives[o] })
	}
	return s.settle(l, d, tie, kept)
}

// settle notes how a tie was broken, by the lot where nothing else did.
func (s *star) settle(l *lots, d *Detail, tie Tie, kept []int) int {
	o := kept[0]
	if len(kept) > 1 {
		tie.By = s.drawn()
		o = l.first(kept)
	}
	tie.Chosen = s.called([]int{o})
	d.Ties = append(d.Ties, tie)
	return o
}

// headToHead keeps of tied options those with the fewest defeats against each other.
func (s *star) headToHead(tied []int) []int {
	for {
		losses := map[int]int{}
		for i, a := range tied {
			for _, b := range tied[:i] {
				switch above, below := s.compare(a, b); cmp.Compare(above, below) {
				case -1:
					losses[a]++
				case 1:
					losses[b]++
				}
			}
		}
		kept := least(tied, func(o int) int { return losses[o] })
		if len(kept) == len(tied) || len(kept) == 1 {
			return kept
		}
		tied = kept
	}
}

// compare counts the ballots that score a above b, and those that score it below.
func (s *star) compare(a, b int) (above, below int64) {
	for i, n := 0, len(s.names); i < len(s.counts); i++ {
		line := s.lines[i*n : (i+1)*n]
		if line[a] > line[b] {
			above += s.counts[i]
		} else if line[a] < line[b] {
			below += s.counts[i]
		}
	}
	return above, below
}

// runoff returns which finalist wins.
func (s *star) runoff(l *lots, d *Detail, finalists [2]int) int {
	a, b := finalists[0], finalists[1]
	above, below := s.compare(a, b)
	d.Runoff = &Runoff{Finalists: [2]string{s.names[a], s.names[b]}, Votes: [2]int64{above, below},
		Equal: s.r.Detail.Cast - above - below}
	if above != below {
		if above > below {
			return a
		}
		return b
	}
	tie := Tie{About: ForWinner, Options: s.called(finalists[:]), By: ByScore}
	kept := least(finalists[:], func(o int) Halves { return -s.totals[o] })
	if len(kept) > 1 {
		tie.By = ByFives
		kept = least(kept, func(o int) int64 { return -s.fives[o] })
	}
	return s.settle(l, d, tie, kept)
}
