package certificates

import (
	"cooperage/hooks/locale"
	"cooperage/hooks/notices"
)

// partKinds are the kinds of parts that a delivery has, as orders name them.
var partKinds = []string{"text", "image", "audio", "video", "code", "other"}

var kindTexts = map[string]string{"text": locale.Mark("Text"), "image": locale.Mark("Image"), "audio": locale.Mark("Audio"), "video": locale.Mark("Video"),
	"code": locale.Mark("Code"), "other": locale.Mark("Other")}

// KindText is the catalogue key of the part's kind.
func (p Part) KindText() string { return kindTexts[p.Kind] }

// sourceTexts are the IPTC digital source types of work that no generative model had a part in, in plain words.
var sourceTexts = map[string]string{
	"digitalCreation": locale.Mark("made by a person with digital tools"), "humanEdits": locale.Mark("edited by a person"),
	"digitalCapture": locale.Mark("photographed, filmed or recorded"), "computationalCapture": locale.Mark("captured in several frames by the camera"),
	"negativeFilm": locale.Mark("scanned from negative film"), "positiveFilm": locale.Mark("scanned from slide film"), "print": locale.Mark("scanned from paper"),
	"compositeCapture": locale.Mark("put together from captures"), "screenCapture": locale.Mark("captured from a screen"),
	"dataDrivenMedia": locale.Mark("drawn from data"), "algorithmicallyEnhanced": locale.Mark("enhanced by an algorithm that generates nothing"),
}

// criteria are the rules by which a work counts as human-made, as they are signed and shown.
var criteria = locale.Mark("No generative model made or changed anything delivered, nor the drafts it builds on. Members of the co-op who had no part in the work looked at how it came about and agreed.")

// NewsKinds are the kinds of news that the room tells.
func NewsKinds() []notices.Kind {
	return []notices.Kind{{Name: "certificate", Title: locale.Mark("Your certificates"),
		About: locale.Mark("A work of yours is certified, or a steward suspends, reinstates or revokes its certificate."),
		Why:   locale.Mark("You get this mail because it concerns the certificate of a work of yours at %s."), Prompt: true}}
}
