package io.xisuan.model;

/**
 * Text for a cell of a CSV file that people open in a spreadsheet. A text that would run as a formula gets an apostrophe
 * in front (OWASP, CSV injection); numbers are written as numbers and never pass here.
 */
public final class SpreadsheetText {
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private SpreadsheetText() {}

    public static String inert(String text) {
        boolean formula = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
