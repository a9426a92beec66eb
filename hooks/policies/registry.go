package policies

// The policies of this program. A key is never renamed: versions and frozen records hold it.
const (
	CommissionRate    Key = "commission_rate"
	CommissionMin     Key = "commission_min"
	CommissionMax     Key = "commission_max"
	CommissionGrid    Key = "commission_grid"
	CommissionMaxStep Key = "commission_max_step"
	DuesAmount        Key = "dues_minor"
	DuesPeriod        Key = "dues_period"
	ShareAmount       Key = "share_minor"

	FundsExpireDays   Key = "funds_expire_days"
	AutoAcceptDays    Key = "auto_accept_days"
	OrderReminderDays Key = "order_reminder_days"
	RevisionRounds    Key = "revision_rounds"
	AnswerDays        Key = "answer_days"

	Admission        Key = "admission"
	Signup           Key = "signup"
	ActivateOnPaid   Key = "activate_on_paid"
	SecondFactor     Key = "officers_second_factor"
	OfficeTermMonths Key = "office_term_months"

	NoticeDays         Key = "notice_days"
	VotingDays         Key = "voting_days"
	SecondsNeeded      Key = "seconds_needed"
	Quorum             Key = "quorum"
	RepeatQuorum       Key = "repeat_quorum"
	QualifiedThreshold Key = "qualified_threshold"
	MajorityBase       Key = "majority_base"
	EnactmentDelayDays Key = "enactment_delay_days"
	CooldownDays       Key = "cooldown_days"
	SecrecyFeeLevel    Key = "ballot_secrecy_fee_level"
	SecrecyResolution  Key = "ballot_secrecy_resolution"
	SecrecyDemand      Key = "secrecy_demand"
	RecountDemand      Key = "recount_demand"
	FirstReminderDays  Key = "first_reminder_days"
	LastReminderDays   Key = "last_reminder_days"
	InFoundingPhase    Key = "founding"

	TreasuryVisibility Key = "treasury_visibility"
)

const year = 366

