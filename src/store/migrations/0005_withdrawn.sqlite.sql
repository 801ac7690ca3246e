-- A line changes only where the words of somebody who was forgotten are taken out of it, and says so.
DROP TRIGGER journal_is_never_changed;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
WHEN NOT (NEW.workspace = OLD.workspace AND NEW.seq = OLD.seq AND NEW.book = OLD.book AND NEW.id = OLD.id
    AND NEW.at = OLD.at AND NEW.person = OLD.person AND NEW.takes_back IS OLD.takes_back
    AND (instr(NEW.entry, '(evidence withdrawn)') > 0 OR instr(NEW.entry, 'forgotten') > 0))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
