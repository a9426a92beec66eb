package credential

// iptc is where the IPTC keeps its digital source types; each term's address is this and its code.
const iptc = "http://cv.iptc.org/newscodes/digitalsourcetype/"

// sources are the IPTC digital source types in force that the tiers use, with their English names.
var sources = map[string]string{
	"digitalCreation":                      "Digital creation",
	"humanEdits":                           "Human-edited media",
	"digitalCapture":                       "Digital capture sampled from real life",
	"computationalCapture":                 "Multi-frame computational capture sampled from real life",
	"negativeFilm":                         "Digitised from a transparent negative",
	"positiveFilm":                         "Digitised from a transparent positive",
	"print":                                "Digitised from a non-transparent medium",
	"compositeCapture":                     "Composite of captured elements",
	"screenCapture":                        "Screen capture",
	"dataDrivenMedia":                      "Data-driven media",
	"algorithmicallyEnhanced":              "Algorithmically-altered media",
	"compositeWithTrainedAlgorithmicMedia": "Edited using generative AI",
	"compositeSynthetic":                   "Composite including generative AI elements",
	"trainedAlgorithmicMedia":              "Created using generative AI",
}

// alignment ties an achievement to a digital source type.
func alignment(code string) any {
	return object{"type": []any{"Alignment"}, "targetCode": code, "targetName": sources[code],
		"targetFramework": "IPTC Digital Source Type", "targetUrl": iptc + code}
}
