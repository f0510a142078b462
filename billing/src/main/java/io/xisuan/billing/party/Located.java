package io.xisuan.billing.party;

import io.xisuan.model.InputException;

/** What one line of a CSV file says, and where it stands, so that what contradicts another file is named by place. */
public record Located<T>(String file, int line, T value) {
    /** Returns the refusal of one of its cells. */
    public InputException wrong(String column, String problem) {
        return InputException.at(file, line, column, problem);
    }
}
