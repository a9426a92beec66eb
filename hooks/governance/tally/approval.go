package tally

// countApproval counts how many ballots approve each option; the most wins, the lot breaks ties: S. J. Brams and P. C.
// Fishburn, "Approval voting", American Political Science Review 72 (1978).
func countApproval(c *counting) error {
	points, seen := make([]Halves, len(c.names)), make([]int32, len(c.e.Options))
	for i := range c.e.Ballots {
		b := &c.e.Ballots[i]
		if b.Value != nil || b.Choice != "" || b.Scores != nil || b.Grades != nil || len(b.Ranking) > 0 {
			return badBallot(i, errKind)
		}
		blank := true
		for _, name := range b.Approve {
			o, err := c.place(name, seen, int32(i+1))
			if err != nil {
				return badBallot(i, err)
			}
			if o < len(points) {
				points[o] += Halves(2 * b.Count)
				blank = false
			}
		}
		if blank {
			c.r.Detail.Blank += b.Count
		}
	}
	c.byMost(points)
	return nil
}
