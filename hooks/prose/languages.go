package prose

import (
	"strings"

	"github.com/yuin/goldmark/util"
)

// languages are the names that may stand behind a fence, each with what colours its code.
var languages = byName(map[string]func(*paint){
	"go golang":                    goCode.read,
	"c h cpp c++ cc hpp":           cCode.read,
	"java":                         javaCode.read,
	"javascript js jsx mjs":        scriptCode.read,
	"typescript ts tsx":            typedCode.read,
	"python py":                    pythonCode.read,
	"rust rs":                      rustCode.read,
	"php":                          phpCode.read,
	"ruby rb":                      rubyCode.read,
	"bash sh shell zsh":            shellCode.read,
	"sql sqlite postgresql mysql":  sqlCode.read,
	"css scss":                     styleCode.read,
	"json":                         readJSON,
	"yaml yml toml ini properties": readSettings,
	"html xml svg vue":             readMarkup,
	"diff patch":                   readDiff,
})

func byName(lists map[string]func(*paint)) map[string]func(*paint) {
	all := map[string]func(*paint){}
	for names, read := range lists {
		for _, name := range strings.Fields(names) {
			all[name] = read
		}
	}
	return all
}

// grammar is a language of words, strings and comments.
type grammar struct {
	comment []string    // opens a comment to the end of the line
	block   [][2]string // opens and closes a comment
	raw     [][2]string // opens and closes a string over several lines
	quotes  string      // each opens and closes a string on one line
	sigils  string      // opens a variable or a decorator
	dashed  bool        // words may hold hyphens
	anyCase bool
	words   map[string]string // class of a word
}

// words names the classes of words: pairs of a class and its words.
func words(pairs ...string) map[string]string {
	all := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		for _, w := range strings.Fields(pairs[i+1]) {
			all[w] = pairs[i]
		}
	}
	return all
}

var (
	slashes = []string{"//"}
	starred = [][2]string{{"/*", "*/"}}
	ticks   = [][2]string{{"`", "`"}}
	triple  = [][2]string{{`"""`, `"""`}, {"'''", "'''"}}
)

const (
	flow   = "break case catch continue default do else finally for goto if in return switch throw try while "
	object = "abstract class extends final implements import interface new package private protected public static super this throws void "
)

var (
	goCode = &grammar{comment: slashes, block: starred, raw: ticks, quotes: `"'`, words: words(
		"k", "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
		"kc", "true false nil iota", "kt", "any bool byte error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
		"nb", "append cap clear close copy delete len make max min new panic print println recover")}
	cCode = &grammar{comment: slashes, block: starred, quotes: `"'`, sigils: "#", words: words(
		"k", flow+"auto class const constexpr delete enum extern inline namespace new operator private protected public register sizeof static struct template this typedef typename union using virtual volatile",
		"kc", "true false NULL nullptr", "kt", "bool char double float int long short signed size_t unsigned void")}
	javaCode = &grammar{comment: slashes, block: starred, raw: triple[:1], quotes: `"'`, sigils: "@", words: words(
		"k", flow+object+"assert enum instanceof record sealed synchronized transient var volatile yield",
		"kc", "true false null", "kt", "boolean byte char double float int long short String")}
	scriptCode = &grammar{comment: slashes, block: starred, raw: ticks, quotes: `"'`, sigils: "@", words: words(
		"k", flow+"async await class const debugger delete export extends from function get import instanceof let new of set static super this typeof var void with yield",
		"kc", "true false null undefined NaN Infinity", "nb", "Array Date Error JSON Map Math Number Object Promise Set String console document window")}
	typedCode = &grammar{comment: slashes, block: starred, raw: ticks, quotes: `"'`, sigils: "@", words: words(
		"k", flow+object+"as async await const declare enum export from function get instanceof keyof let namespace of readonly satisfies set type typeof var with yield",
		"kc", "true false null undefined NaN Infinity", "kt", "any bigint boolean never number object string symbol unknown")}
	pythonCode = &grammar{comment: []string{"#"}, raw: triple, quotes: `"'`, sigils: "@", words: words(
		"k", "and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
		"kc", "True False None", "nb", "bool bytes dict enumerate filter float int len list map max min object open print range self set sorted str sum super tuple type zip")}
	rustCode = &grammar{comment: slashes, block: starred, quotes: `"`, sigils: "#", words: words(
		"k", "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait type unsafe use where while",
		"kc", "true false None Some Ok Err", "kt", "bool char f32 f64 i8 i16 i32 i64 i128 isize str String u8 u16 u32 u64 u128 usize Option Result Vec")}
	phpCode = &grammar{comment: []string{"//", "#"}, block: starred, quotes: `"'`, sigils: "$", words: words(
		"k", flow+object+"array as clone const declare echo elseif empty endforeach endif enum exit fn foreach function global include instanceof isset list match namespace print readonly require trait unset use var yield",
		"kc", "true false null", "kt", "bool float int mixed never string")}
	rubyCode = &grammar{comment: []string{"#"}, quotes: "\"'`", sigils: "@$:", words: words(
		"k", "alias and begin break case class def do else elsif end ensure for if in module next not or redo rescue retry return self super then undef unless until when while yield",
		"kc", "true false nil", "nb", "attr_accessor attr_reader attr_writer include lambda loop p proc puts raise require require_relative")}
	shellCode = &grammar{comment: []string{"#"}, quotes: "\"'`", sigils: "$", dashed: true, words: words(
		"k", "case do done elif else esac fi for function if in select then until while",
		"nb", "alias cd echo eval exec exit export local printf pwd read return set shift source test trap unset")}
	sqlCode = &grammar{comment: []string{"--"}, block: starred, quotes: "'\"`", sigils: "@:$", anyCase: true, words: words(
		"k", "add all alter and as asc begin between by cascade case check column commit constraint create cross default delete desc distinct drop else end except exists explain foreign from full group having if in index inner insert intersect into is join key left like limit not offset on or order outer partition primary references returning right rollback select set table then transaction trigger union unique update using values view when where with",
		"kc", "true false null", "kt", "bigint blob boolean char date decimal double int integer json numeric real serial smallint text time timestamp uuid varchar")}
	styleCode = &grammar{comment: nil, block: starred, quotes: `"'`, sigils: "@#$.", dashed: true, words: words(
		"kc", "auto block flex grid hidden inherit initial inline none unset")}
)

