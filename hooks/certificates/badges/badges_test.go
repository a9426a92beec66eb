package badges

import (
	"bytes"
	"crypto/ed25519"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"cooperage/hooks/certificates/credential"
)

// each calls f for every kind in every state.
func each(f func(b Badge)) {
	for _, kind := range []Kind{Certified, Human, Assisted, Hybrid} {
		for _, state := range []State{Valid, Suspended, Revoked, Expired} {
			f(Badge{Kind: kind, State: state, Title: "Poem", Description: "Made by hand.", Lang: "en", Size: 64})
		}
	}
}

// element is a tag of an SVG with the text in it.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Inside  []element  `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk calls f for the element and all in it.
func (e element) walk(f func(element)) {
	f(e)
	for _, inner := range e.Inside {
		inner.walk(f)
	}
}

func parse(t interface{ Fatalf(string, ...any) }, raw []byte) (root element) {
	dec := xml.NewDecoder(bytes.NewReader(raw))
	if err := dec.Decode(&root); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("something stands behind the picture: %v", err)
	}
	return root
}

func TestSVG_IsAFileOfItsOwnWithATitleAndADescription(t *testing.T) {
	t.Parallel()
	each(func(b Badge) {
		raw := SVG(b)
		if !bytes.Equal(raw, SVG(b)) {
			t.Errorf("%s %s: drawn twice, it differs", b.Kind, b.State)
		}
		root, texts := parse(t, raw), map[string]string{}
		root.walk(func(e element) {
			switch e.XMLName.Local {
			case "svg", "title", "desc", "style", "g", "path":
			default:
				t.Errorf("%s %s: holds <%s>", b.Kind, b.State, e.XMLName.Local)
			}
			for _, a := range e.Attrs {
				if a.Name.Local != "xmlns" && strings.ContainsAny(a.Value, ":@(") {
					t.Errorf("%s %s: %s=%q refers to something", b.Kind, b.State, a.Name.Local, a.Value)
				}
			}
			if e.XMLName.Local == "style" && (strings.Contains(e.Text, "url") || strings.Contains(e.Text, "@import")) {
				t.Errorf("%s %s: style %s", b.Kind, b.State, e.Text)
			}
			texts[e.attr("id")] = e.Text
		})
		if root.XMLName.Space != "http://www.w3.org/2000/svg" || root.attr("role") != "img" || root.attr("lang") != "en" || root.attr("width") != "64" {
			t.Errorf("%s %s: root %+v", b.Kind, b.State, root.Attrs)
		}
		var said []string
		for id := range strings.FieldsSeq(root.attr("aria-labelledby")) {
			said = append(said, texts[id])
		}
		if got := strings.Join(said, "|"); got != "Poem|Made by hand." {
			t.Errorf("%s %s: a screen reader says %q", b.Kind, b.State, got)
		}
	})
}

func TestSVG_SaysItsKindAndStateWhenItHasNoTitle(t *testing.T) {
	t.Parallel()
	root := parse(t, SVG(Badge{Kind: Human, State: Expired, Lang: `de" onload="x`}))
	if root.Inside[0].Text != "human, expired" || root.attr("aria-labelledby") != "badge-title" || root.attr("lang") != "" || root.attr("width") != "96" {
		t.Errorf("got %q, %+v", root.Inside[0].Text, root.Attrs)
	}
}

func TestSVG_TakesAnyText(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		`</title><script>alert("1")</script>`: `</title><script>alert("1")</script>`,
		"Ada\x00 &\x1b[31m\n \tCo\u0085":      "Ada &[31m Co",
		"👩🏽‍🎨 שלום e\u0301":                   "👩🏽‍🎨 שלום e\u0301",
		"bro\xffken \ufffe":                   "bro\ufffdken \ufffd",
	} {
		root := parse(t, SVG(Badge{Kind: Human, State: Valid, Title: typed, Description: typed}))
		if root.Inside[0].Text != want || root.Inside[1].Text != want {
			t.Errorf("%q: got %q and %q, want %q", typed, root.Inside[0].Text, root.Inside[1].Text, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		typed := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		b := Badge{Kind: Certified, State: Valid, Title: "a" + typed, Description: typed, Lang: typed}
		for _, e := range parse(t, SVG(b)).Inside[:2] {
			if strings.ContainsFunc(e.Text, unicode.IsControl) && e.XMLName.Local != "style" {
				t.Fatalf("%q became %q", typed, e.Text)
			}
		}
	})
}

// The pixels are filled from the paths that the SVG holds, so that one cannot tell another story than the other.
func TestSVG_HoldsTheShapesOfThePNG(t *testing.T) {
	t.Parallel()
	each(func(b Badge) {
		var drawn [2][]shape
		i := -1
		parse(t, SVG(b)).walk(func(e element) {
			switch e.XMLName.Local {
			case "g":
				i++
			case "path":
				drawn[i] = append(drawn[i], shape{path: read(t, e.attr("d"))})
				n := len(drawn[i]) - 1
				if want := hex(inks[drawing(b.Kind, b.State, i == 0)[n].role].light); e.attr("fill") != want {
					t.Errorf("%s %s: path %d is %s, want %s", b.Kind, b.State, n, e.attr("fill"), want)
				}
			}
		})
		for i, detailed := range []bool{true, false} {
			if got, want := fmt.Sprint(paths(drawn[i])), fmt.Sprint(paths(roleless(drawing(b.Kind, b.State, detailed)))); got != want {
				t.Errorf("%s %s, detailed %t: the paths differ", b.Kind, b.State, detailed)
			}
		}
	})
}

