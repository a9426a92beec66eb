package files_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/files"

	"github.com/pocketbase/pocketbase/core"
)

// halves is a picture whose left half is red and right half blue, so that turning it shows.
func halves(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 20, 20, 255}
			if x >= w/2 {
				c = color.RGBA{20, 20, 200, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func encoded(t *testing.T, kind string, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, m)
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "gif":
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pngBomb is a valid head of a PNG with the size, and a little data that would inflate.
func pngBomb(w, h uint32) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(name string, data []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		body := append([]byte(name), data...)
		b = append(b, body...)
		b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(body))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	chunk("IHDR", append(head, 8, 6, 0, 0, 0))
	chunk("IDAT", make([]byte, 48<<10))
	chunk("IEND", nil)
	return b
}

// withOrientation puts an EXIF segment with the orientation and a place name into a JPEG.
func withOrientation(jpeg []byte, orientation uint16) []byte {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, orientation)
	tiff = append(tiff, "\x00\x00\x00\x00\x00\x00GPS 52.5 13.4"...)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{}, jpeg[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(segment)+2))
	return append(append(out, segment...), jpeg[2:]...)
}

func TestMakePicture_ReadsEveryFormatByItsContent(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for _, kind := range []string{"png", "jpeg", "gif"} {
		s, err := a.Files.MakePicture(context.Background(), encoded(t, kind, halves(1600, 800)))
		if err != nil || s.Width != 1280 || s.Height != 640 {
			t.Errorf("%s: got %+v, %v; want 1280 by 640", kind, s, err)
		}
	}
}

func TestMakePicture_KeepsSmallPicturesTheirSize(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	if s, err := a.Files.MakePicture(context.Background(), encoded(t, "png", halves(300, 1))); err != nil || s.Width != 300 || s.Height != 1 {
		t.Errorf("got %+v, %v", s, err)
	}
}

func TestMakePicture_RefusesBombsAtOnce(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for name, body := range map[string][]byte{
		"400 megapixels": pngBomb(20000, 20000), "one long line": pngBomb(1<<30, 1), "no pixels": pngBomb(0, 10),
		"just over": pngBomb(8000, 5001),
	} {
		start := time.Now()
		_, err := a.Files.MakePicture(context.Background(), body)
		if !fault.Is(err, fault.Invalid) || time.Since(start) > time.Second {
			t.Errorf("%s: %v after %v, want a quick refusal", name, err, time.Since(start))
		}
	}
}

func TestMakePicture_RefusesWhatIsNoPicture(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	whole := encoded(t, "jpeg", halves(64, 64))
	for name, body := range map[string][]byte{
		"nothing": nil, "svg": []byte("<svg onload=x>"), "html": []byte("<html>"), "text named png": []byte("hello"),
		"head only": []byte("\x89PNG\r\n\x1a\n"), "cut short": whole[:len(whole)/4], "empty webp": []byte("RIFF\x04\x00\x00\x00WEBP"),
		"pdf": []byte("%PDF-1.7"),
	} {
		if _, err := a.Files.MakePicture(context.Background(), body); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
	if _, err := a.Files.MakePicture(context.Background(), make([]byte, files.MaxPictureBytes+1)); !fault.Is(err, fault.Invalid) {
		t.Errorf("too heavy: %v", err)
	}
}

// stored saves a picture and reads one of its sizes back through the site.
func stored(t *testing.T, a *apptest.App, body []byte, size string) *apptest.Page {
	t.Helper()
	s, err := a.Files.MakePicture(context.Background(), body)
	if err != nil {
		t.Fatal(err)
	}
	p, err := a.Files.SavePicture(a, a.Member(t, "Ingrid").Id, "A plate", s)
	if err != nil {
		t.Fatal(err)
	}
	return a.Client(t).Get(files.URL(p.Id, size)).Want(http.StatusOK)
}

func TestPicture_IsServedInFixedSizesForGood(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for size, want := range map[string]image.Point{files.Large: {900, 1280}, files.Card: {480, 360}, files.Tile: {128, 128}} {
		page := stored(t, a, encoded(t, "png", halves(1800, 2560)), size)
		c, err := jpeg.DecodeConfig(strings.NewReader(page.Body))
		if err != nil || c.Width != want.X || c.Height != want.Y {
			t.Errorf("%s: %d by %d, %v; want %v", size, c.Width, c.Height, err, want)
		}
		for name, value := range map[string]string{"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff",
			"Cache-Control": "public, max-age=31536000, immutable"} {
			if got := page.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q, want %q", size, name, got, value)
			}
		}
	}
}