// read colours the code.
func (g *grammar) read(p *paint) {
	for p.more() {
		start := p.at
		switch c := p.code[p.at]; {
		case g.readNote(p):
		case strings.IndexByte(g.quotes, c) >= 0:
			p.quoted()
			p.mark(start, "s")
		case util.IsNumeric(c):
			p.while(isNumber)
			p.mark(start, "m")
		case isWord(c):
			g.readWord(p)
		case strings.IndexByte(g.sigils, c) >= 0 && len(p.rest()) > 1 && isWord(p.code[p.at+1]):
			p.at++
			p.while(isWord)
			p.mark(start, "nv")
		default:
			p.at++
		}
	}
}

// readNote colours the comment or long string that opens here, if one does.
func (g *grammar) readNote(p *paint) bool {
	start := p.at
	for _, open := range g.comment {
		if p.has(open) {
			p.line()
			p.mark(start, "c1")
			return true
		}
	}
	return readPair(p, g.block, "cm") || readPair(p, g.raw, "s")
}

func readPair(p *paint, pairs [][2]string, class string) bool {
	start := p.at
	for _, pair := range pairs {
		if p.has(pair[0]) {
			p.at += len(pair[0])
			p.through(pair[1])
			p.mark(start, class)
			return true
		}
	}
	return false
}

// readWord colours a word of the language, or the name of what is called.
func (g *grammar) readWord(p *paint) {
	start := p.at
	p.while(func(c byte) bool { return isWord(c) || c == '-' && g.dashed })
	word := p.code[start:p.at]
	if g.anyCase {
		word = strings.ToLower(word)
	}
	class := g.words[word]
	if class == "" && p.has("(") {
		class = "nf"
	}
	p.mark(start, class)
}

// readJSON tells names from values.
func readJSON(p *paint) {
	for p.more() {
		start := p.at
		switch c := p.code[p.at]; {
		case c == '"':
			p.quoted()
			p.mark(start, kindOfString(p))
		case util.IsNumeric(c) || c == '-':
			p.at++
			p.while(isNumber)
			p.mark(start, "m")
		case isWord(c):
			p.while(isWord)
			p.mark(start, "kc")
		default:
			p.at++
		}
	}
}

// kindOfString looks past the blanks for the colon behind a name.
func kindOfString(p *paint) string {
	for i := p.at; i < len(p.code) && i < p.at+4; i++ {
		if p.code[i] == ':' {
			return "nt"
		}
		if !isBlank(p.code[i]) {
			break
		}
	}
	return "s"
}

// readSettings colours lines of names and values, sections and comments.
func readSettings(p *paint) {
	for p.more() {
		p.while(func(c byte) bool { return isBlank(c) || c == '-' })
		start := p.at
		p.line()
		line := p.code[start:p.at]
		switch i := strings.IndexAny(line, ":="); {
		case strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";"):
			p.mark(start, "c1")
		case strings.HasPrefix(line, "["):
			p.mark(start, "k")
		case i > 0:
			end := p.at
			p.at = start + len(strings.TrimRight(line[:i], " \t"))
			p.mark(start, "nt")
			p.at = end
		}
		if p.more() {
			p.at++
		}
	}
}

// readMarkup colours tags with their attributes, comments and entities.
func readMarkup(p *paint) {
	for p.more() {
		start := p.at
		switch {
		case p.has("<!--"):
			p.through("-->")
			p.mark(start, "cm")
		case p.has("<") && len(p.rest()) > 1 && (isWord(p.code[p.at+1]) || strings.IndexByte("/!?", p.code[p.at+1]) >= 0):
			p.at += 2
			p.while(func(c byte) bool { return isWord(c) || c == '-' || c == ':' })
			p.mark(start, "nt")
			readAttributes(p)
		default:
			p.at++
		}
	}
}

func readAttributes(p *paint) {
	for p.more() && !p.has(">") && !p.has("<") {
		start := p.at
		switch c := p.code[p.at]; {
		case c == '"' || c == '\'':
			p.at++
			p.through(string(c))
			p.mark(start, "s")
		case isWord(c):
			p.while(func(c byte) bool { return isWord(c) || c == '-' || c == ':' })
			p.mark(start, "na")
		default:
			p.at++
		}
	}
	if p.has(">") {
		p.at++
		p.mark(p.at-1, "nt")
	}
}

// readDiff colours whole lines by their first sign.
func readDiff(p *paint) {
	classes := map[byte]string{'+': "gi", '-': "gd", '@': "gu"}
	for p.more() {
		start := p.at
		p.line()
		if start < p.at {
			p.mark(start, classes[p.code[start]])
		}
		if p.more() {
			p.at++
		}
	}
}
