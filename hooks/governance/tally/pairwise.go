package tally

// matrix has a row and a column for every option that stands.
type matrix [][]int64

func newMatrix(n int) matrix {
	cells := make([]int64, n*n)
	m := make(matrix, n)
	for i := range m {
		m[i], cells = cells[:n:n], cells[n:]
	}
	return m
}

// pairwise reads the rankings and counts how many rank the option of the row above that of the column. Options that
// are left out are last and equal. A ballot costs the square of what it ranks, not of all options: it first counts
// for what it ranks against everything, then takes back what it ranks at least as high.
func (c *counting) pairwise() (matrix, error) {
	list, err := c.rankings()
	if err != nil {
		return nil, err
	}
	d, above := newMatrix(len(c.names)), make([]int64, len(c.names))
	for i := range list {
		b := &list[i]
		for from, to := range b.groups {
			for j := from; j < to; j++ {
				row := d[b.option(j)]
				above[b.option(j)] += b.count
				for k := range to {
					row[b.option(k)] -= b.count
				}
			}
		}
	}
	for i, row := range d {
		for j := range row {
			row[j] += above[i]
		}
		row[i] = 0
	}
	c.r.Detail.Pairwise = d
	return d, nil
}

// defeat returns the winning votes of option i against j: those for i where they are more than those for j, else 0.
func (m matrix) defeat(i, j int) int64 {
	if m[i][j] > m[j][i] {
		return m[i][j]
	}
	return 0
}
