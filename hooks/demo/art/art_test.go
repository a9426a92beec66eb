package art

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	xdraw "golang.org/x/image/draw"
)

func pixels(t *testing.T, m image.Image) []byte {
	t.Helper()
	rgba, ok := m.(*image.RGBA)
	if !ok {
		t.Fatalf("got %T, want *image.RGBA", m)
	}
	return rgba.Pix
}

// colours counts the different colours of every 97th pixel.
func colours(pix []byte) int {
	seen := map[[3]byte]bool{}
	for i := 0; i+4 <= len(pix); i += 4 * 97 {
		seen[[3]byte(pix[i:i+3])] = true
	}
	return len(seen)
}

func TestWork_IsTheSameEveryTimeAndNeverBlank(t *testing.T) {
	t.Parallel()
	for _, craft := range Crafts() {
		t.Run(string(craft), func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(8) {
				m := Work(seed, craft)
				if got, want := m.Bounds(), image.Rect(0, 0, WorkWidth, WorkHeight); got != want {
					t.Fatalf("seed %d: got size %v, want %v", seed, got, want)
				}
				pix := pixels(t, m)
				if n := colours(pix); n < 20 {
					t.Errorf("seed %d: got %d colours, want a picture", seed, n)
				}
				for i := 3; i < len(pix); i += 4 {
					if pix[i] != 255 {
						t.Fatalf("seed %d: pixel %d is not opaque", seed, i/4)
					}
				}
				if seed < 2 && !bytes.Equal(pix, pixels(t, Work(seed, craft))) {
					t.Errorf("seed %d: drawn twice, two pictures", seed)
				}
			}
		})
	}
}

func TestWork_NeighbouringSeedsDiffer(t *testing.T) {
	t.Parallel()
	for _, craft := range Crafts() {
		if bytes.Equal(pixels(t, Work(0, craft)), pixels(t, Work(1, craft))) {
			t.Errorf("%s: seeds 0 and 1 draw the same picture", craft)
		}
	}
}

func TestPortrait_IsTheSameEveryTimeAndVaried(t *testing.T) {
	t.Parallel()
	seen := map[string]uint64{}
	for seed := range uint64(60) {
		m := Portrait(seed)
		if got, want := m.Bounds(), image.Rect(0, 0, PortraitSize, PortraitSize); got != want {
			t.Fatalf("got size %v, want %v", got, want)
		}
		pix := pixels(t, m)
		if !bytes.Equal(pix, pixels(t, Portrait(seed))) {
			t.Errorf("seed %d: drawn twice, two pictures", seed)
		}
		if other, ok := seen[string(pix)]; ok {
			t.Errorf("seeds %d and %d are the same person", other, seed)
		}
		seen[string(pix)] = seed
	}
}

func TestDraw_EveryHairBeardAndDressCanBeWorn(t *testing.T) {
	t.Parallel()
	for h := range hairs {
		for b := Shaven; b <= Goatee; b++ {
			f := Face{Skin: int(h), Hair: h, Beard: b, Clothes: Clothes(int(h) % int(clothes)), Glasses: Glasses(int(h) % 4), HairTint: int(b)}
			if n := colours(pixels(t, f.Draw())); n < 8 {
				t.Errorf("%+v: got %d colours", f, n)
			}
		}
	}
}

// TestSheets writes contact sheets into the folder named by ART_SHEETS, for looking at.
func TestSheets(t *testing.T) {
	dir := os.Getenv("ART_SHEETS")
	if dir == "" {
		return // nobody asked to see them
	}
	var all, faces []image.Image
	for _, craft := range Crafts() {
		for seed := range uint64(6) {
			all = append(all, Work(seed, craft))
		}
	}
	for seed := range uint64(48) {
		faces = append(faces, Portrait(seed))
	}
	sheet(t, filepath.Join(dir, "faces.png"), 8, 160, 160, faces)
	for i := 0; i < len(all); i += 24 {
		sheet(t, filepath.Join(dir, fmt.Sprintf("works%d.png", i/24)), 6, 320, 240, all[i:min(i+24, len(all))])
	}
}

func sheet(t *testing.T, file string, columns, w, h int, pictures []image.Image) {
	t.Helper()
	rows := (len(pictures) + columns - 1) / columns
	out := image.NewRGBA(image.Rect(0, 0, columns*(w+6), rows*(h+6)))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	for i, p := range pictures {
		x, y := i%columns*(w+6), i/columns*(h+6)
		xdraw.ApproxBiLinear.Scale(out, image.Rect(x, y, x+w, y+h), p, p.Bounds(), xdraw.Src, nil)
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWork(b *testing.B) {
	for _, craft := range Crafts() {
		b.Run(string(craft), func(b *testing.B) {
			for i := range b.N {
				Work(uint64(i), craft)
			}
		})
	}
}

func BenchmarkPortrait(b *testing.B) {
	for i := range b.N {
		Portrait(uint64(i))
	}
}
