//! Word documents: paragraphs of `word/document.xml`, read under caps.
//!
//! Nothing is extracted to disk and no entry name becomes a path. Bytes are
//! counted while they are inflated, because an archive's own figures may lie.
//! Deleted text of tracked changes is dropped and inserted text kept.

use crate::ingest::Limits;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Why a zip file is not a readable Word document.
#[derive(Debug, thiserror::Error)]
pub(super) enum DocxError {
    /// The archive's directory cannot be read.
    #[error("the zip archive is damaged")]
    Damaged,
    /// An Excel workbook.
    #[error(
        "an Excel workbook is not read: save the sheet as CSV with the columns timestamp, speaker, statement and import that"
    )]
    Workbook,
    /// A zip without a Word document.
    #[error("a zip archive is not read: unpack it and import the folder")]
    NotWord,
    /// An archive within the archive.
    #[error("the document holds another archive; save it again without embedded files")]
    Nested,
    /// Too many entries.
    #[error("the archive has {entries} entries; the cap is {cap}")]
    Entries {
        /// Entries of the archive.
        entries: usize,
        /// Entries that an archive may have.
        cap: usize,
    },
    /// Too much text.
    #[error("the document unpacks to more than {cap} bytes, which is the cap")]
    TooLarge {
        /// Bytes that may be unpacked.
        cap: usize,
    },
    /// The XML is broken, declares a DTD or nests too deeply.
    #[error("the document's XML cannot be read: {0}")]
    Xml(&'static str),
}

/// Elements may nest this deep.
const DEPTH: usize = 256;

/// Whether `bytes` begin like a zip archive.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The paragraphs of a Word document, one a line.
pub(super) fn read_docx_text(bytes: &[u8], limits: &Limits) -> Result<String, DocxError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::Damaged)?;
    if archive.len() > limits.zip_entries {
        return Err(DocxError::Entries { entries: archive.len(), cap: limits.zip_entries });
    }
    let names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(|name| name.to_lowercase()).collect();
    if names.iter().any(|name| name == "xl/workbook.xml") {
        return Err(DocxError::Workbook);
    }
    if !names.iter().any(|name| name == "word/document.xml") {
        return Err(DocxError::NotWord);
    }
    let packed = [".zip", ".docx", ".xlsx", ".gz", ".7z", ".rar", ".jar"];
    if names.iter().any(|name| packed.iter().any(|end| name.ends_with(end))) {
        return Err(DocxError::Nested);
    }
    let document = archive.by_name("word/document.xml").map_err(|_| DocxError::Damaged)?;
    let mut xml = Vec::new();
    let cap = limits.zip_bytes as u64;
    document.take(cap + 1).read_to_end(&mut xml).map_err(|_| DocxError::Damaged)?;
    if xml.len() > limits.zip_bytes {
        return Err(DocxError::TooLarge { cap: limits.zip_bytes });
    }
    let xml = String::from_utf8(xml).map_err(|_| DocxError::Xml("not UTF-8"))?;
    paragraphs(&xml)
}

fn paragraphs(xml: &str) -> Result<String, DocxError> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut text = String::new();
    let (mut depth, mut deleted, mut in_text) = (0_usize, 0_usize, false);
    loop {
        match reader.read_event().map_err(|_| DocxError::Xml("not well-formed"))? {
            Event::Eof => return Ok(text),
            Event::DocType(_) => return Err(DocxError::Xml("a DTD is not allowed")),
            Event::Start(element) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(DocxError::Xml("nested too deeply"));
                }
                match element.local_name().as_ref() {
                    "del" | "moveFrom" | "Fallback" => deleted += 1,
                    "t" => in_text = deleted == 0,
                    _ => {}
                }
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                match element.local_name().as_ref() {
                    "del" | "moveFrom" | "Fallback" => deleted = deleted.saturating_sub(1),
                    "t" => in_text = false,
                    "p" => text.push('\n'),
                    _ => {}
                }
            }
            Event::Empty(element) if deleted == 0 => match element.local_name().as_ref() {
                "br" | "cr" => text.push('\n'),
                "tab" => text.push('\t'),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Event::Text(words) if in_text => text.push_str(&words.xml10_content()),
            Event::GeneralRef(name) if in_text => {
                let character = match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                text.push(character.ok_or(DocxError::Xml("an unknown entity"))?);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn error_of(entries: &[(&str, &str)], limits: &Limits) -> String {
        read_docx_text(&archive(entries), limits).unwrap_err().to_string()
    }

    #[test]
    fn deleted_text_is_dropped_and_inserted_text_is_kept() {
        let xml = "<w:document xmlns:w='w'><w:p><w:r><w:t>I </w:t></w:r><w:del><w:r><w:delText>never</w:delText>\
                   <w:t>never</w:t></w:r></w:del><w:ins><w:r><w:t>always</w:t></w:r></w:ins><w:r><w:t> call &amp; \
                   w&#97;it</w:t><w:br/><w:tab/></w:r></w:p></w:document>";
        let text = read_docx_text(&archive(&[("word/document.xml", xml)]), &Limits::default()).unwrap();
        assert_eq!(text, "I always call & wait\n\t\n");
    }

    #[test]
    fn a_hostile_archive_is_refused_with_the_cap() {
        let document = ("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>");
        let limits = Limits { zip_bytes: 10, zip_entries: 1, ..Limits::default() };
        assert_eq!(
            error_of(&[document], &Limits::default()),
            "the document's XML cannot be read: a DTD is not allowed"
        );
        assert_eq!(
            error_of(&[document], &limits),
            "the document unpacks to more than 10 bytes, which is the cap"
        );
        assert_eq!(error_of(&[document, ("a", "")], &limits), "the archive has 2 entries; the cap is 1");
        assert!(error_of(&[document, ("word/a.zip", "")], &Limits::default()).contains("another archive"));
    }
}
