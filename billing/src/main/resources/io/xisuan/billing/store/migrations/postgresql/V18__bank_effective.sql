-- The day that a line of a bank statement counts for, when the month of its own day was closed before it came.
ALTER TABLE bank_line ADD COLUMN effective_on TEXT COLLATE "C";