func TestPicture_StandsUprightWithoutItsMetadata(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for orientation, redAt := range map[uint16]image.Point{1: {10, 40}, 3: {110, 40}, 6: {40, 10}, 8: {40, 110}, 2: {110, 40}, 5: {40, 10}, 7: {40, 110}, 4: {10, 40}} {
		body := withOrientation(encoded(t, "jpeg", halves(120, 80)), orientation)
		page := stored(t, a, body, files.Large)
		m, err := jpeg.Decode(strings.NewReader(page.Body))
		if err != nil {
			t.Fatal(err)
		}
		if r, _, b, _ := m.At(redAt.X, redAt.Y).RGBA(); r < b || m.Bounds().Dx() == 120 != (orientation < 5) {
			t.Errorf("orientation %d: %v, red half not at %v", orientation, m.Bounds(), redAt)
		}
		if strings.Contains(page.Body, "GPS") || strings.Contains(page.Body, "Exif") {
			t.Errorf("orientation %d: metadata survived", orientation)
		}
	}
}

func TestPicture_TransparencyLiesOnWhite(t *testing.T) {
	t.Parallel()
	page := stored(t, apptest.New(t), encoded(t, "png", image.NewNRGBA(image.Rect(0, 0, 200, 200))), files.Tile)
	m, err := jpeg.Decode(strings.NewReader(page.Body))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := m.At(64, 64).RGBA(); r>>8 < 250 || g>>8 < 250 || b>>8 < 250 {
		t.Errorf("got %v, want white", m.At(64, 64))
	}
}

func TestPicture_UnknownOnesAreNothing(t *testing.T) {
	t.Parallel()
	c := apptest.New(t).Client(t)
	for _, path := range []string{"/pictures/abcdefghij12345/card", "/pictures/x/card", "/pictures/..%2f..%2fdata.db/large", "/pictures/abcdefghij12345/huge"} {
		c.Get(path).Want(http.StatusNotFound)
	}
}

func TestPicture_IsNotServedByThePocketBaseRoute(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	s, _ := a.Files.MakePicture(context.Background(), encoded(t, "png", halves(50, 50)))
	p, err := a.Files.SavePicture(a, a.Member(t, "Ingrid").Id, "", s)
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Client(t).Get("/api/files/pictures/" + p.Id + "/large.jpg"); got.Status == http.StatusOK {
		t.Error("PocketBase's own route serves the file")
	}
}

func TestKeep_OnlyTheOwnersPictures(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	s, _ := a.Files.MakePicture(context.Background(), encoded(t, "png", halves(50, 50)))
	mine, theirs := a.Member(t, "Ingrid"), a.Member(t, "Pavel")
	p, err := a.Files.SavePicture(a, mine.Id, "", s)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Files.Keep(a, theirs.Id, p.Id); !fault.Is(err, fault.NotFound) {
		t.Errorf("keeping a foreign picture: %v", err)
	}
	if err := a.Files.Keep(a, mine.Id, p.Id); err != nil {
		t.Error(err)
	}
}

func TestSweep_DeletesOnlyWhatNothingShows(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid")
	var ids []string
	for range 2 {
		s, _ := a.Files.MakePicture(context.Background(), encoded(t, "png", halves(50, 50)))
		p, err := a.Files.SavePicture(a, m.Id, "", s)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, p.Id)
	}
	if err := a.Files.Keep(a, m.Id, ids[0]); err != nil {
		t.Fatal(err)
	}
	a.Clock.Shift(8 * 24 * time.Hour)
	if err := a.Files.Sweep(a); err != nil {
		t.Fatal(err)
	}
	a.Client(t).Get(files.URL(ids[0], files.Card)).Want(http.StatusOK)
	a.Client(t).Get(files.URL(ids[1], files.Card)).Want(http.StatusNotFound)
}

