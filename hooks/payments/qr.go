package payments

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"cooperage/hooks/fault"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// QR is a QR code ready to be drawn: a square of Size modules, the four of the quiet zone included on each side.
// Path is the SVG path of the dark modules; templates put both into an inline SVG.
type QR struct {
	Size int
	Path string
	code barcode.Barcode
}

const (
	quiet      = 4
	epcModules = 69 // version 13, the largest EPC069-12 allows
)

// NewQR encodes the text at error correction level M, as EPC069-12 asks.
func NewQR(text string) (*QR, error) {
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return nil, fmt.Errorf("encode qr: %w", err)
	}
	n := code.Bounds().Dx()
	if n > epcModules {
		return nil, fmt.Errorf("encode qr: %d modules, at most %d", n, epcModules)
	}
	q := &QR{Size: n + 2*quiet, code: code}
	var b strings.Builder
	for y := range n {
		for x := 0; x < n; x++ {
			start := x
			for x < n && q.dark(x, y) {
				x++
			}
			if x > start {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", start+quiet, y+quiet, x-start, x-start)
			}
		}
	}
	q.Path = b.String()
	return q, nil
}

func (q *QR) dark(x, y int) bool {
	r, _, _, _ := q.code.At(x, y).RGBA()
	return r == 0
}

// PNG draws the code with the given number of pixels to a module.
func (q *QR) PNG(scale int) ([]byte, error) {
	side := q.Size * scale
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			mx, my := x/scale-quiet, y/scale-quiet
			if image.Pt(mx, my).In(q.code.Bounds()) && q.dark(mx, my) {
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("draw qr: %w", err)
	}
	return b.Bytes(), nil
}

// QROf is the code of the transfer, or nil when banking apps know none for it: outside the euro, or while the co-op
// has named no account.
func QROf(t Transfer) (*QR, error) {
	text, err := t.EPC()
	if fault.Is(err, fault.Invalid) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return NewQR(text)
}
