package tally

// Result is the outcome of a count with its working.
type Result struct {
	Method Method `json:"method"`
	// Winners has one option, or with several seats everyone elected. Where only a lot could decide and the election
	// names none, it has every option that some lot would make a winner.
	Winners   []string   `json:"winners"`
	Order     [][]string `json:"order,omitempty"`   // tiers, best first; a lot does not split a tier
	Elected   []string   `json:"elected,omitempty"` // several seats, as they were elected; without a lot: under every lot
	Value     *int64     `json:"value,omitempty"`   // median
	Passes    bool       `json:"passes"`            // a majority with the quorum met; else the quorum met and no tie left
	QuorumMet bool       `json:"quorum_met"`
	Detail    Detail     `json:"detail"`
}

// Detail is the working. A method fills what it has.
type Detail struct {
	Cast      int64            `json:"cast"`
	Counts    map[string]int64 `json:"counts,omitempty"`    // majority: ballots by option
	Base      int64            `json:"base,omitempty"`      // majority: what the share is of
	Needed    int64            `json:"needed,omitempty"`    // majority: the least number of yes that passes
	Abstained int64            `json:"abstained,omitempty"` // median
	Sorted    []int64          `json:"sorted,omitempty"`    // median: the line of values
	Middle    []int64          `json:"middle,omitempty"`    // median: the value in the middle, or the two

	Options   []string `json:"options,omitempty"`   // those counted: the order of rows and columns
	Withdrawn []string `json:"withdrawn,omitempty"` // those not counted
	Blank     int64    `json:"blank,omitempty"`     // ballots that name no option counted
	Void      int64    `json:"void,omitempty"`      // IRV, Scottish STV: ballots that rank their first ones equal

	Pairwise       [][]int64        `json:"pairwise,omitempty"`        // ballots that rank the row above the column
	StrongestPaths [][]int64        `json:"strongest_paths,omitempty"` // Schulze: from row to column, 0 for none
	Undefeated     []string         `json:"undefeated,omitempty"`      // Schulze: before ties are broken
	Defeats        []Defeat         `json:"defeats,omitempty"`         // ranked pairs: in the order they were looked at
	Worst          map[string]int64 `json:"worst_defeats,omitempty"`   // minimax: votes in the strongest defeat, 0 for none

	Quota  int64   `json:"quota,omitempty"` // Scottish STV, in whole votes
	Stages []Stage `json:"stages,omitempty"`

	Scores      map[string]Halves  `json:"scores,omitempty"` // approvals, scores or Borda points
	Fives       map[string]int64   `json:"fives,omitempty"`  // STAR: ballots that give the highest score
	Runoff      *Runoff            `json:"runoff,omitempty"` // STAR
	Scale       []string           `json:"scale,omitempty"`  // majority judgment: best first
	Grades      map[string]string  `json:"grades,omitempty"` // majority judgment: the grade in the middle
	GradeCounts map[string][]int64 `json:"grade_counts,omitempty"`

	Ties     []Tie    `json:"ties,omitempty"`
	LotOrder []string `json:"lot_order,omitempty"` // given where a tie was broken by it; the first wins a tie
}

// Defeat is one option beating another, and whether ranked pairs kept it.
type Defeat struct {
	Winner  string `json:"winner"`
	Loser   string `json:"loser"`
	Votes   int64  `json:"votes"`
	Against int64  `json:"against"`
	Locked  bool   `json:"locked"`         // false: it would contradict stronger ones
	Open    bool   `json:"open,omitempty"` // no lot is named and it would decide
}

// Action is what a stage of a transferable vote did.
type Action string

// The actions.
const (
	FirstPreferences Action = "first preferences"
	SurplusOf        Action = "surplus"
	ExclusionOf      Action = "exclusion"
)

// Stage is one step of IRV or Scottish STV. Totals, Exhausted and Lost add up to the ballots that are not blank.
type Stage struct {
	Action    Action             `json:"action"`
	Option    string             `json:"option,omitempty"`    // whose votes were transferred
	Totals    map[string]Decimal `json:"totals"`              // at the end of the stage, everyone counted
	Transfers map[string]Decimal `json:"transfers,omitempty"` // what the stage added to each
	Exhausted Decimal            `json:"exhausted"`           // non-transferable so far
	Lost      Decimal            `json:"lost"`                // cut off behind the fifth decimal so far
	Elected   []string           `json:"elected,omitempty"`   // by this stage, most votes first
	Excluded  []string           `json:"excluded,omitempty"`  // by this stage
}

// Runoff is the last step of STAR.
type Runoff struct {
	Finalists [2]string `json:"finalists"`
	Votes     [2]int64  `json:"votes"` // ballots that score the one above the other
	Equal     int64     `json:"equal"`
}

// Tied says what a tie was about.
type Tied string

// What ties are about.
const (
	ForWinner    Tied = "winner"
	ForSurplus   Tied = "surplus"   // whose surplus goes first
	ForExclusion Tied = "exclusion" // who is excluded
	ForFinalist  Tied = "finalist"
	ForDefeats   Tied = "defeats" // which of equal defeats is looked at first
)

// Breaker says what decided a tie.
type Breaker string

// What decides ties.
const (
	ByStatusQuo  Breaker = "status quo"
	ByNearest    Breaker = "nearest to the status quo"
	ByStage      Breaker = "earlier stage"
	ByHeadToHead Breaker = "head-to-head"
	ByScore      Breaker = "score"
	ByFives      Breaker = "fives"
	ByLot        Breaker = "lot"
	Undecided    Breaker = "undecided" // only a lot could, and the election names none
)

// Tie is one tie and what decided it.
type Tie struct {
	About   Tied     `json:"about"`
	Stage   int      `json:"stage,omitempty"` // the stage it came up after, from 1
	Options []string `json:"options"`
	By      Breaker  `json:"by"`
	Earlier int      `json:"earlier,omitempty"` // the earlier stage that decided, from 1
	Chosen  []string `json:"chosen,omitempty"`  // who won it, or with an exclusion who is excluded
}
