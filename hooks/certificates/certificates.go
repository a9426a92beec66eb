// Package certificates is the co-op's word for delivered work: what it seals, how anyone checks it, how it is taken
// back. The seal itself is in credential, which is pure; this room has its command, which needs no data folder.
package certificates
