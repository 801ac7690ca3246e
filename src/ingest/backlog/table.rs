//! Tables by position: headers that repeat, rows that do not fit, quotes that never close.

use super::reading::{Reading, spelled_out};
use std::collections::BTreeMap;

/// The column that marks a table as written by Hone itself.
const OWN_MARK: &str = "hone";
/// Characters that a spreadsheet would run, and which an export therefore guards with `'`.
const GUARDED: [char; 11] = ['=', '+', '-', '@', '\t', '\n', '\'', '＝', '＋', '－', '＠'];
/// Columns that hold several values, where an unquoted separator is most likely.
const SEVERAL_VALUES: [&str; 9] = [
    "labels",
    "label",
    "tags",
    "sprint",
    "components",
    "component/s",
    "fix version/s",
    "fix versions",
    "affects version/s",
];

/// A header row and the rows that fit under it.
pub(super) struct Table {
    /// Headers as the file has them.
    headers: Vec<String>,
    /// Headers for matching: trimmed, lower case.
    names: Vec<String>,
    /// Rows in the order of the file.
    pub(super) rows: Vec<Row>,
}

/// One row, as wide as the header.
pub(super) struct Row {
    /// 1-based number of the record.
    pub(super) record: usize,
    /// 1-based line at which it begins.
    pub(super) line: usize,
    cells: Vec<String>,
}

impl Table {
    /// Headers of a text for matching; empty when it is no table.
    pub(super) fn headers_of(text: &str) -> Vec<String> {
        let body = Body::of(text);
        let mut cells = reader(body.text, body.delimiter).into_records();
        match cells.next() {
            Some(Ok(header)) => header.iter().map(normal).collect(),
            _ => Vec::new(),
        }
    }

    /// Reads a table; rows that cannot be taken go to `reading`.
    pub(super) fn parse(
        text: &str,
        cell_cap: usize,
        record_cap: usize,
        reading: &mut Reading,
    ) -> Result<Self, String> {
        let body = Body::of(text);
        let open = unclosed_quote(body.text, body.delimiter);
        let whole = &body.text[..open.as_ref().map_or(body.text.len(), |open| open.record_start)];
        let mut records = reader(whole, body.delimiter).into_records();
        let Some(Ok(header)) = records.next() else { return Err("the header row cannot be read".into()) };
        let headers: Vec<String> = header.iter().map(str::to_owned).collect();
        let names: Vec<String> = headers.iter().map(|header| normal(header)).collect();
        let mut table = Self { headers, names, rows: Vec::new() };
        let own = table.names.iter().any(|name| name == OWN_MARK);
        let mut line = Lines { text: whole, at: 0, line: body.first_line };
        let mut short = Vec::new();
        for row in records {
            let row = row.map_err(|_| "a row cannot be read".to_owned())?;
            let record = reading.begin();
            if record > record_cap {
                return Err(format!("more than {record_cap} records: the cap of one file"));
            }
            let begins = line.advance_to(row.position().map_or(0, csv::Position::byte));
            let cells: Vec<String> =
                row.iter().map(|cell| if own { unguard(cell) } else { cell.to_owned() }).collect();
            table.take(Row { record, line: begins, cells }, cell_cap, reading, &mut short);
        }
        reading.warnings.extend(spelled_out(short));
        if let Some(open) = open {
            let record = reading.begin();
            let line = body.first_line + open.line - 1;
            reading.reject(record, line, "", format!("quote opened on line {line} never closed"));
        }
        if reading.records == 0 {
            reading.warn("header but no rows");
        }
        Ok(table)
    }

