package files

import (
	"bytes"
	"encoding/binary"
)

// segments calls visit with the marker and body of each segment of a JPEG's head, until visit returns false.
func segments(jpeg []byte, visit func(marker byte, body []byte) bool) {
	if !begins(jpeg, "\xff\xd8\xff") {
		return
	}
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xff; {
		marker, size := jpeg[at+1], int(binary.BigEndian.Uint16(jpeg[at+2:]))
		if marker == 0xff { // fill byte
			at++
			continue
		}
		if marker == 0xda || size < 2 || at+2+size > len(jpeg) || !visit(marker, jpeg[at+4:at+2+size]) {
			return
		}
		at += 2 + size
	}
}

// progressive reports whether a JPEG is stored in scans.
func progressive(jpeg []byte) bool {
	found := false
	segments(jpeg, func(marker byte, _ []byte) bool {
		found = found || marker == 0xc2
		return !found
	})
	return found
}

// orientation returns how a JPEG's camera was held: the value 1 to 8 of the EXIF tag, 1 when there is none.
func orientation(jpeg []byte) int {
	value := 1
	segments(jpeg, func(marker byte, body []byte) bool {
		tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00"))
		if marker != 0xe1 || !ok {
			return true
		}
		value = tiffOrientation(tiff)
		return false
	})
	return value
}

// tiffOrientation reads tag 0x0112 of the first directory of a TIFF head.
func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == 0x0112 {
			if v := order.Uint16(entries[8:]); v >= 1 && v <= 8 {
				return int(v)
			}
			break
		}
		entries = entries[12:]
	}
	return 1
}