// registry lists them in the order of /rules. Rates are basis points, amounts minor units.
var registry = []Policy{
	{Key: CommissionRate, Group: Fees, Type: TypeRate, Min: 0, Max: 5000, Default: "600",
		Name: mark("Commission"),
		Text: mark("The share of each order that the co-op keeps. It pays for hosting, payment fees, mediation, mentoring and the reserve.")},
	{Key: CommissionMin, Group: Fees, Type: TypeRate, Min: 0, Max: 5000, Default: "0",
		Name: mark("Lowest commission"),
		Text: mark("No motion about the fee level can go below this rate.")},
	{Key: CommissionMax, Group: Fees, Type: TypeRate, Min: 0, Max: 5000, Default: "1500",
		Name: mark("Highest commission"),
		Text: mark("No motion about the fee level can go above this rate.")},
	{Key: CommissionGrid, Group: Fees, Type: TypeRate, Min: 1, Max: 500, Default: "25",
		Name: mark("Steps of the commission"),
		Text: mark("Ballots about the fee level name a rate that is a multiple of this one.")},
	{Key: CommissionMaxStep, Group: Fees, Type: TypeRate, Min: 1, Max: 5000, Default: "200",
		Name: mark("Largest change at once"),
		Text: mark("A fee vote that moves the commission by more than this needs a second, confirming vote at the qualified majority.")},
	{Key: DuesAmount, Group: Fees, Type: TypeAmount, Min: 0, Max: 100_000_000, Default: "0",
		Name: mark("Dues"),
		Text: mark("What each member pays the co-op regularly, whatever they earn.")},
	{Key: DuesPeriod, Group: Fees, Type: TypeChoice, Default: `"month"`,
		Options: []Option{{"month", mark("each month")}, {"quarter", mark("each quarter")}, {"year", mark("each year")}},
		Name:    mark("Dues period"),
		Text:    mark("How often dues are invoiced.")},
	{Key: ShareAmount, Group: Fees, Type: TypeAmount, Min: 0, Max: 1_000_000_000, Default: "0",
		Name: mark("Member share"),
		Text: mark("The capital each member pays in on joining and gets back on leaving.")},

	{Key: AnswerDays, Group: Orders, Type: TypeDays, Min: 1, Max: 60, Default: "7",
		Name: mark("Time to answer an order"),
		Text: mark("An order that the member has not accepted by then lapses.")},
	{Key: FundsExpireDays, Group: Orders, Type: TypeDays, Min: 1, Max: 90, Default: "14",
		Name: mark("Time to pay"),
		Text: mark("An accepted order that is not paid by then lapses.")},
	{Key: AutoAcceptDays, Group: Orders, Type: TypeDays, Min: 1, Max: 90, Default: "14",
		Name: mark("Acceptance by silence"),
		Text: mark("A delivery that the client neither accepts nor returns counts as accepted after these days, so that nobody waits for pay for ever.")},
	{Key: OrderReminderDays, Group: Orders, Type: TypeDays, Min: 1, Max: 30, Default: "3",
		Name: mark("Reminder before a deadline"),
		Text: mark("How long before an order's deadline both sides are reminded of it.")},
	{Key: RevisionRounds, Group: Orders, Type: TypeNumber, Min: 0, Max: 20, Default: "2",
		Name: mark("Rounds of changes"),
		Text: mark("How often a client may ask for changes when a package does not say otherwise.")},

	{Key: Admission, Group: Membership, Type: TypeChoice, Default: `"steward"`,
		Options: []Option{{"steward", mark("a steward decides")}, {"vote", mark("the members vote")}},
		Name:    mark("Admission"),
		Text:    mark("Who decides about an application to join.")},
	{Key: Signup, Group: Membership, Type: TypeChoice, Default: `"open"`,
		Options: []Option{{"open", mark("open to everyone")}, {"closed", mark("closed")}},
		Name:    mark("Sign-up"),
		Text:    mark("Whether people can make an account by themselves, as clients or to apply.")},
	{Key: ActivateOnPaid, Group: Membership, Type: TypeYesNo, Default: "false",
		Name: mark("Share before work"),
		Text: mark("Whether an admitted member becomes active only once the share and the first dues are paid.")},
	{Key: SecondFactor, Group: Membership, Type: TypeYesNo, Default: "true",
		Name: mark("Second factor for officers"),
		Text: mark("Whether whoever holds an office must confirm each sign-in with a second factor.")},
	{Key: OfficeTermMonths, Group: Membership, Type: TypeNumber, Min: 1, Max: 60, Default: "24",
		Name: mark("Term of office, in months"),
		Text: mark("How long somebody holds an office before it must be filled anew.")},

	{Key: SecondsNeeded, Group: Votes, Type: TypeNumber, Min: 0, Max: 50, Default: "2",
		Name: mark("Seconds"),
		Text: mark("How many other members must second a draft before the co-op talks about it.")},
	{Key: NoticeDays, Group: Votes, Type: TypeDays, Min: 1, Max: 90, Default: "14",
		Name: mark("Notice period"),
		Text: mark("How long a seconded motion is talked over before its text freezes and voting opens.")},
	{Key: VotingDays, Group: Votes, Type: TypeDays, Min: 1, Max: 60, Default: "7",
		Name: mark("Voting period"),
		Text: mark("How long a vote stays open.")},
	{Key: Quorum, Group: Votes, Type: TypeShare, Default: `"1/2"`,
		Name: mark("Quorum"),
		Text: mark("The share of the roll that must take part; abstaining counts as taking part. Without it everything stays as it is.")},
	{Key: RepeatQuorum, Group: Votes, Type: TypeShare, Default: `"1/4"`,
		Name: mark("Quorum of a repeat"),
		Text: mark("A vote that misses its quorum can be repeated once, with this one.")},
	{Key: QualifiedThreshold, Group: Votes, Type: TypeShare, Default: `"2/3"`,
		Name: mark("Qualified majority"),
		Text: mark("The share that a motion of weight needs: at least this much, where a simple majority is more than half.")},
	{Key: MajorityBase, Group: Votes, Type: TypeChoice, Default: `"votes"`,
		Options: []Option{{"votes", mark("of the votes for and against")}, {"roll", mark("of everyone on the roll")}},
		Name:    mark("Base of majorities"),
		Text:    mark("What a majority is counted of.")},
	{Key: EnactmentDelayDays, Group: Votes, Type: TypeDays, Min: 0, Max: year, Default: "14",
		Name: mark("Time until a decision holds"),
		Text: mark("A decided rule takes effect on the first of a month at least this long after the vote closed.")},
	{Key: CooldownDays, Group: Votes, Type: TypeDays, Min: 0, Max: 2 * year, Default: "90",
		Name: mark("Rest after a decision"),
		Text: mark("How long a decided subject rests before it can be moved again.")},
	{Key: SecrecyFeeLevel, Group: Votes, Type: TypeChoice, Default: `"secret"`, Options: secrecy,
		Name: mark("Ballots about the fee level"),
		Text: mark("Secret ballots are final and cannot be linked to a person after the count; open ones carry the name and can be changed until the close.")},
	{Key: SecrecyResolution, Group: Votes, Type: TypeChoice, Default: `"open"`, Options: secrecy,
		Name: mark("Ballots about resolutions"),
		Text: mark("Whether a yes-or-no question is voted on secretly or by name.")},
	{Key: SecrecyDemand, Group: Votes, Type: TypeNumber, Min: 1, Max: 50, Default: "2",
		Name: mark("Demand for secrecy"),
		Text: mark("This many members can demand that an open vote be secret.")},
	{Key: RecountDemand, Group: Votes, Type: TypeNumber, Min: 1, Max: 50, Default: "3",
		Name: mark("Demand for a recount"),
		Text: mark("This many members can demand a recount before a decision takes effect.")},
	{Key: FirstReminderDays, Group: Votes, Type: TypeDays, Min: 1, Max: 60, Default: "3",
		Name: mark("First reminder"),
		Text: mark("How long before the close those who have not voted are reminded the first time.")},
	{Key: LastReminderDays, Group: Votes, Type: TypeDays, Min: 1, Max: 60, Default: "1",
		Name: mark("Last reminder"),
		Text: mark("How long before the close those who have not voted are reminded the last time.")},
	{Key: InFoundingPhase, Group: Votes, Type: TypeYesNo, Default: "true",
		Name: mark("Founding phase"),
		Text: mark("While it lasts the founders set the rules themselves. It ends with the fifth member at the latest; from then on only votes change a rule.")},

	{Key: TreasuryVisibility, Group: Openness, Type: TypeChoice, Default: `"public"`,
		Options: []Option{{"public", mark("everyone")}, {"members", mark("members only")}},
		Name:    mark("The treasury"),
		Text:    mark("Who can see the co-op's income, spending and reserve.")},
}

var secrecy = []Option{{"secret", mark("secret")}, {"open", mark("open, by name")}}

// mark notes a text for the catalogues.
func mark(text string) string { return text }
