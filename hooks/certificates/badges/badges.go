// Package badges draws the signs of the co-op: one for each tier and the seal of a certified work, as an SVG and as a
// PNG from the same outlines. A sign differs from the others in its shape, never in its colour alone, and stands on a
// ground of its own, so that it can be read on any page and in print. The seal is a barrel seen from the top: the ends
// of its staves, the hoop and, on the head, a hand with its thumb drawn as a tick. Below 48 px the details are left out.
package badges

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/image/vector"
)

// Kind is what a badge says of a work: the code of a tier, or that the co-op certified it.
type Kind string

// The kinds. Any other is drawn as Hybrid, which claims least.
const (
	Certified Kind = "certified"
	Human     Kind = "human"
	Assisted  Kind = "assisted"
	Hybrid    Kind = "hybrid"
)

// State is whether the badge is in force.
type State string

// The states. Any other is drawn as Revoked, so that nothing looks valid by mistake.
const (
	Valid     State = "valid"
	Suspended State = "suspended"
	Revoked   State = "revoked"
	Expired   State = "expired"
)

// MinSize and MaxSize are the smallest and the largest width and height of a PNG in px.
const (
	MinSize = 24
	MaxSize = 1024
)

// usual is the size of an SVG that names none; it grows and shrinks as its page wants.
const usual = 96

// Badge is what to draw. Title and Description are any text: what a screen reader says of the SVG, in the language
// Lang, a BCP 47 tag.
type Badge struct {
	Kind                     Kind
	State                    State
	Title, Description, Lang string
	Size                     int // width and height in px; an SVG without one is 96 px
}

// SVG returns the badge as a file of its own, to be shown by an img: inlined, its names and styles would reach the page.
// It holds both drawings and shows the one for the size it is shown at, and follows the scheme of its page. A reader
// that knows no styles shows the detailed one in the light colours. Without a title it says its kind and state.
func SVG(b Badge) []byte {
	size, title, description, lang := b.Size, plain(b.Title), plain(b.Description), ""
	if size <= 0 {
		size = usual
	}
	if title == "" {
		title = plain(string(b.Kind) + ", " + string(b.State))
	}
	names, about := "badge-title", ""
	if description != "" {
		names, about = names+" badge-description", `<desc id="badge-description">`+escape(description)+`</desc>`
	}
	if tag.MatchString(b.Lang) {
		lang = ` lang="` + b.Lang + `"`
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="%s"%s>`, box, box, size, size, names, lang)
	fmt.Fprintf(&out, `<title id="badge-title">%s</title>%s`, escape(title), about)
	all, few := drawing(b.Kind, b.State, true), drawing(b.Kind, b.State, false)
	fmt.Fprintf(&out, "<style>@media screen and (prefers-color-scheme:dark){%s}@media (max-width:%d.9px){.small{display:inline}.large{display:none}}</style>", dark(append(slices.Clone(all), few...)), fine-1)
	fmt.Fprintf(&out, `<g class="large">%s</g><g class="small" display="none">%s</g></svg>`, paths(all), paths(few))
	return out.Bytes()
}

// PNG returns the badge as a picture in the light colours, on nothing. It fails when the size is not between MinSize
// and MaxSize.
func PNG(b Badge) ([]byte, error) {
	if b.Size < MinSize || b.Size > MaxSize {
		return nil, fmt.Errorf("a badge of %d px: a picture has %d to %d", b.Size, MinSize, MaxSize)
	}
	var out bytes.Buffer
	err := png.Encode(&out, raster(drawing(b.Kind, b.State, b.Size >= fine), b.Size))
	return out.Bytes(), err
}

// raster fills the shapes on a square of so many pixels.
func raster(shapes []shape, size int) *image.RGBA {
	canvas := image.NewRGBA(image.Rect(0, 0, size, size))
	z := vector.NewRasterizer(size, size)
	for _, s := range shapes {
		z.Reset(size, size)
		s.path.trace(z, float64(size)/box)
		z.Draw(canvas, canvas.Bounds(), image.NewUniform(inks[s.role].light), image.Point{})
	}
	return canvas
}

// paths is the shapes as elements, each with its light colour and the class that makes it dark.
func paths(shapes []shape) []byte {
	var out bytes.Buffer
	for _, s := range shapes {
		fmt.Fprintf(&out, `<path class="c%d" fill="%s" d="%s"/>`, s.role, hex(inks[s.role].light), s.path.data())
	}
	return out.Bytes()
}

// dark is the rules for the dark colours of the shapes, each once.
func dark(shapes []shape) (rules string) {
	for r := range roles {
		if slices.ContainsFunc(shapes, func(s shape) bool { return s.role == r }) {
			rules += fmt.Sprintf(".c%d{fill:%s}", r, hex(inks[r].dark))
		}
	}
	return rules
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// tag matches what may stand in lang.
var tag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// plain is the text in one line, without control characters.
func plain(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// escape is the text as it stands in XML; what XML cannot hold becomes U+FFFD.
func escape(s string) string {
	var out strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&out, []byte(s))
	return out.String()
}
