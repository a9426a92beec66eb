package payments

import (
	"strings"
	"testing"

	"cooperage/hooks/fault"
)

// The examples of the IBAN registry, one a country.
var registryIBANs = []string{
	"AD1200012030200359100100", "AE070331234567890123456", "AL47212110090000000235698741", "AT611904300234573201",
	"AZ21NABZ00000000137010001944", "BA391290079401028494", "BE68539007547034", "BG80BNBG96611020345678",
	"BH67BMAG00001299123456", "BR1800360305000010009795493C1", "CH9300762011623852957", "CR05015202001026284066",
	"CY17002001280000001200527600", "CZ6508000000192000145399", "DE89370400440532013000", "DK5000400440116243",
	"DO28BAGR00000001212453611324", "EE382200221020145685", "ES9121000418450200051332", "FI2112345600000785",
	"FO6264600001631634", "FR1420041010050500013M02606", "GB29NWBK60161331926819", "GE29NB0000000101904917",
	"GI75NWBK000000007099453", "GL8964710001000206", "GR1601101250000000012300695", "GT82TRAJ01020000001210029690",
	"HR1210010051863000160", "HU42117730161111101800000000", "IE29AIBK93115212345678", "IL620108000000099999999",
	"IS140159260076545510730339", "IT60X0542811101000000123456", "JO94CBJO0010000000000131000302",
	"KW81CBKU0000000000001234560101", "KZ86125KZT5004100100", "LB62099900000001001901229114", "LI21088100002324013AA",
	"LT121000011101001000", "LU280019400644750000", "LV80BANK0000435195001", "MC5811222000010123456789030",
	"MD24AG000225100013104168", "ME25505000012345678951", "MK07250120000058984", "MR1300020001010000123456753",
	"MT84MALT011000012345MTLCAST001S", "MU17BOMM0101101030300200000MUR", "NL91ABNA0417164300", "NO9386011117947",
	"PK36SCBL0000001123456702", "PL61109010140000071219812874", "PT50000201231234567890154",
	"QA58DOHB00001234567890ABCDEFG", "RO49AAAA1B31007593840000", "RS35260005601001611379", "SA0380000000608010167519",
	"SE4550000000058398257466", "SI56263300012039086", "SK3112000000198742637541", "SM86U0322509800000000270100",
	"TN5910006035183598478831", "TR330006100519786457841326", "UA213223130000026007233566001", "VA59001123000012345678",
	"VG96VPVG0000012345678901", "XK051212012345678906",
}

func TestParseIBAN_RegistryExamples(t *testing.T) {
	t.Parallel()
	for _, s := range registryIBANs {
		got, err := ParseIBAN(s)
		if err != nil || string(got) != s {
			t.Errorf("%s: got %q, %v", s, got, err)
		}
		if back, err := ParseIBAN(" " + strings.ToLower(got.Spaced())); err != nil || back != got {
			t.Errorf("%s written in groups: got %q, %v", s, back, err)
		}
	}
}

func TestParseIBAN_RefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "DE", "DE89", "89DE370400440532013000", "DE8937040044053201300", "DE893704004405320130001",
		"DE88370400440532013000", "DE89370400440532013001", "DE89370400440532013O00", "ZZ89370400440532013000",
		"DE89-3704-0044-0532-0130-00", "DE8937040044053201300０", "GB29NWBK60161331926891"} {
		if got, err := ParseIBAN(s); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %q, %v; want it refused", s, got, err)
		}
	}
}

func TestParseIBAN_AnyTwoSwappedNeighboursAreFound(t *testing.T) {
	t.Parallel()
	for _, s := range registryIBANs {
		for i := 4; i+1 < len(s); i++ {
			if s[i] == s[i+1] || numeric(s[i:i+1]) != numeric(s[i+1:i+2]) {
				continue // 1B and B1 both count as 111: the standard cannot tell them apart
			}
			swapped := s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
			if _, err := ParseIBAN(swapped); err == nil {
				t.Errorf("%s passes with %d and %d swapped", s, i, i+1)
			}
		}
	}
}

func TestMasked_ShowsOnlyTheEnd(t *testing.T) {
	t.Parallel()
	if got, want := IBAN("DE89370400440532013000").Masked(), "DE•• •••• 3000"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReference_PublishedExamples(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		"539007547034": "RF18539007547034", "2348 231": "RF712348231", "G72UUR": "RF45G72UUR",
		"123456789012345678901": "RF", "R-2026-0001": "RF",
	} {
		got, err := NewReference(document)
		if err != nil || !strings.HasPrefix(string(got), want) {
			t.Errorf("%s: got %s, %v; want %s", document, got, err, want)
		}
		if back, err := ParseReference(strings.ToLower(got.Spaced())); err != nil || back != got {
			t.Errorf("%s read back: %s, %v", got.Spaced(), back, err)
		}
	}
}

func TestReference_RefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "RF18", "RF19539007547034", "RF18539007547043", "XX18539007547034", "RF18 5390-0754", "RF181234567890123456789012"} {
		if got, err := ParseReference(s); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %q, %v; want it refused", s, got, err)
		}
	}
	for _, s := range []string{"", "---", "1234567890123456789012"} {
		if got, err := NewReference(s); !fault.Is(err, fault.Invalid) {
			t.Errorf("document %q: got %q, %v; want it refused", s, got, err)
		}
	}
}
