//! Bytes to text: the encoding is found in the bytes and never guessed away.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::collections::BTreeSet;

/// Text with LF line ends, and what was done to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text: no byte order mark, no control characters but TAB and LF.
    pub text: String,
    /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
    pub encoding: &'static str,
    /// Every lossy step, named.
    pub warnings: Vec<String>,
}

/// Why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file has no bytes but a byte order mark.
    #[error("empty file")]
    Empty,
    /// More bytes than a file may have.
    #[error("the file has {bytes} bytes; the cap is {cap}")]
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// Bytes that a file may have.
        cap: usize,
    },
    /// UTF-16 with an unpaired surrogate or half a character.
    #[error("the file looks like {0} but does not decode as such")]
    Malformed(&'static str),
    /// Bytes of a program, an image or an archive.
    #[error("the file is binary, not text")]
    Binary,
}

/// Decodes `bytes`: byte order mark, else NUL pattern, else strict UTF-8, else windows-1252 with a warning.
pub fn decode(bytes: &[u8], cap: usize) -> Result<Decoded, DecodeError> {
    if bytes.len() > cap {
        return Err(DecodeError::TooLarge { bytes: bytes.len(), cap });
    }
    let (encoding, name, body) = sniff(bytes);
    if body.is_empty() {
        return Err(DecodeError::Empty);
    }
    let mut warnings = Vec::new();
    let text = match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => text,
        None if encoding != UTF_8 => return Err(DecodeError::Malformed(name)),
        None if looks_binary(body) => return Err(DecodeError::Binary),
        None => {
            warnings.push("not UTF-8: read as windows-1252".to_owned());
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(body);
            return Ok(Decoded { text: tidy(&text, &mut warnings), encoding: "windows-1252", warnings });
        }
    };
    Ok(Decoded { text: tidy(&text, &mut warnings), encoding: name, warnings })
}

fn sniff(bytes: &[u8]) -> (&'static Encoding, &'static str, &[u8]) {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (UTF_8, "utf-8", rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, "utf-16le", rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, "utf-16be", rest),
        _ => {
            let head = &bytes[..bytes.len().min(4096)];
            let nul_at = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
            let half = head.len() / 2;
            match (nul_at(0), nul_at(1)) {
                (0, odd) if half >= 2 && odd * 10 >= half * 9 => (UTF_16LE, "utf-16le", bytes),
                (even, 0) if half >= 2 && even * 10 >= half * 9 => (UTF_16BE, "utf-16be", bytes),
                _ => (UTF_8, "utf-8", bytes),
            }
        }
    }
}

/// More than a tenth of the first 4 kB are control bytes that no text has.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let control =
        head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    control * 10 > head.len()
}

/// CRLF and CR to LF; control characters but TAB and LF removed, with a warning that names them.
fn tidy(text: &str, warnings: &mut Vec<String>) -> String {
    let mut removed = BTreeSet::new();
    let mut tidied = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() == Some(&'\n') {
                    characters.next();
                }
                tidied.push('\n');
            }
            '\t' | '\n' => tidied.push(character),
            '\u{0}'..='\u{1f}' | '\u{7f}' => {
                removed.insert(character as u32);
            }
            _ => tidied.push(character),
        }
    }
    if !removed.is_empty() {
        let names: Vec<String> = removed.iter().map(|code| format!("U+{code:04X}")).collect();
        warnings.push(format!("control characters removed: {}", names.join(", ")));
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, 1000).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn the_bytes_say_the_encoding() {
        assert_eq!(text_of(b"\xef\xbb\xbfa,b"), ("a,b".into(), "utf-8"));
        assert_eq!(text_of(b"\xff\xfea\0b\0"), ("ab".into(), "utf-16le"));
        assert_eq!(text_of(b"a\0b\0c\0d\0"), ("abcd".into(), "utf-16le"));
        assert_eq!(text_of(b"folio\x92s"), ("folio\u{2019}s".into(), "windows-1252"));
    }

    #[test]
    fn line_ends_become_lf_and_controls_are_named() {
        let decoded = decode(b"a\r\nb\rc\0d\x07", 1000).unwrap();
        assert_eq!(decoded.text, "a\nb\ncd");
        assert_eq!(decoded.warnings, ["control characters removed: U+0000, U+0007"]);
    }

    #[test]
    fn nothing_is_decoded_with_loss() {
        assert_eq!(decode(b"\xff\xfea\0\x00\xd8", 1000), Err(DecodeError::Malformed("utf-16le")));
        assert_eq!(decode(b"", 1000), Err(DecodeError::Empty));
        assert_eq!(decode(b"abc", 2), Err(DecodeError::TooLarge { bytes: 3, cap: 2 }));
    }
}
