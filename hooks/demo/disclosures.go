package demo

// disclosure is one part of the deliveries of a gig and how it is made: kind and tier of the part, and the tool with
// its purpose where a model was used.
type disclosure struct {
	title, kind, tier string
	tool, purpose     string
}

// disclosures are the parts that the deliveries of a gig have.
var disclosures = map[string][]disclosure{
	"plates":      {{"Plate, scanned at 1,200 dpi", "image", "human", "", ""}},
	"fieldday":    {{"Sketches", "image", "human", "", ""}, {"Species list", "text", "human", "", ""}},
	"editorial":   {{"Illustration", "image", "human", "", ""}},
	"quarterly":   {{"Cover art", "image", "human", "", ""}},
	"picturebook": {{"Sketches", "image", "human", "", ""}},
	"mural":       {{"Scale drawing", "image", "human", "", ""}, {"Colour list", "text", "human", "", ""}},
	"sprigs":      {{"Repeat and separations", "image", "human", "", ""}},
	"checks":      {{"Mill card", "other", "human", "", ""}, {"Drafts", "image", "human", "", ""}},
	"mark":        {{"Mark in all formats", "image", "human", "", ""}, {"Page of rules", "text", "human", "", ""}},
	"stationery":  {{"Templates", "image", "human", "", ""}},
	"poster": {{"Composition and lettering", "image", "human", "", ""},
		{"Texture", "image", "hybrid", "Stable Diffusion XL, on my own machine", "Grain generated from scans of my own paper cut-outs, then cut and placed by hand"}},
	"covers":      {{"Cover, print-ready", "image", "human", "", ""}},
	"inside":      {{"Typeset pages", "text", "human", "", ""}},
	"lettering":   {{"Outlines", "image", "human", "", ""}},
	"labels":      {{"Label, print-ready", "image", "human", "", ""}},
	"legal":       {{"Translation", "text", "human", "", ""}, {"List of terms", "text", "human", "", ""}},
	"novel":       {{"Sample translation", "text", "human", "", ""}, {"Reader's report", "text", "human", "", ""}},
	"leaflets":    {{"Leaflet", "text", "human", "", ""}, {"Readers' questions", "text", "human", "", ""}},
	"description": {{"Script with time codes", "text", "human", "", ""}, {"Recording", "audio", "human", "", ""}},
	"essay": {{"Essay", "text", "human", "", ""},
		{"List of research leads", "text", "assisted", "Mixtral 8x7B, run locally", "Asked which newspapers of 1954 might have reported; every lead was checked in the reading room"}},
	"editing":  {{"Edited manuscript", "text", "human", "", ""}, {"Letter about the whole", "text", "human", "", ""}},
	"workshop": {{"Rewritten letters", "text", "human", "", ""}, {"Measurements", "other", "human", "", ""}},
	"letters": {{"Letter, rewritten", "text", "human", "", ""},
		{"Marked sentences", "text", "assisted", "Readability checker with a language model", "Marked four long sentences in the old letter; the rewriting is mine"}},
	"podcast": {{"Mixed episode", "audio", "assisted", "RNNoise", "Learned noise reduction on the passages named in the note; no word was generated or moved"}},
	"score":   {{"Recording and stems", "audio", "human", "", ""}},
	"a11y": {{"Findings", "text", "human", "", ""},
		{"Patches", "code", "assisted", "GitHub Copilot", "Drafted the patches named in the note; each was rewritten and tested by me"}},
	"forms":  {{"Form", "other", "human", "", ""}, {"Recordings of the tests", "audio", "human", "", ""}},
	"review": {{"Report", "text", "human", "", ""}, {"Tests", "code", "human", "", ""}},
	"walking": {{"Map", "image", "assisted", "A generalisation model trained on open cadastral data", "Proposed which houses to merge; corrected block by block"},
		{"Page for telephones", "code", "human", "", ""}},
	"trails": {{"Trails, contours and lettering", "image", "human", "", ""},
		{"Relief shading", "image", "assisted", "A denoising model", "Smoothed the shading; the terrain data is the survey's"}},
	"reserve": {{"Boardwalks and lettering", "image", "human", "", ""},
		{"Relief shading", "image", "assisted", "A denoising model", "Smoothed the shading; the terrain data is the survey's"}},
	"figures":   {{"Figure", "image", "human", "", ""}, {"Checked table", "other", "human", "", ""}},
	"catalogue": {{"Photographs", "image", "human", "", ""}},
}
