package money

import (
	"slices"
	"strings"
)

// The active national currencies of ISO 4217 by the number of their decimals. Funds codes with four decimals
// (CLF, UYW) are not money anybody is paid in.
const (
	none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
	two  = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF " +
		"CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL " +
		"HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP " +
		"MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD " +
		"SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS " +
		"VED VES WST XCD XCG YER ZAR ZMW ZWG"
	three = "BHD IQD JOD KWD LYD OMR TND"
)

var decimals = table()

func table() map[string]int {
	t := map[string]int{}
	for n, codes := range map[int]string{0: none, 2: two, 3: three} {
		for _, code := range strings.Fields(codes) {
			t[code] = n
		}
	}
	return t
}

// Known reports whether the code is a currency this program keeps books in.
func Known(currency string) bool {
	_, ok := decimals[currency]
	return ok
}

// Decimals is the number of decimals of a currency: 0, 2 or 3. For a code that is not Known it is 2, so that a
// stray value can still be shown; Parse refuses it.
func Decimals(currency string) int {
	if n, ok := decimals[currency]; ok {
		return n
	}
	return 2
}

// Currencies lists the known codes in alphabetical order.
func Currencies() []string {
	codes := make([]string, 0, len(decimals))
	for code := range decimals {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}
