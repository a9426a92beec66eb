// Package payments is how money comes in and goes out: IBAN, creditor reference (ISO 11649) and the QR code of a
// transfer (EPC069-12).
package payments
