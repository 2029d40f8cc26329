//! The encodings by name.

use crate::stream::Decoder;
use crate::whole;

/// An encoding of the WHATWG standard.
#[derive(Debug, PartialEq, Eq)]
pub struct Encoding {
    name: &'static str,
}

macro_rules! encodings {
    ($($place:ident, $init:ident = $name:literal;)*) => {
        $(
            #[doc = $name]
            pub static $init: Encoding = Encoding { name: $name };
            #[doc = $name]
            pub static $place: &Encoding = &$init;
        )*
        const ALL: &[&Encoding] = &[$(&Encoding { name: $name }),*];
    };
}

encodings! {
    BIG5, BIG5_INIT = "Big5";
    EUC_JP, EUC_JP_INIT = "EUC-JP";
    EUC_KR, EUC_KR_INIT = "EUC-KR";
    GBK, GBK_INIT = "GBK";
    IBM866, IBM866_INIT = "IBM866";
    ISO_2022_JP, ISO_2022_JP_INIT = "ISO-2022-JP";
    ISO_8859_10, ISO_8859_10_INIT = "ISO-8859-10";
    ISO_8859_13, ISO_8859_13_INIT = "ISO-8859-13";
    ISO_8859_14, ISO_8859_14_INIT = "ISO-8859-14";
    ISO_8859_15, ISO_8859_15_INIT = "ISO-8859-15";
    ISO_8859_16, ISO_8859_16_INIT = "ISO-8859-16";
    ISO_8859_2, ISO_8859_2_INIT = "ISO-8859-2";
    ISO_8859_3, ISO_8859_3_INIT = "ISO-8859-3";
    ISO_8859_4, ISO_8859_4_INIT = "ISO-8859-4";
    ISO_8859_5, ISO_8859_5_INIT = "ISO-8859-5";
    ISO_8859_6, ISO_8859_6_INIT = "ISO-8859-6";
    ISO_8859_7, ISO_8859_7_INIT = "ISO-8859-7";
    ISO_8859_8, ISO_8859_8_INIT = "ISO-8859-8";
    ISO_8859_8_I, ISO_8859_8_I_INIT = "ISO-8859-8-I";
    KOI8_R, KOI8_R_INIT = "KOI8-R";
    KOI8_U, KOI8_U_INIT = "KOI8-U";
    SHIFT_JIS, SHIFT_JIS_INIT = "Shift_JIS";
    UTF_16BE, UTF_16BE_INIT = "UTF-16BE";
    UTF_16LE, UTF_16LE_INIT = "UTF-16LE";
    UTF_8, UTF_8_INIT = "UTF-8";
    GB18030, GB18030_INIT = "gb18030";
    MACINTOSH, MACINTOSH_INIT = "macintosh";
    REPLACEMENT, REPLACEMENT_INIT = "replacement";
    WINDOWS_1250, WINDOWS_1250_INIT = "windows-1250";
    WINDOWS_1251, WINDOWS_1251_INIT = "windows-1251";
    WINDOWS_1252, WINDOWS_1252_INIT = "windows-1252";
    WINDOWS_1253, WINDOWS_1253_INIT = "windows-1253";
    WINDOWS_1254, WINDOWS_1254_INIT = "windows-1254";
    WINDOWS_1255, WINDOWS_1255_INIT = "windows-1255";
    WINDOWS_1256, WINDOWS_1256_INIT = "windows-1256";
    WINDOWS_1257, WINDOWS_1257_INIT = "windows-1257";
    WINDOWS_1258, WINDOWS_1258_INIT = "windows-1258";
    WINDOWS_874, WINDOWS_874_INIT = "windows-874";
    X_MAC_CYRILLIC, X_MAC_CYRILLIC_INIT = "x-mac-cyrillic";
}

impl Encoding {
    /// The name in the standard.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The encoding of a label such as `gb2312`; `None` when the browser knows none.
    pub fn for_label(label: &[u8]) -> Option<&'static Self> {
        let label = std::str::from_utf8(label).ok()?;
        let known = web_sys::TextDecoder::new_with_label(label).ok()?.encoding();
        ALL.iter().copied().find(|encoding| encoding.name.eq_ignore_ascii_case(&known))
    }

    /// The text of all bytes, the encoding that its byte-order mark asks for or else this one, and whether anything
    /// had to be replaced.
    pub fn decode<'a>(&'static self, bytes: &'a [u8]) -> (std::borrow::Cow<'a, str>, &'static Self, bool) {
        let (encoding, mark) = match bytes {
            [0xef, 0xbb, 0xbf, ..] => (UTF_8, 3),
            [0xff, 0xfe, ..] => (UTF_16LE, 2),
            [0xfe, 0xff, ..] => (UTF_16BE, 2),
            _ => (self, 0),
        };
        let (text, damaged) = whole::decode(encoding.name, &bytes[mark..]);
        (text, encoding, damaged)
    }

    /// The text of all bytes without its own byte-order mark, and whether anything had to be replaced.
    pub fn decode_with_bom_removal<'a>(&'static self, bytes: &'a [u8]) -> (std::borrow::Cow<'a, str>, bool) {
        let mark: &[u8] = match self.name {
            "UTF-8" => &[0xef, 0xbb, 0xbf],
            "UTF-16LE" => &[0xff, 0xfe],
            "UTF-16BE" => &[0xfe, 0xff],
            _ => &[],
        };
        whole::decode(self.name, bytes.strip_prefix(mark).unwrap_or(bytes))
    }

    /// The text of all bytes, byte-order marks left where they are; `None` when anything is malformed.
    pub fn decode_without_bom_handling_and_without_replacement<'a>(
        &'static self,
        bytes: &'a [u8],
    ) -> Option<std::borrow::Cow<'a, str>> {
        let (text, damaged) = whole::decode(self.name, bytes);
        (!damaged).then_some(text)
    }

    /// A decoder for bytes that come piece by piece; it leaves byte-order marks where they are.
    pub fn new_decoder_without_bom_handling(&'static self) -> Decoder {
        Decoder::new(self)
    }
}
