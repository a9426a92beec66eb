package payments

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

func euro(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

func TestEPC_PublishedExample(t *testing.T) {
	t.Parallel()
	// The sample of EPC069-12, annex: Red Cross of Belgium, 1 EUR, without the optional purpose and hint.
	got, err := Transfer{Name: "Red Cross of Belgium", IBAN: "BE72000000001616", BIC: "BPOTBEB1", Amount: euro(100),
		Text: "Urgency fund"}.EPC()
	want := "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\n\n\nUrgency fund"
	if err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestEPC_StructuredReferenceEndsTheText(t *testing.T) {
	t.Parallel()
	got, err := Transfer{Name: "Müller & Söhne – Café Łódź", IBAN: "DE89370400440532013000", Amount: euro(114050),
		Reference: "RF18539007547034"}.EPC()
	want := "BCD\n002\n1\nSCT\n\nMueller + Soehne - Cafe Lodz\nDE89370400440532013000\nEUR1140.50\n\nRF18539007547034"
	if err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestEPC_Limits(t *testing.T) {
	t.Parallel()
	whole := Transfer{Name: "Marram", IBAN: "DE89370400440532013000", Amount: euro(1), Reference: "RF18539007547034"}
	for name, spoil := range map[string]func(*Transfer){
		"nothing to pay":   func(t *Transfer) { t.Amount = euro(0) },
		"a negative sum":   func(t *Transfer) { t.Amount = euro(-1) },
		"a billion":        func(t *Transfer) { t.Amount = euro(100_000_000_000) },
		"Swiss francs":     func(t *Transfer) { t.Amount.Currency = "CHF" },
		"no name":          func(t *Transfer) { t.Name = " " },
		"no account":       func(t *Transfer) { t.IBAN = "" },
		"a short BIC":      func(t *Transfer) { t.BIC = "ABC" },
		"both remittances": func(t *Transfer) { t.Text = "hello" },
	} {
		bad := whole
		spoil(&bad)
		if got, err := bad.EPC(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %q, %v; want it refused", name, got, err)
		}
	}
	long := whole
	long.Name, long.Reference, long.Text = strings.Repeat("Ä", 80), "", strings.Repeat("x", 200)
	got, err := long.EPC()
	if err != nil || len(got) > epcPayload {
		t.Fatalf("long names are cut, got %d bytes, %v", len(got), err)
	}
	if lines := strings.Split(got, "\n"); len(lines[5]) != epcName || len(lines[10]) != epcText {
		t.Errorf("name of %d and text of %d characters, want %d and %d", len(lines[5]), len(lines[10]), epcName, epcText)
	}
}

func TestLatin_KeepsOnlyWhatBanksAccept(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Größe": "Groesse", "Ångström": "Angstroem", "Ελλάς": "Ellas", "София": "Sofiya", "naïve\nline": "naive line",
		"a*b#c": "a.b.c", "日本": "..", "e\u0301": "e", "O'Neill (x)": "O'Neill (x)", "ﬁn": "fin",
	} {
		if got := Latin(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestQR_DrawsTheSameModulesTwice(t *testing.T) {
	t.Parallel()
	text, err := Transfer{Name: "Marram Cooperative", IBAN: "DE89370400440532013000", Amount: euro(72000), Reference: "RF18539007547034"}.EPC()
	if err != nil {
		t.Fatal(err)
	}
	q, err := NewQR(text)
	if err != nil {
		t.Fatal(err)
	}
	data, err := q.PNG(3)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Dx(); got != 3*q.Size {
		t.Errorf("picture of %d pixels, want %d", got, 3*q.Size)
	}
	for i := range 3 * quiet * 3 * q.Size { // the quiet zone above is white
		if r, _, _, _ := img.At(i%(3*q.Size), i/(3*q.Size)).RGBA(); r == 0 {
			t.Fatal("the quiet zone is not white")
		}
	}
	if !strings.HasPrefix(q.Path, "M4 4h7v1h-7z") {
		t.Errorf("the path should start with the finder pattern, got %.20s", q.Path)
	}
	if _, err := NewQR(strings.Repeat("x", 400)); err == nil {
		t.Error("a code beyond version 13 was drawn")
	}
}
