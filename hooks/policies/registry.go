package policies

import "cooperage/hooks/locale"

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
	FreezeDays         Key = "freeze_days"
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

	MentorshipEveryDays  Key = "mentorship_every_days"
	MentorshipEnrolDays  Key = "mentorship_enrol_days"
	MentorshipRankDays   Key = "mentorship_rank_days"
	MentorshipAcceptDays Key = "mentorship_accept_days"
	MentorshipLengthDays Key = "mentorship_length_days"
	MentorshipMinutes    Key = "mentorship_minutes"

	TreasuryVisibility Key = "treasury_visibility"
)

const year = 366

// registry lists them in the order of /rules. Rates are basis points, amounts minor units.
var registry = []Policy{
	{Key: CommissionRate, Group: Fees, Type: TypeRate, Min: 0, Max: 5000, Default: "600",
		Name: locale.Mark("Commission"),
		Text: locale.Mark("The share of each order that the co-op keeps. It pays for hosting, payment fees, mediation, mentoring and the reserve.")},
	{Key: CommissionMin, Group: Fees, Type: TypeRate, Min: 0, Max: 5000, Default: "0",
		Name: locale.Mark("Lowest commission"),
		Text: locale.Mark("No motion about the fee level can go below this rate.")},
	{Key: CommissionMax, Group: Fees, Type: TypeRate, Min: 0, Max: 5000, Default: "1500",
		Name: locale.Mark("Highest commission"),
		Text: locale.Mark("No motion about the fee level can go above this rate.")},
	{Key: CommissionGrid, Group: Fees, Type: TypeRate, Min: 1, Max: 500, Default: "25",
		Name: locale.Mark("Steps of the commission"),
		Text: locale.Mark("Ballots about the fee level name a rate that is a multiple of this one.")},
	{Key: CommissionMaxStep, Group: Fees, Type: TypeRate, Min: 1, Max: 5000, Default: "200",
		Name: locale.Mark("Largest change at once"),
		Text: locale.Mark("A fee vote that moves the commission by more than this needs a second, confirming vote at the qualified majority.")},
	{Key: DuesAmount, Group: Fees, Type: TypeAmount, Min: 0, Max: 100_000_000, Default: "0",
		Name: locale.Mark("Dues"),
		Text: locale.Mark("What each member pays the co-op regularly, whatever they earn.")},
	{Key: DuesPeriod, Group: Fees, Type: TypeChoice, Default: `"month"`,
		Options: []Option{{"month", locale.Mark("each month")}, {"quarter", locale.Mark("each quarter")}, {"year", locale.Mark("each year")}},
		Name:    locale.Mark("Dues period"),
		Text:    locale.Mark("How often dues are invoiced.")},
	{Key: ShareAmount, Group: Fees, Type: TypeAmount, Min: 0, Max: 1_000_000_000, Default: "0",
		Name: locale.Mark("Member share"),
		Text: locale.Mark("The capital each member pays in on joining and gets back on leaving.")},

	{Key: AnswerDays, Group: Orders, Type: TypeDays, Min: 1, Max: 60, Default: "7",
		Name: locale.Mark("Time to answer an order"),
		Text: locale.Mark("An order that the member has not accepted by then lapses.")},
	{Key: FundsExpireDays, Group: Orders, Type: TypeDays, Min: 1, Max: 90, Default: "14",
		Name: locale.Mark("Time to pay"),
		Text: locale.Mark("An accepted order that is not paid by then lapses.")},
	{Key: AutoAcceptDays, Group: Orders, Type: TypeDays, Min: 1, Max: 90, Default: "14",
		Name: locale.Mark("Acceptance by silence"),
		Text: locale.Mark("A delivery that the client neither accepts nor returns counts as accepted after these days, so that nobody waits for pay for ever.")},
	{Key: OrderReminderDays, Group: Orders, Type: TypeDays, Min: 1, Max: 30, Default: "3",
		Name: locale.Mark("Reminder before a deadline"),
		Text: locale.Mark("How long before an order's deadline both sides are reminded of it.")},
	{Key: RevisionRounds, Group: Orders, Type: TypeNumber, Min: 0, Max: 20, Default: "2",
		Name: locale.Mark("Rounds of changes"),
		Text: locale.Mark("How often a client may ask for changes when a package does not say otherwise.")},

	{Key: Admission, Group: Membership, Type: TypeChoice, Default: `"steward"`,
		Options: []Option{{"steward", locale.Mark("a steward decides")}, {"vote", locale.Mark("the members vote")}},
		Name:    locale.Mark("Admission"),
		Text:    locale.Mark("Who decides about an application to join.")},
	{Key: Signup, Group: Membership, Type: TypeChoice, Default: `"open"`,
		Options: []Option{{"open", locale.Mark("open to everyone")}, {"closed", locale.Mark("closed")}},
		Name:    locale.Mark("Sign-up"),
		Text:    locale.Mark("Whether people can make an account by themselves, as clients or to apply.")},
	{Key: ActivateOnPaid, Group: Membership, Type: TypeYesNo, Default: "false",
		Name: locale.Mark("Share before work"),
		Text: locale.Mark("Whether an admitted member becomes active only once the share and the first dues are paid.")},
	{Key: SecondFactor, Group: Membership, Type: TypeYesNo, Default: "true",
		Name: locale.Mark("Second factor for officers"),
		Text: locale.Mark("Whether whoever holds an office must confirm each sign-in with a second factor.")},
	{Key: OfficeTermMonths, Group: Membership, Type: TypeNumber, Min: 1, Max: 60, Default: "24",
		Name: locale.Mark("Term of office, in months"),
		Text: locale.Mark("How long somebody holds an office before it must be filled anew.")},

	{Key: SecondsNeeded, Group: Votes, Type: TypeNumber, Min: 0, Max: 50, Default: "2",
		Name: locale.Mark("Seconds"),
		Text: locale.Mark("How many other members must second a draft before the co-op talks about it.")},
	{Key: NoticeDays, Group: Votes, Type: TypeDays, Min: 1, Max: 90, Default: "14",
		Name: locale.Mark("Notice period"),
		Text: locale.Mark("How long a seconded motion is talked over before its text freezes and voting opens.")},
	{Key: FreezeDays, Group: Votes, Type: TypeDays, Min: 0, Max: 30, Default: "2",
		Name: locale.Mark("Text freeze"),
		Text: locale.Mark("How long before voting opens the text of a motion can no longer be amended, so that nobody votes on words that changed overnight.")},
	{Key: VotingDays, Group: Votes, Type: TypeDays, Min: 1, Max: 60, Default: "7",
		Name: locale.Mark("Voting period"),
		Text: locale.Mark("How long a vote stays open.")},
	{Key: Quorum, Group: Votes, Type: TypeShare, Default: `"1/2"`,
		Name: locale.Mark("Quorum"),
		Text: locale.Mark("The share of the roll that must take part; abstaining counts as taking part. Without it everything stays as it is.")},
	{Key: RepeatQuorum, Group: Votes, Type: TypeShare, Default: `"1/4"`,
		Name: locale.Mark("Quorum of a repeat"),
		Text: locale.Mark("A vote that misses its quorum can be repeated once, with this one.")},
	{Key: QualifiedThreshold, Group: Votes, Type: TypeShare, Default: `"2/3"`,
		Name: locale.Mark("Qualified majority"),
		Text: locale.Mark("The share that a motion of weight needs: at least this much, where a simple majority is more than half.")},
	{Key: MajorityBase, Group: Votes, Type: TypeChoice, Default: `"votes"`,
		Options: []Option{{"votes", locale.Mark("of the votes for and against")}, {"roll", locale.Mark("of everyone on the roll")}},
		Name:    locale.Mark("Base of majorities"),
		Text:    locale.Mark("What a majority is counted of.")},
	{Key: EnactmentDelayDays, Group: Votes, Type: TypeDays, Min: 0, Max: year, Default: "14",
		Name: locale.Mark("Time until a decision holds"),
		Text: locale.Mark("A decided rule takes effect on the first of a month at least this long after the vote closed.")},
	{Key: CooldownDays, Group: Votes, Type: TypeDays, Min: 0, Max: 2 * year, Default: "90",
		Name: locale.Mark("Rest after a decision"),
		Text: locale.Mark("How long a decided subject rests before it can be moved again.")},
	{Key: SecrecyFeeLevel, Group: Votes, Type: TypeChoice, Default: `"secret"`, Options: secrecy,
		Name: locale.Mark("Ballots about the fee level"),
		Text: locale.Mark("Secret ballots are final and cannot be linked to a person after the count; open ones carry the name and can be changed until the close.")},
	{Key: SecrecyResolution, Group: Votes, Type: TypeChoice, Default: `"open"`, Options: secrecy,
		Name: locale.Mark("Ballots about resolutions"),
		Text: locale.Mark("Whether a yes-or-no question is voted on secretly or by name.")},
	{Key: SecrecyDemand, Group: Votes, Type: TypeNumber, Min: 1, Max: 50, Default: "2",
		Name: locale.Mark("Demand for secrecy"),
		Text: locale.Mark("This many members can demand that an open vote be secret.")},
	{Key: RecountDemand, Group: Votes, Type: TypeNumber, Min: 1, Max: 50, Default: "3",
		Name: locale.Mark("Demand for a recount"),
		Text: locale.Mark("This many members can demand a recount before a decision takes effect.")},
	{Key: FirstReminderDays, Group: Votes, Type: TypeDays, Min: 1, Max: 60, Default: "3",
		Name: locale.Mark("First reminder"),
		Text: locale.Mark("How long before the close those who have not voted are reminded the first time.")},
	{Key: LastReminderDays, Group: Votes, Type: TypeDays, Min: 1, Max: 60, Default: "1",
		Name: locale.Mark("Last reminder"),
		Text: locale.Mark("How long before the close those who have not voted are reminded the last time.")},
	{Key: InFoundingPhase, Group: Votes, Type: TypeYesNo, Default: "true",
		Name: locale.Mark("Founding phase"),
		Text: locale.Mark("While it lasts the founders set the rules themselves. It ends with the fifth member at the latest; from then on only votes change a rule.")},

	{Key: MentorshipEveryDays, Group: Learning, Type: TypeDays, Min: 0, Max: 2 * year, Default: "182",
		Name: locale.Mark("Time between mentorship rounds"),
		Text: locale.Mark("A new round opens by itself this long after the one before it opened. With 0 only a steward opens rounds.")},
	{Key: MentorshipEnrolDays, Group: Learning, Type: TypeDays, Min: 1, Max: 90, Default: "14",
		Name: locale.Mark("Time to enrol"),
		Text: locale.Mark("How long a mentorship round takes new mentors and mentees.")},
	{Key: MentorshipRankDays, Group: Learning, Type: TypeDays, Min: 1, Max: 60, Default: "7",
		Name: locale.Mark("Time to rank"),
		Text: locale.Mark("How long everybody in a round can still rank the others after enrolment has ended.")},
	{Key: MentorshipAcceptDays, Group: Learning, Type: TypeDays, Min: 1, Max: 30, Default: "7",
		Name: locale.Mark("Time to accept a match"),
		Text: locale.Mark("A match that one of the two has not accepted by then is given up, and the place goes to a second run.")},
	{Key: MentorshipLengthDays, Group: Learning, Type: TypeDays, Min: 14, Max: year, Default: "120",
		Name: locale.Mark("Length of a mentorship"),
		Text: locale.Mark("How long the pairs of a round meet before it closes with feedback.")},
	{Key: MentorshipMinutes, Group: Learning, Type: TypeNumber, Min: 15, Max: 1200, Default: "60",
		Name: locale.Mark("Common time of a pair, in minutes"),
		Text: locale.Mark("How many minutes a week two people must both be free so that they can be matched.")},

	{Key: TreasuryVisibility, Group: Openness, Type: TypeChoice, Default: `"public"`,
		Options: []Option{{"public", locale.Mark("everyone")}, {"members", locale.Mark("members only")}},
		Name:    locale.Mark("The treasury"),
		Text:    locale.Mark("Who can see the co-op's income, spending and reserve.")},
}

var secrecy = []Option{{"secret", locale.Mark("secret")}, {"open", locale.Mark("open, by name")}}
