package discourse

// signs are the emoji names that forums use most; others stay as they were typed.
var signs = map[string]string{
	"slight_smile": "🙂", "smile": "😄", "smiley": "😃", "grinning": "😀", "grin": "😁", "blush": "😊", "wink": "😉", "laughing": "😆",
	"joy": "😂", "rofl": "🤣", "sweat_smile": "😅", "heart_eyes": "😍", "sunglasses": "😎", "thinking": "🤔", "neutral_face": "😐",
	"confused": "😕", "frowning": "😦", "slight_frown": "🙁", "cry": "😢", "sob": "😭", "angry": "😠", "scream": "😱", "hushed": "😯",
	"open_mouth": "😮", "sleeping": "😴", "hugs": "🤗", "stuck_out_tongue": "😛", "stuck_out_tongue_winking_eye": "😜", "upside_down_face": "🙃",
	"relieved": "😌", "innocent": "😇", "nerd_face": "🤓", "roll_eyes": "🙄", "wave": "👋", "+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎",
	"clap": "👏", "pray": "🙏", "muscle": "💪", "ok_hand": "👌", "raised_hands": "🙌", "handshake": "🤝", "point_right": "👉", "point_up": "☝️",
	"eyes": "👀", "heart": "❤️", "broken_heart": "💔", "green_heart": "💚", "blue_heart": "💙", "star": "⭐", "star2": "🌟", "sparkles": "✨", "fire": "🔥",
	"tada": "🎉", "rocket": "🚀", "100": "💯", "bulb": "💡", "warning": "⚠️", "white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌",
	"question": "❓", "exclamation": "❗", "arrow_right": "➡️", "coffee": "☕", "cake": "🍰", "beer": "🍺", "sunny": "☀️", "rainbow": "🌈", "bug": "🐛",
	"lock": "🔒", "link": "🔗", "memo": "📝", "pencil": "✏️", "calendar": "📅", "email": "📧", "phone": "☎️", "mega": "📣", "info": "ℹ️",
	"hammer_and_wrench": "🛠️", "gear": "⚙️", "moneybag": "💰", "euro": "💶", "chart_with_upwards_trend": "📈", "ballot_box": "🗳️", "seedling": "🌱",
}
