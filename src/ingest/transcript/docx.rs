//! DOCX: the paragraphs of `word/document.xml`, nothing else, nothing on disk.

use crate::ingest::Limits;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Elements deeper than this are refused.
const DEEPEST: usize = 256;

/// The paragraphs of the document, line breaks inside a paragraph kept.
///
/// Deleted text of tracked changes does not count, inserted text does.
pub(super) fn paragraphs(bytes: &[u8], limits: &Limits) -> Result<Vec<String>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "not a zip archive".to_owned())?;
    if archive.len() > limits.zip_entries {
        return Err(format!("the archive has {} entries; the cap is {}", archive.len(), limits.zip_entries));
    }
    let document =
        archive.by_name("word/document.xml").map_err(|_| "no word/document.xml inside".to_owned())?;
    let cap = limits.zip_bytes as u64;
    let mut xml = Vec::new();
    document.take(cap + 1).read_to_end(&mut xml).map_err(|_| "the archive is damaged".to_owned())?;
    if xml.len() as u64 > cap {
        return Err(format!("the document unpacks to more than {cap} bytes, the cap"));
    }
    read_xml(&xml)
}

fn read_xml(xml: &[u8]) -> Result<Vec<String>, String> {
    let damaged = |_| "word/document.xml is damaged".to_owned();
    let mut reader = Reader::from_reader(xml);
    let (mut paragraphs, mut line) = (Vec::new(), String::new());
    let (mut depth, mut in_text, mut deleted) = (0_usize, false, 0_usize);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!("elements are nested deeper than {DEEPEST}"));
                }
                match element.local_name().as_ref() {
                    "t" => in_text = true,
                    "del" => deleted += 1,
                    _ => {}
                }
            }
            Event::Empty(element) => match element.local_name().as_ref() {
                "br" | "cr" => line.push('\n'),
                "tab" => line.push('\t'),
                _ => {}
            },
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                match element.local_name().as_ref() {
                    "t" => in_text = false,
                    "del" => deleted = deleted.saturating_sub(1),
                    "p" => paragraphs.push(std::mem::take(&mut line)),
                    _ => {}
                }
            }
            Event::Text(text) if in_text && deleted == 0 => {
                line.push_str(&text);
            }
            Event::GeneralRef(entity) if in_text && deleted == 0 => line.push_str(match entity.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "",
            }),
            Event::DocType(_) => return Err("a document type declaration is refused".to_owned()),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(paragraphs.into_iter().filter(|paragraph| !paragraph.trim().is_empty()).collect())
}
