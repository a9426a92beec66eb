package demo

import "fmt"

// iban makes up a German account number that is well formed and nobody's: no bank has the code 00000000.
func iban(n int) string {
	account := fmt.Sprintf("00000000%010d", n)
	// D and E count as 13 and 14; the check digits make the whole leave 1 when divided by 97.
	rest := 0
	for _, digit := range account + "131400" {
		rest = (rest*10 + int(digit-'0')) % 97
	}
	return fmt.Sprintf("DE%02d%s", 98-rest, account)
}
