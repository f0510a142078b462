/** Tests of tables from spreadsheets. */
@NullMarked
package io.xisuan.cli.csv;

import org.jspecify.annotations.NullMarked;
