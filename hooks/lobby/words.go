package lobby

import "cooperage/hooks/locale"

// officeTexts are the offices as the page of a member names them.
var officeTexts = map[string]string{
	"treasurer": locale.Mark("Treasurer"), "steward": locale.Mark("Steward"),
	"moderator": locale.Mark("Moderator"), "board": locale.Mark("Board member"),
}
