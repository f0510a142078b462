/**
 * How commands show their results: one value as JSON or YAML, or one table for people and for spreadsheets. It must not
 * know what the results mean, nor decide exit codes, nor print progress (that goes to standard error). Start reading at
 * {@link io.xisuan.cli.output.OutputOption}, which commands mix in, then {@link io.xisuan.cli.output.Table}.
 */
@NullMarked
package io.xisuan.cli.output;

import org.jspecify.annotations.NullMarked;