func roleless(shapes []shape) (out []shape) {
	for _, s := range shapes {
		out = append(out, shape{path: s.path})
	}
	return out
}

// read is the path whose data this is.
func read(t *testing.T, data string) (p path) {
	t.Helper()
	for len(data) > 0 {
		op, end := data[0], strings.IndexAny(data[1:], "MLQCZ")+1
		if end == 0 {
			end = len(data)
		}
		var points []point
		numbers := strings.Fields(data[1:end])
		for i := 0; i+1 < len(numbers); i += 2 {
			var at point
			if _, err := fmt.Sscan(numbers[i]+" "+numbers[i+1], &at.x, &at.y); err != nil {
				t.Fatalf("%q: %v", data[:end], err)
			}
			points = append(points, at)
		}
		p, data = append(p, step{op, points}), data[end:]
	}
	return p
}

func TestPNG_IsAPictureOnNothing(t *testing.T) {
	t.Parallel()
	for _, size := range []int{24, 47, 48, 64, 96, 256, 1024} {
		each(func(b Badge) {
			if b.Size = size; size > 256 && b.State != Valid {
				return
			}
			raw, err := PNG(b)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := PNG(b); err != nil || !bytes.Equal(raw, again) {
				t.Errorf("%s %s: drawn twice, it differs", b.Kind, b.State)
			}
			picture, err := png.Decode(bytes.NewReader(raw))
			if err != nil || picture.Bounds() != image.Rect(0, 0, size, size) {
				t.Fatalf("%s %s at %d: %v, %v", b.Kind, b.State, size, picture.Bounds(), err)
			}
			for _, at := range []image.Point{{}, {size - 1, 0}, {0, size - 1}} {
				if _, _, _, alpha := picture.At(at.X, at.Y).RGBA(); alpha > 0x2000 {
					t.Errorf("%s %s at %d: something stands in the corner %v", b.Kind, b.State, size, at)
				}
			}
			if share := blackness(picture); share < .12 || share > .8 {
				t.Errorf("%s %s at %d: %.2f of it is dark", b.Kind, b.State, size, share)
			}
		})
	}
	for _, size := range []int{-1, 0, 23, 1025} {
		if raw, err := PNG(Badge{Kind: Human, State: Valid, Size: size}); err == nil || raw != nil {
			t.Errorf("%d px: %d bytes, %v", size, len(raw), err)
		}
	}
}

// A drawing fills its square from edge to edge, and no edge cuts it.
func TestPNG_StandsInTheMiddle(t *testing.T) {
	t.Parallel()
	each(func(b Badge) {
		if b.State != Valid {
			return
		}
		picture := raster(drawing(b.Kind, b.State, true), 64)
		for i := range 64 {
			for name, pair := range map[string][2]color.RGBA{
				"across": {picture.RGBAAt(i, 32), picture.RGBAAt(63-i, 32)}, "down": {picture.RGBAAt(32, i), picture.RGBAAt(32, 63-i)}} {
				if math.Abs(float64(pair[0].A)-float64(pair[1].A)) > 8 || i > 0 && i < 63 && pair[0].A < 0xff {
					t.Errorf("%s, %s, pixel %d: %d on one side, %d on the other", b.Kind, name, i, pair[0].A, pair[1].A)
				}
			}
		}
	})
}

// printed is whether each pixel is black when the picture is printed on white paper in black alone.
func printed(picture image.Image) []bool {
	var out []bool
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, alpha := picture.At(x, y).RGBA()
			light := (.299*float64(r) + .587*float64(g) + .114*float64(b) + 0xffff - float64(alpha)) / 0xffff
			out = append(out, light < .6)
		}
	}
	return out
}

// blackness is the share of black when it is printed so.
func blackness(picture image.Image) float64 {
	var n int
	all := printed(picture)
	for _, black := range all {
		if black {
			n++
		}
	}
	return float64(n) / float64(len(all))
}

func TestBadges_DifferInShapeWithoutAnyColour(t *testing.T) {
	t.Parallel()
	for _, size := range []int{24, 64} {
		seen := map[string][]bool{}
		each(func(b Badge) {
			name := fmt.Sprintf("%s %s", b.Kind, b.State)
			black := printed(raster(drawing(b.Kind, b.State, size >= fine), size))
			for other, pixels := range seen {
				var n int
				for i := range pixels {
					if pixels[i] != black[i] {
						n++
					}
				}
				if share := float64(n) / float64(len(pixels)); share < .03 {
					t.Errorf("%d px: %s and %s differ in %.3f of the pixels", size, name, other, share)
				}
			}
			seen[name] = black
		})
	}
}

