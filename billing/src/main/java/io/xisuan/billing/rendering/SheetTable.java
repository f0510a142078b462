package io.xisuan.billing.rendering;

import java.util.List;

/** An exported table: what a CSV file holds, and one sheet of a workbook. */
public record SheetTable(String name, List<String> headings, List<List<SheetCell>> rows) {
    private static final int LONGEST_NAME = 31;

    /**
     * @throws IllegalArgumentException when a row has another number of cells than there are headings, or the name is one that no
     *     spreadsheet takes
     */
    public SheetTable {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("\"%s\" is no name of a sheet: 1 to 31 characters".formatted(name));
        }
        for (List<SheetCell> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException(
                        "A row of %s has %d cells under %d headings".formatted(name, row.size(), headings.size()));
            }
        }
    }
}
