-- A line changes only where the words of somebody who was forgotten are taken out of it, and says so.
CREATE OR REPLACE FUNCTION refuse_change_of_journal() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF TG_OP = 'UPDATE' AND NEW.workspace = OLD.workspace AND NEW.seq = OLD.seq AND NEW.book = OLD.book
        AND NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.person = OLD.person
        AND NEW.takes_back IS NOT DISTINCT FROM OLD.takes_back
        AND (position('(evidence withdrawn)' in NEW.entry) > 0 OR position('forgotten' in NEW.entry) > 0)
    THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'the journal is append-only';
END $$;