func TestBadges_WhatIsUnknownClaimsNothing(t *testing.T) {
	t.Parallel()
	least := raster(drawing(Hybrid, Revoked, true), 64)
	if got := raster(drawing("gold", "", true), 64); !bytes.Equal(got.Pix, least.Pix) {
		t.Error("an unknown kind in no state is not drawn as a revoked hybrid")
	}
}

// contrast is that of WCAG 2.2, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	light := func(c color.NRGBA) float64 {
		part := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= .04045 {
				return s / 12.92
			}
			return math.Pow((s+.055)/1.055, 2.4)
		}
		return .2126*part(c.R) + .7152*part(c.G) + .0722*part(c.B)
	}
	x, y := light(a)+.05, light(b)+.05
	return max(x, y) / min(x, y)
}

func TestInks_StandOutOnTheirGroundAndOnAnyPage(t *testing.T) {
	t.Parallel()
	for r := green; r < roles; r++ {
		under := ground
		if r == brass {
			under = green
		}
		for _, c := range [][3]color.NRGBA{{inks[r].light, inks[under].light, inks[ground].light}, {inks[r].dark, inks[under].dark, inks[ground].dark}} {
			if got := contrast(c[0], c[1]); got < 3 {
				t.Errorf("role %d: %s on %s has a contrast of %.2f", r, hex(c[0]), hex(c[1]), got)
			}
			for _, page := range []color.NRGBA{rgb(0xffffff), rgb(0)} {
				if under != ground {
					continue // it touches no page
				}
				if got := max(contrast(c[0], page), contrast(c[2], page)); got < 3 {
					t.Errorf("role %d: neither %s nor its ground stands out on %s: %.2f", r, hex(c[0]), hex(page), got)
				}
			}
		}
	}
}

func TestInks_AreThoseOfTheStyleSheet(t *testing.T) {
	t.Parallel()
	sheet, err := os.ReadFile("../../../pb_public/css/base.css")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]role{"paper": ground, "green": green, "ochre": ochre, "slate": slate, "line-strong": faded, "brick": grave} {
		want := fmt.Sprintf("--%s: light-dark(%s, %s);", name, hex(inks[r].light), hex(inks[r].dark))
		if !bytes.Contains(sheet, []byte(want)) {
			t.Errorf("base.css has no %s", want)
		}
	}
}

func TestBake_PutsACredentialInBothPictures(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	doc, err := credential.Build(credential.Content{
		ID: "https://coop.example/credentials/c1", Name: "Poem", Description: "Checked.", From: noon, Until: noon.AddDate(5, 0, 0),
		Issuer:  credential.Issuer{DID: "did:web:coop.example", Name: "Coop", URL: "https://coop.example/"},
		Subject: credential.Subject{ID: "https://coop.example/members/ada", Name: "Ada ]]> Ö."},
		Achievement: credential.Achievement{ID: "https://coop.example/credentials/c1#work", Name: "Poem", Description: "Twelve lines.",
			Criteria: "No model made it."},
		Status: []credential.Status{{List: "https://coop.example/credentials/status/1", Index: 7, Purpose: credential.Revocation}},
	})
	if err != nil {
		t.Fatal(err)
	}
	signed, err := doc.Sign(credential.Signer{Method: "did:web:coop.example#key-1", Key: ed25519.NewKeyFromSeed(make([]byte, 32))}, noon)
	if err != nil {
		t.Fatal(err)
	}
	each(func(b Badge) {
		picture, err := PNG(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, plain := range [][]byte{picture, SVG(b)} {
			baked, err := credential.Bake(plain, signed)
			if err != nil {
				t.Fatal(err)
			}
			// An SVG keeps the same JSON, with ]]> written another way.
			if got, err := credential.Unbake(baked); err != nil || !bytes.Equal(bytes.ReplaceAll(got, []byte(`]]\u003e`), []byte("]]>")), bytes.ReplaceAll(signed, []byte(`]]\u003e`), []byte("]]>"))) {
				t.Errorf("%s %s: %v, %s", b.Kind, b.State, err, got)
			}
			if bytes.HasPrefix(baked, []byte("<")) {
				parse(t, baked)
				continue
			}
			before, err := png.Decode(bytes.NewReader(plain))
			if err != nil {
				t.Fatal(err)
			}
			after, err := png.Decode(bytes.NewReader(baked))
			if err != nil || !bytes.Equal(before.(*image.NRGBA).Pix, after.(*image.NRGBA).Pix) {
				t.Errorf("%s %s: baked, the picture is another: %v", b.Kind, b.State, err)
			}
		}
	})
}

func BenchmarkSVG(b *testing.B) {
	for b.Loop() {
		SVG(Badge{Kind: Certified, State: Valid, Title: "Poem", Description: "Made by hand.", Lang: "en"})
	}
}

func BenchmarkPNG(b *testing.B) {
	for _, size := range []int{24, 256, 1024} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				if _, err := PNG(Badge{Kind: Certified, State: Valid, Size: size}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