    fn take(&mut self, mut row: Row, cell_cap: usize, reading: &mut Reading, short: &mut Vec<String>) {
        let (values, headers) = (row.cells.len(), self.names.len());
        let largest = row.cells.iter().map(String::len).max().unwrap_or(0);
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            reading.skip(row.record, "empty row");
        } else if largest > cell_cap {
            let why = format!("a cell of {largest} bytes; the cap is {cell_cap}");
            reading.reject(row.record, row.line, "", why);
        } else if values > headers {
            reading.reject(
                row.record,
                row.line,
                self.first(&row, &["issue key", "id"]),
                self.shifted(values),
            );
        } else {
            if values < headers {
                short.push(format!(
                    "record {}: {values} of {headers} values, missing trailing values taken as empty",
                    row.record
                ));
                row.cells.resize(headers, String::new());
            }
            self.rows.push(row);
        }
    }

    fn shifted(&self, values: usize) -> String {
        let several = self.names.iter().position(|name| SEVERAL_VALUES.contains(&name.as_str()));
        let what = several.map_or_else(
            || "the values have shifted".to_owned(),
            |column| format!("everything after {} has shifted", self.headers[column].trim()),
        );
        format!("{values} values under {} headers: {what}", self.headers.len())
    }

    /// Whether there is a column of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// How the file spells the first of `names` that it has.
    pub(super) fn spelled(&self, names: &[&str]) -> Option<&str> {
        let column = names.iter().find_map(|name| self.names.iter().position(|known| known == name))?;
        Some(self.headers[column].trim())
    }

    /// The first cell with something in it under `names`, tried in their order; empty when there is none.
    pub(super) fn first<'a>(&self, row: &'a Row, names: &[&str]) -> &'a str {
        names.iter().find_map(|name| self.all(row, name).into_iter().next()).unwrap_or_default()
    }

    /// Every cell with something in it under one name, in the order of the columns.
    pub(super) fn all<'a>(&self, row: &'a Row, name: &str) -> Vec<&'a str> {
        self.cells(row).filter(|(known, _)| *known == name).map(|(_, cell)| cell).collect()
    }

    /// Name and value of every cell with something in it.
    pub(super) fn cells<'a>(&self, row: &'a Row) -> impl Iterator<Item = (&str, &'a str)> {
        self.names
            .iter()
            .zip(&row.cells)
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(name, cell)| (name.as_str(), cell.as_str()))
    }

    /// The row as the file has it: repeated headers as several values, empty cells left out.
    pub(super) fn raw(&self, row: &Row) -> BTreeMap<String, Vec<String>> {
        let mut raw: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (header, cell) in self.headers.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
            raw.entry(header.trim().to_owned()).or_default().push(cell.clone());
        }
        raw
    }
}

/// A table without what may stand before its header.
struct Body<'a> {
    text: &'a str,
    delimiter: u8,
    first_line: usize,
}

impl<'a> Body<'a> {
    fn of(text: &'a str) -> Self {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        if let Some(named) =
            first.get(..4).filter(|head| head.eq_ignore_ascii_case("sep=")).and(first.as_bytes().get(4))
        {
            return Self { text: rest, delimiter: *named, first_line: 2 };
        }
        let (text, first_line) = without_query_line(text, first);
        let header = text.trim_start_matches('\n').lines().next().unwrap_or_default();
        Self { text, delimiter: sniff_delimiter(header), first_line }
    }
}

/// Sheets of the Azure plug-in begin with a line that names project, server and query.
fn without_query_line<'a>(text: &'a str, first: &str) -> (&'a str, usize) {
    if !first.starts_with("Project:") {
        return (text, 1);
    }
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if line.contains("Work Item Type") {
            return (&text[at..], index + 1);
        }
        at += line.len();
    }
    (text, 1)
}

/// The separator that occurs most often in the header, outside quotes; a comma when none does.
fn sniff_delimiter(header: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in header.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte && !quoted) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

fn normal(header: &str) -> String {
    header.trim().trim_matches('"').trim().to_lowercase()
}

/// Takes off the `'` that an export of ours put before a cell.
fn unguard(cell: &str) -> String {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(GUARDED)).unwrap_or(cell).to_owned()
}

struct OpenQuote {
    /// Byte at which the record with the quote begins.
    record_start: usize,
    /// Line on which the quote opens, the first line of the table being 1.
    line: usize,
}

/// The quote that is still open at the end of the text.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<OpenQuote> {
    let (mut record_start, mut line, mut opened_on) = (0, 1, 0);
    let (mut field_start, mut quoted) = (true, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if quoted => quoted = false,
            // A second quote right after a closing one is an escaped quote.
            b'"' if field_start || text.as_bytes()[at - 1] == b'"' && opened_on > 0 => {
                if field_start {
                    opened_on = line;
                }
                quoted = true;
                field_start = false;
            }
            _ if quoted => {}
            b'\n' => {
                (record_start, field_start, opened_on) = (at + 1, true, 0);
            }
            byte if byte == delimiter => (field_start, opened_on) = (true, 0),
            _ => field_start = false,
        }
        line += usize::from(byte == b'\n');
    }
    quoted.then_some(OpenQuote { record_start, line: opened_on })
}

/// Lines of a text, counted once from its start to its end.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the first character at or after `byte` that is no line break.
    fn advance_to(&mut self, byte: u64) -> usize {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let blank = self.text[byte..].bytes().take_while(|&b| b == b'\n').count();
        let end = (byte + blank).max(self.at);
        self.line += self.text[self.at..end].matches('\n').count();
        self.at = end;
        self.line
    }
}