func TestMakePicture_ParallelUploadsWaitTheirTurn(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	body := encoded(t, "jpeg", halves(600, 400))
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() {
			if _, err := a.Files.MakePicture(context.Background(), body); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// upload makes the header that a handler gets for an uploaded file.
func upload(t *testing.T, name string, body []byte) *multipart.FileHeader {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("f", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(body); err != nil {
		t.Fatal(err)
	}
	w.Close()
	r := httptest.NewRequest("POST", "/", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		t.Fatal(err)
	}
	return r.MultipartForm.File["f"][0]
}

func TestAttachment_ComesBackByteForByteAndNeverInline(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	to := files.Belongs{Owner: a.Member(t, "Ingrid").Id, Room: "orders", Record: "abc"}
	for _, c := range []struct{ name, body, kind, label string }{
		{"../../etc/passwd", "root", "application/octet-stream", `attachment; filename=passwd`},
		{"evil.html", "<html><script>x</script>", "application/octet-stream", `attachment; filename=evil.html`},
		{"p.svg", "<svg onload=x>", "application/octet-stream", `attachment; filename=p.svg`},
		{"brief.pdf", "%PDF-1.7 x", "application/pdf", `attachment; filename=brief.pdf`},
		{"Füße\u202egpj.exe", "MZ", "application/octet-stream", `attachment; filename*=utf-8''F%C3%BC%C3%9Fegpj.exe`},
		{"C:\\x\\ab.txt", "x", "application/octet-stream", `attachment; filename=ab.txt`},
	} {
		saved, err := a.Files.SaveAttachment(a, upload(t, c.name, []byte(c.body)), to)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		rec := httptest.NewRecorder()
		e := &core.RequestEvent{App: a.App}
		e.Request, e.Response = httptest.NewRequest("GET", "/", nil), rec
		if err := a.Files.Serve(e, saved); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if rec.Body.String() != c.body || rec.Header().Get("Content-Type") != c.kind || rec.Header().Get("Content-Disposition") != c.label {
			t.Errorf("%s: got %q %q %q", c.name, rec.Body, rec.Header().Get("Content-Type"), rec.Header().Get("Content-Disposition"))
		}
	}
	if list, err := files.AttachmentsOf(a, "orders", "abc"); err != nil || len(list) != 6 {
		t.Errorf("listed %d, %v", len(list), err)
	}
}

func TestAttachment_EmptyAndTooLargeAreRefused(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	to := files.Belongs{Owner: a.Member(t, "Ingrid").Id, Room: "orders", Record: "abc"}
	for _, size := range []int{0, files.MaxAttachmentBytes + 1} {
		if _, err := a.Files.SaveAttachment(a, upload(t, "x.bin", make([]byte, size)), to); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d bytes: %v, want invalid", size, err)
		}
	}
}

func TestSavePicture_LeavesNothingWhenTheActFails(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	owner := a.Member(t, "Ingrid").Id
	s, _ := a.Files.MakePicture(context.Background(), encoded(t, "png", halves(50, 50)))
	var id string
	err := a.RunInTransaction(func(tx core.App) error {
		p, err := a.Files.SavePicture(tx, owner, "", s)
		if err != nil {
			return err
		}
		id = p.Id
		return fault.New(fault.Conflict, "undo")
	})
	if !fault.Is(err, fault.Conflict) {
		t.Fatal(err)
	}
	a.Client(t).Get(files.URL(id, files.Card)).Want(http.StatusNotFound)
	store, err := a.NewFilesystem()
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if left, err := store.List("c_pictures/" + id); err != nil || len(left) != 0 {
		t.Errorf("%d files left, %v", len(left), err)
	}
}
