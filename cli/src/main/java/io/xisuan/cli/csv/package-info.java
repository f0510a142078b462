/**
 * Tables that people keep in spreadsheets, as they export them: in UTF-8 or GBK, with English or Chinese headings; and what a row would change.
 * It must not know what the rows mean. Start reading at {@link io.xisuan.cli.csv.SpreadsheetFile}.
 */
@NullMarked
package io.xisuan.cli.csv;

import org.jspecify.annotations.NullMarked;
