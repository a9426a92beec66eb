package credential

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"testing"
)

func TestList_TheFirstEntryIsTheLeftmostBit(t *testing.T) {
	t.Parallel()
	l, err := NewList(1)
	if err != nil || l.Len() != MinList {
		t.Fatalf("%d entries, %v", l.Len(), err)
	}
	for _, i := range []int{0, 9, MinList - 1} {
		if err := l.Set(i, true); err != nil {
			t.Fatal(err)
		}
	}
	if l.bits[0] != 0x80 || l.bits[1] != 0x40 || l.bits[len(l.bits)-1] != 1 {
		t.Errorf("bits = %x … %x", l.bits[:2], l.bits[len(l.bits)-1])
	}
	for _, i := range []int{-1, MinList} {
		if l.Set(i, true) == nil {
			t.Errorf("Set(%d) is no error", i)
		}
		if _, err := l.Get(i); err == nil {
			t.Errorf("Get(%d) is no error", i)
		}
	}
	text, err := l.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeList(text)
	if err != nil || !bytes.Equal(back.bits, l.bits) {
		t.Fatalf("the list does not come back: %v", err)
	}
	if err := back.Set(9, false); err != nil {
		t.Fatal(err)
	}
	if on, err := back.Get(9); on || err != nil {
		t.Errorf("entry 9 is %v, %v", on, err)
	}
	if on, err := back.Get(0); !on || err != nil {
		t.Errorf("entry 0 is %v, %v", on, err)
	}
}

// The example of Bitstring Status List v1.0, section 2.2: a list with nothing in it.
func TestDecodeList_TheStandardsExample(t *testing.T) {
	t.Parallel()
	l, err := DecodeList("uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA")
	if err != nil || l.Len() != MinList || bytes.ContainsFunc(l.bits, func(r rune) bool { return r != 0 }) {
		t.Errorf("%v, %v", l, err)
	}
}

func TestDecodeList_RefusesOtherSizesAndForms(t *testing.T) {
	t.Parallel()
	pack := func(n int) string {
		var out bytes.Buffer
		zip := gzip.NewWriter(&out)
		_, _ = zip.Write(make([]byte, n)) // into memory
		_ = zip.Close()
		return base64.RawURLEncoding.EncodeToString(out.Bytes())
	}
	good := pack(MinList / 8)
	if _, err := DecodeList("u" + good); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"no letter": good, "another letter": "z" + good, "padded": "u" + good + "=", "short": "u" + pack(MinList/8-1),
		"long": "u" + pack(MaxList/8+1), "cut off": "u" + good[:len(good)-8], "not packed": "uAAAA", "empty": ""} {
		if _, err := DecodeList(text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// BenchmarkStatusList is a list of 131,072 entries with one in seven set, made, signed and written.
func BenchmarkStatusList(b *testing.B) {
	signer := signer()
	for b.Loop() {
		bits, err := NewList(MinList)
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; i < MinList; i += 7 {
			if err := bits.Set(i, true); err != nil {
				b.Fatal(err)
			}
		}
		doc, err := StatusList{ID: listURL, Issuer: Issuer{DID: coop}, Purpose: Revocation, List: bits, From: noon}.Build()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := doc.Sign(signer, noon); err != nil {
			b.Fatal(err)
		}
	}
}
